import { choice } from '../chat/choice.ts';
import { readSlash } from '../chat/commands.ts';
import type { Facts, Flow, Outcome, Query, Turn } from '../chat/flow.ts';
import { readNumber } from '../chat/numbering.ts';
import type { Choice } from '../chat/message.ts';
import type { Case } from '../domain/case.ts';
import { foldPhrase } from '../domain/fold.ts';
import { say } from '../domain/text.ts';
import { inboxFlow, inboxQueries } from './inbox.ts';
import { spokenWords } from './parts/accusation.ts';
import { readAnswer } from './parts/answers.ts';
import { emptyDraft, type Draft } from './parts/draft.ts';
import { isIdle } from './parts/held.ts';
import { isAboutOwn } from './report/follow-up.ts';
import { reportFlow } from './report.ts';
import { duplicateQuery, withOffer } from './report/duplicate.ts';
import { withWords } from './report/gather.ts';
import { proceed } from './report/steps.ts';
import { caseLine } from './staff/card.ts';
import { MOST_FILES } from './staff/evidence.ts';
import { keptWords, LOOSE, type Kept } from './staff/kept-words.ts';
import { rightsOf } from './staff/rights.ts';
import { foundCase, lookAt, sceneOf, unseen } from './staff/scene.ts';
import { showFor } from './staff/show-for.ts';

/** More cases are not read at a glance; the rest is in the list. */
const CASES_SHOWN = 5;

/** An album comes in parts without an end mark: so long the answer waits for the rest, in milliseconds. */
const ALBUM_HOLD_MS = 1_500;

/** After half an hour words are about something else, in milliseconds. */
const PATIENCE_MS = 30 * 60_000;

// "mở", "mở 2", "nhận việc": what is wanted is in the list, and no word of it tells anything.
const WANTS_LIST =
  /^(?:nhan|mo|xong|viec|xem|bao xong|da xong|tien do|giao)(?: (?:viec|\d{1,2}|a|nhe|di|roi))*$/;

const wantsList = (turn: Turn): boolean => {
  const words = spokenWords(turn.inbound.body);
  return WANTS_LIST.test(foldPhrase(words)) || readAnswer(words) !== undefined;
};

const isStaff = (turn: Turn): boolean => {
  const rights = rightsOf(turn);
  return rights.posts('work').length > 0 || rights.posts('coordinate').length > 0;
};

/** Words or a picture that call nothing. */
const isFree = ({ inbound: { body } }: Turn): boolean => {
  if (body.kind === 'file') return true;
  if (body.kind !== 'text') return false;
  return readSlash(body.text) === undefined && readNumber(body.text) === undefined;
};

const gathered = (turn: Turn): Kept => {
  const { words, files } = keptWords(turn);
  const { body } = turn.inbound;
  return {
    words: [words, spokenWords(body)].filter((part) => part !== '').join('\n'),
    files: [...files, ...(body.kind === 'file' ? [body.file] : [])].slice(0, MOST_FILES),
  };
};

const caseChoice = ({ code }: Case): Choice =>
  choice(LOOSE, 'for', say('format.plain', { words: code }), code);

/** Asks for which of the open cases the words are, or whether they are a concern of their own. */
const ask = (turn: Turn, facts: Facts): Outcome => {
  const scene = sceneOf(LOOSE, turn, facts);
  const open = (facts.inbox ?? []).slice(0, CASES_SHOWN);
  const message = {
    lines: [
      say(open.length === 0 ? 'staff.loose.none' : 'staff.loose.ask'),
      ...open.map((current) => caseLine(current, lookAt(scene, current))),
    ],
    choices: [...open.map(caseChoice), choice(LOOSE, 'report', say('staff.loose.reportChoice'))],
  };
  const holds = turn.inbound.groupId === undefined ? {} : { holdMs: ALBUM_HOLD_MS };
  return {
    dialogue: { flow: LOOSE, step: 'which', slots: { ...gathered(turn) }, since: turn.now },
    replies: [{ message, groupId: LOOSE, ...holds }],
  };
};

/** The words as a concern of whoever wrote them, read like any other. */
const report = (turn: Turn): Outcome => {
  const { words, files } = keptWords(turn);
  const idle = { ...turn, conversation: { ...turn.conversation, dialogue: null } };
  const draft: Draft = { ...emptyDraft(turn.newId()), files };
  return proceed(idle, withWords(draft, words, idle));
};

const isReporting = ({ intent }: Turn): boolean =>
  intent.type === 'choice' && intent.verb === 'report';

const choose = (turn: Turn, facts: Facts): Outcome => {
  if (isReporting(turn)) return withOffer(turn, report(turn), facts);
  const scene = sceneOf(LOOSE, turn, facts);
  const current = foundCase(scene);
  return current === undefined ? unseen(scene) : showFor(turn, current, keptWords(turn));
};

const listen = (turn: Turn, facts: Facts): Outcome => {
  const isFirst = turn.conversation.dialogue?.flow !== LOOSE;
  if (isFirst && isAboutOwn(turn, facts.casesOfPerson ?? []))
    return reportFlow.advance(turn, facts);
  if (wantsList(turn)) {
    const intent = { type: 'command', name: 'viec', argument: '' } as const;
    return inboxFlow.advance({ ...turn, intent }, facts);
  }
  return ask(turn, facts);
};

const queries = (turn: Turn): readonly Query[] => {
  const { intent } = turn;
  if (isReporting(turn)) return duplicateQuery(turn, report(turn));
  if (intent.type === 'choice') return [{ ask: 'case', idOrCode: intent.arguments[0] ?? '' }];
  return [...inboxQueries(turn), { ask: 'cases-of-person', personId: turn.asker.person.id }];
};

/**
 * Free words of whoever works on cases: most often they are about one of those, so it is asked which, and never does a
 * concern begin unasked. For everyone, so that danger and accusations are heard in it as anywhere; claimed for staff alone.
 */
export const looseWordsFlow: Flow = {
  id: LOOSE,
  audience: 'everyone',
  commands: [],
  patienceMs: PATIENCE_MS,
  claimsFree: true,
  claims: (turn) => isStaff(turn) && isIdle(turn.conversation) && isFree(turn),
  needs: queries,
  advance: (turn, facts) =>
    turn.intent.type === 'choice' ? choose(turn, facts) : listen(turn, facts),
};
