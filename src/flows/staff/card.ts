import type { World } from '../../chat/flow.ts';
import { isAboutOfficial, type Case, type CaseEvent, type FileRef } from '../../domain/case.ts';
import { follows, isByFellow, reportersOf } from '../../domain/following.ts';
import { say, type Text, type TextParam } from '../../domain/text.ts';
import type { Pin } from '../../domain/unit.ts';
import { coverAbuse, isAbusive } from '../../text/abuse.ts';
import { bodyName, dotted } from '../parts/names.ts';
import { placeText } from './names.ts';
import { returnWords } from './return-reasons.ts';
import { flagLines, stateLine } from './state.ts';

/** How somebody looks at a case. */
export interface Look {
  readonly world: World;
  readonly now: Date;
  /** The local date of `now`, `YYYY-MM-DD`. */
  readonly on: string;
  /** True for those who handle it: they see files, pin and a name that was chosen to be known. */
  readonly isHandling: boolean;
}

// Hidden means hidden in the words too; in danger a phone number may be what saves somebody.
const isOpenTo = ({ urgency, reporter }: Case, { isHandling }: Look): boolean =>
  isHandling && (urgency === 'emergency' || !reporter.isHidden);

/**
 * The citizen's words as far as this look may read them: whole for those who handle a case whose reporter chose
 * to be named, or an emergency; for everybody else with phone numbers and the like covered. Insults are covered for all.
 */
export const wordsFor = (words: string, current: Case, look: Look): string =>
  coverAbuse(isOpenTo(current, look) ? words : look.world.understand(words).masked);

const isHiddenIn = ({ actor, action }: CaseEvent, { reporter }: Case): boolean => {
  if (action.type === 'join') return action.joined.isHidden;
  return isByFellow({ reporter }, actor) || reporter.isHidden;
};

/** The words of one event: where others reported the same, each of them is hidden for itself. */
export const wordsIn = (event: CaseEvent, words: string, current: Case, look: Look): string => {
  const isHidden = isHiddenIn(event, current);
  return wordsFor(words, { ...current, reporter: { ...current.reporter, isHidden } }, look);
};

/** The citizen's files, for those who handle the case only: faces and plates are in them. */
export const filesFor = (files: readonly FileRef[], look: Look): readonly FileRef[] =>
  look.isHandling ? files : [];

const reporterText = (current: Case): Text => {
  const { isHidden, name, isOnBehalf } = current.reporter;
  const behalf = isOnBehalf ? 'Behalf' : '';
  if (isHidden || name === undefined) return say(`staff.reporter.hidden${behalf}`);
  return say(`staff.reporter.known${behalf}`, { name: coverAbuse(name) });
};

const manyText = (current: Case): readonly Text[] => {
  const count = reportersOf(current);
  return count === 1 ? [] : [say('staff.reporter.together', { count })];
};

/** Code, category, urgency: how a case is called in a list and on top of a card. */
export const caseTitle = (current: Case): Text =>
  say(`staff.title.${current.urgency}`, {
    code: current.code,
    category: say(`category.${current.categoryId}`),
  });

const headLine = (current: Case, look: Look): Text =>
  dotted(
    caseTitle(current),
    ...(current.kind === 'phan-anh' ? [] : [say(`kind.${current.kind}`)]),
    ...(look.isHandling ? [reporterText(current)] : []),
    ...manyText(current),
  );

/** A pin as map programs take it when it is pasted into them; five decimals are about a metre. */
export const pinText = (pin: Pin): string =>
  `${pin.latitude.toFixed(5)}, ${pin.longitude.toFixed(5)}`;

/** Where it happened as staff know it: the village of its team, once there is one, goes before what was read. */
export const casePlaceText = ({ place, teamUnitId }: Case, look: Look): TextParam =>
  placeText(
    teamUnitId === undefined ? place : { ...place, unitId: teamUnitId },
    look.world.directory,
    look.on,
  );

const placeLine = (current: Case, look: Look): Text => {
  const place = casePlaceText(current, look);
  return current.place.pin === undefined || !look.isHandling
    ? say('staff.card.place', { place })
    : say('staff.card.placeWithPin', { place, pin: pinText(current.place.pin) });
};

