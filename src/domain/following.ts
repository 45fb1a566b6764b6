import type { Actor, Case, CaseAction, CaseEffect, CaseEvent, Joined } from './case.ts';
import { type CasePatch, patched } from './patch.ts';
import type { ActionType } from './status.ts';

/** Whether a case follows this one. */
export const follows = ({ joined = [] }: Pick<Case, 'joined'>, caseId: string): boolean =>
  joined.some((each) => each.caseId === caseId);

/** Whether another than the first reporter acts: somebody whose case follows this one. */
export const isByFellow = ({ reporter }: Pick<Case, 'reporter'>, actor: Actor): boolean =>
  actor.type === 'citizen' && actor.personId !== reporter.personId;

/** How many people reported it, those of cases that follow it included. */
export const reportersOf = ({ joined = [] }: Pick<Case, 'joined'>): number =>
  joined.reduce((count, { reporters }) => count + reporters, 1);

const joining = (current: Case): Joined => ({
  caseId: current.id,
  code: current.code,
  isHidden: current.reporter.isHidden,
  reporters: reportersOf(current),
});

const bySystem = (caseId: string, eventId: string, action: CaseAction): CaseEffect => ({
  type: 'step',
  caseId,
  eventId,
  actor: { type: 'system' },
  action,
});

const joinOf = (current: Case): CaseAction => {
  const { text: words, files, place } = current;
  const pin = place.pin === undefined ? {} : { pin: place.pin };
  return { type: 'join', joined: joining(current), words, files, ...pin };
};

const partOf = ({ mergedIntoId, id }: Case, eventId: string): readonly CaseEffect[] =>
  mergedIntoId === undefined ? [] : [bySystem(mergedIntoId, eventId, { type: 'part', caseId: id })];

/** Whoever followed a case that is taken back keeps an own one: nobody's word is lost by another's. */
const released = ({ joined = [] }: Case, eventId: string): readonly CaseEffect[] =>
  joined.map(({ caseId }) => bySystem(caseId, `${eventId}-${caseId}`, { type: 'split' }));

/** The count goes on to the case that this one follows itself. */
const recounted = (after: Case, eventId: string): readonly CaseEffect[] =>
  after.mergedIntoId === undefined
    ? []
    : [
        bySystem(after.mergedIntoId, eventId, {
          type: 'join',
          joined: joining(after),
          words: '',
          files: [],
        }),
      ];

/** What a step asks of other cases: the one that is followed, and those that follow. Each is repeatable by its id. */
export const stepsOfOthers = (
  { id, action }: CaseEvent,
  before: Case,
  after: Case,
): readonly CaseEffect[] => {
  const eventId = `${id}-${after.id}`;
  if (action.type === 'merge') return [bySystem(action.intoId, `${eventId}-join`, joinOf(before))];
  if (action.type === 'split') return partOf(before, `${eventId}-part`);
  if (action.type === 'withdraw')
    return [...partOf(before, `${eventId}-part`), ...released(before, `${eventId}-split`)];
  return action.type === 'part' ? recounted(after, `${eventId}-count`) : [];
};

/** What a reporter does to the case that is followed, by the code of the own one. */
export const PASSED_ON: readonly ActionType[] = ['reply', 'add', 'confirm', 'rate', 'reopen'];

/** Where it stands is told by these to everybody who reported it, whenever they joined. */
const OUTCOMES: readonly ActionType[] = ['assign', 'accept', 'resolve', 'forward', 'decline'];

/** What the team asks is between it and the first reporter; so are those who join later. */
const BETWEEN_TWO: readonly ActionType[] = ['ask', 'join'];

/** A question to the first reporter stops nothing for the others: they see the work that it interrupts. */
const unasked = ({ status, resumeStatus = 'working', acceptDueAt }: Case): CasePatch =>
  status === 'needs-info' ? { status: resumeStatus, acceptDueAt: undefined } : { acceptDueAt };

/** What one reporter said of the outcome that stands. */
interface Verdict {
  readonly isConfirmed: boolean;
  readonly stars?: number;
}

/** What this person said of the outcome that stands: each who reported it judges for himself alone. */
export const verdictOf = ({ history }: Pick<Case, 'history'>, personId: string): Verdict => {
  const since = history.findLastIndex(({ action }) => ['resolve', 'reopen'].includes(action.type));
  const said = history
    .slice(since + 1)
    .flatMap(({ actor, action }) =>
      actor.type === 'citizen' && actor.personId === personId ? [action] : [],
    );
  const stars = said.findLast((action) => action.type === 'rate')?.stars;
  return {
    isConfirmed: said.some(({ type }) => type === 'confirm'),
    ...(stars === undefined ? {} : { stars }),
  };
};

/** The own verdict on the outcome, in place of the first reporter's. */
const judged = (own: Case, followed: Case): CasePatch => {
  const { isConfirmed, stars } = verdictOf(followed, own.reporter.personId);
  const isOpenToVerdict = followed.status === 'answered' || followed.status === 'unconfirmed';
  return { stars, ...(isConfirmed && isOpenToVerdict ? { status: 'confirmed' as const } : {}) };
};

/** The team's words as somebody hears who is not the one they were written for. */
const throughMask = (action: CaseAction, mask: (words: string) => string): CaseAction => {
  if (action.type === 'forward')
    return { ...action, to: mask(action.to), words: mask(action.words) };
  return 'words' in action ? { ...action, words: mask(action.words) } : action;
};

/** That it was done, without a word or photo: those were for whoever had reported it by then. */
const withoutWords = (action: CaseAction, mask: (words: string) => string): CaseAction => ({
  ...throughMask(action, mask),
  ...('words' in action ? { words: '' } : {}),
  ...('files' in action ? { files: [] } : {}),
});

/** A line of the followed case's history as this reporter may read it: the own words, and what was told since joining. */
const lineFor = (
  own: Case,
  event: CaseEvent,
  mask: (words: string) => string,
): readonly CaseEvent[] => {
  const { actor, action, at } = event;
  if (actor.type === 'citizen') return actor.personId === own.reporter.personId ? [event] : [];
  const isSince = at >= (own.closedAt ?? own.sentAt) && !BETWEEN_TWO.includes(action.type);
  if (isSince) return [{ ...event, action: throughMask(action, mask) }];
  return OUTCOMES.includes(action.type) ? [{ ...event, action: withoutWords(action, mask) }] : [];
};

/**
 * A case that follows another, as its own reporter sees it: the own code, words and place; the status, team, dates and
 * answers of the other. Nothing of what others said is in it, nor what the team told them before this one joined.
 *
 * @param mask - Covers what is personal in what the team wrote.
 */
export const asFollowed = (own: Case, followed: Case, mask: (words: string) => string): Case =>
  patched(followed, {
    id: own.id,
    code: own.code,
    kind: own.kind,
    urgency: own.urgency,
    text: own.text,
    files: own.files,
    place: own.place,
    reporter: own.reporter,
    sentAt: own.sentAt,
    joinsId: own.joinsId,
    mergedIntoId: own.mergedIntoId,
    joined: undefined,
    ...unasked(followed),
    ...judged(own, followed),
    history: [...own.history, ...followed.history.flatMap((event) => lineFor(own, event, mask))],
    pending: [],
    version: own.version,
  });
