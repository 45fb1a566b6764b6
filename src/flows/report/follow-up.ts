import type { Facts, Outcome, Turn } from '../../chat/flow.ts';
import type { Reply } from '../../chat/message.ts';
import { isRefusal } from '../../chat/meaning.ts';
import { readNumber } from '../../chat/numbering.ts';
import { gone } from '../../chat/which.ts';
import type { Case } from '../../domain/case.ts';
import { isOpen } from '../../domain/lifecycle.ts';
import { say } from '../../domain/text.ts';
import { spokenWords } from '../parts/accusation.ts';
import { hasAlbum, lastWordMs, passOn, saidIn } from '../parts/acts.ts';
import { wordsOf, type Draft } from '../parts/draft.ts';
import { readAnswer } from '../parts/answers.ts';
import { startingHelp } from '../parts/greeting.ts';
import { holdBack } from '../parts/held.ts';
import { unlessAccusing } from './accusing-addition.ts';
import { goOn, pose, type Question } from './ask.ts';
import { callFor } from './danger.ts';
import { draftChoice } from './draft-choice.ts';
import { homeOf } from '../parts/home.ts';

/** So long after the last word a short one may still belong to it, in milliseconds. */
const RECENT_MS = 10 * 60_000;
/** So long what follows a danger is more of it, in milliseconds. */
const DANGER_MS = 60 * 60_000;
/** A message of more characters tells a story of its own. */
const MOST_SHORT = 80;
/** More open questions than this at a time nobody has; the rest is in the list. */
const MOST_CASES = 4;

const says = (turn: Turn) => turn.world.understand(spokenWords(turn.inbound.body), homeOf(turn));

/** Whether the words name another village than the case's: then they are about something else. */
const isElsewhere = (turn: Turn, current: Case): boolean => {
  const { decision, unitId } = says(turn).place;
  const own = current.place.unitId ?? current.teamUnitId;
  return decision === 'assign' && own !== undefined && unitId !== own;
};

const isRecent = (turn: Turn, current: Case): boolean =>
  isOpen(current.status) && turn.now.getTime() - lastWordMs(current) <= RECENT_MS;

/** The open case that was spoken of a moment ago, if the message is short enough to be an afterthought. */
const recentCase = (turn: Turn, cases: readonly Case[]): Case | undefined => {
  if (spokenWords(turn.inbound.body).length > MOST_SHORT) return undefined;
  const recent = cases
    .filter((current) => isRecent(turn, current))
    .toSorted((a, b) => lastWordMs(b) - lastWordMs(a))[0];
  return recent === undefined || isElsewhere(turn, recent) ? undefined : recent;
};

/** Whether a message goes on with what the asker reported: an answer that is awaited, an afterthought, more of an album. */
export const isAboutOwn = (turn: Turn, cases: readonly Case[]): boolean =>
  recentCase(turn, cases) !== undefined ||
  cases.some(
    (current) => current.status === 'needs-info' || hasAlbum(current, turn.inbound.groupId),
  );

/** Asks whether the words belong to a case of a moment ago. */
export const askBelongs = (draft: Draft, code: string): Question => ({
  step: 'belongs',
  draft: { ...draft, aboutCode: code },
  message: {
    lines: [say('report.belongs.ask', { code })],
    choices: [
      draftChoice(draft, 'join', say('report.belongs.joinChoice', { code }), code),
      draftChoice(draft, 'separate', say('report.belongs.newChoice')),
    ],
  },
});

/** Asks which of several questions of teams is being answered. */
export const askWhichAnswer = (draft: Draft, codes: readonly string[]): Question => ({
  step: 'which',
  draft,
  message: {
    lines: [say('report.belongs.which')],
    choices: [
      ...codes.map((code) =>
        draftChoice(draft, 'join', say('format.plain', { words: code }), code),
      ),
      draftChoice(draft, 'separate', say('report.belongs.newChoice')),
    ],
  },
});

/** Codes of the asker's cases in which a team waits for an answer. */
export const awaitedAnswers = ({ casesOfPerson = [] }: Facts): readonly string[] =>
  casesOfPerson
    .filter(({ status }) => status === 'needs-info')
    .slice(0, MOST_CASES)
    .map(({ code }) => code);