const wordsLine = (current: Case, look: Look): readonly Text[] =>
  current.text.trim() === ''
    ? []
    : [say('staff.card.words', { words: wordsFor(current.text, current, look) })];

// The team itself knows from the place; an overseer is told.
const teamLine = (current: Case, look: Look): readonly Text[] => {
  const { teamUnitId } = current;
  if (teamUnitId === undefined || look.isHandling) return [];
  return [say('staff.card.team', { unit: bodyName(look.world.directory, teamUnitId) })];
};

const RECENT = 3;

const addedLine = (event: CaseEvent, current: Case, look: Look): readonly Text[] => {
  const { action } = event;
  if (action.type !== 'add' && action.type !== 'reply' && action.type !== 'join') return [];
  const isGone = action.type === 'join' && !follows(current, action.joined.caseId);
  if (isGone || action.words.trim() === '') return [];
  const isOther = action.type === 'join' || isByFellow(current, event.actor);
  const key = isOther ? 'staff.card.joined' : 'staff.card.added';
  return [say(key, { words: wordsIn(event, action.words, current, look) })];
};

/** The last words that citizens added or answered: they belong to the story as much as the first ones. */
const addedLines = (current: Case, look: Look): readonly Text[] =>
  current.history.flatMap((event) => addedLine(event, current, look)).slice(-RECENT);

/** What a citizen wrote in one event: by an own step, or in a case that follows this one. */
const citizensWords = ({ actor, action }: CaseEvent, current: Case): readonly string[] => {
  if (action.type === 'join') return follows(current, action.joined.caseId) ? [action.words] : [];
  return actor.type === 'citizen' && 'words' in action ? [action.words] : [];
};

/** Everything that citizens wrote of it, oldest first. */
const allWords = (current: Case): readonly string[] =>
  [current.text, ...current.history.flatMap((event) => citizensWords(event, current))].filter(
    (words) => words.trim() !== '',
  );

/** Whether insults are covered on the card, so that there is something to reveal. */
export const hasInsults = (current: Case): boolean => allWords(current).some(isAbusive);

/** All that the citizen wrote, insults and all; phone numbers and the like stay covered. */
export const revealedLines = (current: Case, world: World): readonly Text[] =>
  allWords(current).map((words) =>
    say('staff.card.words', { words: world.understand(words).masked }),
  );

/** For whoever gives the case to a team. */
export const officialWarning = (current: Case): readonly Text[] =>
  isAboutOfficial(current) ? [say('staff.mark.about-official')] : [];

const markLines = (current: Case): readonly Text[] => [
  ...(hasInsults(current) ? [say('staff.mark.abuse')] : []),
  ...(current.marks?.includes('spam') === true ? [say('staff.mark.spam')] : []),
  // Once a team has it, the team itself would read this.
  ...(current.teamUnitId === undefined ? officialWarning(current) : []),
];

/** Why it came back, as long as nobody else has it. */
const returnLine = (current: Case): readonly Text[] => {
  const event = current.history.findLast(({ from, to }) => from !== to);
  return current.status === 'triage' && event?.action.type === 'return'
    ? [say('staff.card.returned', { words: returnWords(event.action.words) })]
    : [];
};

/** Why the citizen opened it again, in the words of the last time. */
const reopenLine = (current: Case, look: Look): readonly Text[] => {
  const event = current.history.findLast(({ action }) => action.type === 'reopen');
  const words = event?.action.type === 'reopen' ? event.action.words : '';
  return event === undefined || words.trim() === ''
    ? []
    : [say('staff.card.reopened', { words: wordsIn(event, words, current, look) })];
};

/** What staff see of a case: what, where, the words, where it stands. Never who or from which chat. */
export const caseCard = (current: Case, look: Look): readonly Text[] => [
  headLine(current, look),
  placeLine(current, look),
  ...wordsLine(current, look),
  ...addedLines(current, look),
  ...reopenLine(current, look),
  ...markLines(current),
  ...teamLine(current, look),
  ...returnLine(current),
  stateLine(current, look.now),
  ...flagLines(current, look.world.directory),
];

/** One line of a list: what, where, where it stands; no words of the citizen. */
export const caseLine = (current: Case, look: Look): Text => {
  return say('staff.card.line', {
    title: caseTitle(current),
    place: casePlaceText(current, look),
    state: stateLine(current, look.now),
  });
};
