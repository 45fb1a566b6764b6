import type { Case, CaseEvent } from './case.ts';
import type { CategoryId } from './category.ts';
import { blockOf } from './succession.ts';
import type { Calendar } from './calendar.ts';
import type { Directory } from './directory.ts';

/** Who settled what is right: the citizen, a cadre who put it right, a team that sent it back or that took it as it was. */
export type Teacher = 'citizen' | 'cadre' | 'returned' | 'accepted';

/** How a reading came out; `asked`: the machine did not say anything by itself. */
export type ReadingOutcome = 'right' | 'wrong' | 'asked';

/** What was read beside what is right. */
export interface TaughtAnswer<Code extends string = string> {
  readonly by: Teacher;
  readonly read?: Code;
  /** Absent as long as it is only known what it is not. */
  readonly right?: Code;
  readonly outcome: ReadingOutcome;
}

/** What one concern teaches of how well messages are read; names nobody, no case and no time but the day. */
export interface Lesson {
  /** Steps that the case had taken; a later lesson of the same case replaces an earlier one. */
  readonly step: number;
  /** Local date on which it was sent, `YYYY-MM-DD`. */
  readonly day: string;
  /** Where it happened as far as is known: a village, else a coordinating unit. */
  readonly unitId: string;
  /** The unit right above the villages. */
  readonly communeId: string;
  /** Version of the model that read it. */
  readonly model: string;
  readonly place?: TaughtAnswer;
  readonly category?: TaughtAnswer<CategoryId>;
}

const outcomeOf = (read: string | undefined, right: string): ReadingOutcome => {
  if (read === undefined) return 'asked';
  return read === right ? 'right' : 'wrong';
};

const answerOf = <Code extends string>(
  by: Teacher,
  read: Code | undefined,
  right: Code,
): TaughtAnswer<Code> => ({
  by,
  ...(read === undefined ? {} : { read }),
  right,
  outcome: outcomeOf(read, right),
});

const byCadres = ({ history }: Case): readonly CaseEvent[] =>
  history.filter(({ actor }) => actor.type === 'cadre');

/** A team that says "another body's matter" does not say that the village was wrong. */
const SAYS_NOTHING_OF_PLACE = 'other-body';

/** Sent back: where it belongs is not known yet, only where it does not. */
const returnedAnswer = (current: Case, words: string): TaughtAnswer | undefined => {
  const read = current.reading?.unitId;
  const given = current.history.flatMap(({ action }) =>
    action.type === 'assign' ? [action.unitId] : [],
  );
  const isRefuted = words !== SAYS_NOTHING_OF_PLACE && read !== undefined && read === given.at(-1);
  return isRefuted ? { by: 'returned', read, outcome: 'wrong' } : undefined;
};

const PLACING = ['assign', 'accept', 'return'];

const placeAnswer = (current: Case): TaughtAnswer | undefined => {
  const { reading, place, teamUnitId } = current;
  const read = reading?.unitId;
  const events = byCadres(current).filter(({ action }) => PLACING.includes(action.type));
  const last = events.at(-1)?.action;
  if (last?.type === 'return') return returnedAnswer(current, last.words);
  const isCorrected = place.unitId !== undefined && place.unitId !== read;
  if (last === undefined)
    return isCorrected && place.unitId !== undefined
      ? answerOf('citizen', read, place.unitId)
      : undefined;
  if (teamUnitId === undefined) return undefined;
  const isPlaced = events.some(({ action }) => action.type === 'assign');
  if (isPlaced) return answerOf('cadre', read, teamUnitId);
  return answerOf(isCorrected ? 'citizen' : 'accepted', read, teamUnitId);
};

const namesCategory = ({ action }: CaseEvent): boolean =>
  'categoryId' in action && action.categoryId !== undefined;

const categoryAnswer = (current: Case): TaughtAnswer<CategoryId> | undefined => {
  const { reading, categoryId } = current;
  const read = reading?.categoryId;
  const events = byCadres(current);
  if (events.some(namesCategory)) return answerOf('cadre', read, categoryId);
  if (reading?.isCategoryChosen === true) return answerOf('citizen', read, categoryId);
  // Who takes a case on has seen its category; where the machine had none, nobody has said that it is right.
  const isAccepted = events.some(({ action }) => action.type === 'accept');
  return isAccepted && read === categoryId ? answerOf('accepted', read, categoryId) : undefined;
};

/** What a case teaches as it stands; `undefined` where nobody has settled anything, or nothing was read. */
export const lessonOf = (
  current: Case,
  directory: Directory,
  calendar: Calendar,
): Lesson | undefined => {
  const { reading, history, sentAt, ownerUnitId, teamUnitId } = current;
  const place = placeAnswer(current);
  const category = categoryAnswer(current);
  if (reading === undefined || (place === undefined && category === undefined)) return undefined;
  const day = calendar.dateOf(sentAt);
  const unitId = place?.right ?? place?.read ?? teamUnitId ?? ownerUnitId;
  const unit = directory.find(unitId);
  const receives = unit !== undefined && directory.level(unit).receives;
  return {
    step: history.length,
    day,
    unitId,
    communeId: receives ? blockOf(unitId, directory, day) : unitId,
    model: reading.model,
    ...(place === undefined ? {} : { place }),
    ...(category === undefined ? {} : { category }),
  };
};

const TEACHING = ['open', 'assign', 'hold', 'recategorise', 'accept', 'return'];

/** Whether a step may settle what was read rightly; the program's own steps settle nothing. */
export const teaches = ({ actor, action }: Pick<CaseEvent, 'actor' | 'action'>): boolean =>
  actor.type !== 'system' && TEACHING.includes(action.type);