const passedOn = (
  turn: Turn,
  current: Case,
  draft: Draft,
  replies: readonly Reply[] = [],
): Outcome =>
  unlessAccusing(turn, current, draft, () => ({
    dialogue: null,
    replies,
    effects: [passOn(turn, current, saidIn(turn.inbound.body))],
  }));

/** The open danger that this is more of: told within the hour, and not of another village. */
const recentDanger = (turn: Turn, cases: readonly Case[]): Case | undefined => {
  if (turn.inbound.body.kind === 'text' && isSmallTalk(turn)) return undefined;
  const danger = cases
    .filter(({ urgency, status }) => urgency === 'emergency' && isOpen(status))
    .filter((current) => turn.now.getTime() - lastWordMs(current) <= DANGER_MS)
    .toSorted((a, b) => lastWordMs(b) - lastWordMs(a))[0];
  return danger === undefined || isElsewhere(turn, danger) ? undefined : danger;
};

/** Whoever is still in danger hears the numbers again. */
const numbersFor = (draft: Draft): readonly Reply[] =>
  draft.urgency === 'emergency' ? [{ message: { lines: [callFor(draft)] } }] : [];

/** A reply to a team that waits for one; `undefined` when no team does. */
const answerTeam = (turn: Turn, facts: Facts, draft: Draft): Outcome | undefined => {
  const [only, second] = (facts.casesOfPerson ?? []).filter(
    ({ status }) => status === 'needs-info',
  );
  if (only === undefined) return undefined;
  if (second !== undefined) return pose(turn, askWhichAnswer(draft, awaitedAnswers(facts)));
  return isElsewhere(turn, only)
    ? pose(turn, askBelongs(draft, only.code))
    : passedOn(turn, only, draft);
};

/** A number that no team waits for: the choices that it stood for are gone. */
const isBareNumber = ({ inbound }: Turn): boolean =>
  inbound.body.kind === 'text' && readNumber(inbound.body.text) !== undefined;

/** From here on an advertisement is one, though it names a village. */
const SURELY_SPAM = 0.9;

const isSmallTalk = (turn: Turn): boolean => {
  const { body } = turn.inbound;
  if (body.kind !== 'text') return false;
  const reading = says(turn);
  const { kind, place } = reading;
  return kind.id === 'rac' && (place.decision === 'none' || kind.confidence >= SURELY_SPAM);
};

/**
 * A message out of the blue: the rest of an album, an answer to a team, an afterthought, small talk, or a new
 * concern. Danger is always new, but for more of a danger that was sent a while ago.
 */
export const outOfTheBlue = (turn: Turn, facts: Facts, draft: Draft): Outcome => {
  const cases = facts.casesOfPerson ?? [];
  const danger = recentDanger(turn, cases);
  if (danger !== undefined) return passedOn(turn, danger, draft, numbersFor(draft));
  if (draft.urgency === 'emergency') return goOn(turn, draft);
  const album = cases.find((current) => hasAlbum(current, turn.inbound.groupId));
  if (album !== undefined) return passedOn(turn, album, draft);
  const answer = answerTeam(turn, facts, draft);
  if (answer !== undefined) return answer;
  if (isBareNumber(turn)) return gone(turn);
  if (isSmallTalk(turn)) return holdBack(turn, draft);
  // A "no" to nothing that is still open adds to no case.
  if (isRefusal(spokenWords(turn.inbound.body)))
    return { dialogue: null, replies: [{ message: startingHelp(say('welcome.allRight')) }] };
  if (readAnswer(spokenWords(turn.inbound.body)) === 'what')
    return { dialogue: null, replies: [{ message: startingHelp(say('welcome.listening')) }] };
  const recent = recentCase(turn, cases);
  return recent === undefined ? goOn(turn, draft) : pose(turn, askBelongs(draft, recent.code));
};

/** Passes a draft on to a case that it belongs to. */
export const join = (turn: Turn, draft: Draft, current: Case): Outcome =>
  unlessAccusing(turn, current, draft, () => ({
    dialogue: null,
    replies: [],
    effects: [
      passOn(turn, current, {
        words: wordsOf(draft),
        files: draft.files,
        ...(draft.pin === null ? {} : { pin: draft.pin }),
      }),
    ],
  }));
