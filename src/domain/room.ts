import type { Case, CaseEvent } from './case.ts';
import { follows, isByFellow } from './following.ts';
import type { Step } from './step.ts';

/** So often one person may add to one case; in danger nobody counts closely. */
const MOST_ADDITIONS = { normal: 50, emergency: 200 } as const;
/** Characters of one addition, on the whole. */
const USUAL_LENGTH = 4_000;
/** Characters that all who follow a case may add to it together: it is kept as one row, which has an end. */
const MOST_OF_FELLOWS = 1_000_000;

const lengthOf = ({ action }: Pick<CaseEvent, 'action'>): number =>
  'words' in action ? action.words.length : 0;

const lengthOfAll = (events: readonly CaseEvent[]): number =>
  events.reduce((sum, event) => sum + lengthOf(event), 0);

const isAddition = ({ action }: CaseEvent): boolean =>
  action.type === 'add' || action.type === 'reply';

const hasRoomForFellows = (current: Case, step: Step): boolean => {
  const theirs = current.history.filter(
    ({ actor, action }) => action.type === 'join' || isByFellow(current, actor),
  );
  return lengthOfAll(theirs) + lengthOf(step) <= MOST_OF_FELLOWS;
};

const hasRoomForPerson = (current: Case, step: Step, personId: string): boolean => {
  const own = current.history.filter(
    (event) =>
      isAddition(event) && event.actor.type === 'citizen' && event.actor.personId === personId,
  );
  const most = current.urgency === 'emergency' ? MOST_ADDITIONS.emergency : MOST_ADDITIONS.normal;
  return own.length < most && lengthOfAll(own) + lengthOf(step) <= most * USUAL_LENGTH;
};

/**
 * Whether a case can hold what is said of it now, so that nobody fills it until the team cannot work on it any more.
 * The answer to a team's question always finds room.
 */
export const hasRoomFor = (current: Case, step: Step): boolean => {
  const { action, actor } = step;
  if (action.type === 'join')
    return follows(current, action.joined.caseId) || hasRoomForFellows(current, step);
  if (actor.type !== 'citizen' || (action.type !== 'add' && action.type !== 'reply')) return true;
  const isFellow = isByFellow(current, actor);
  if (!isFellow && current.status === 'needs-info') return lengthOf(step) <= USUAL_LENGTH * 2;
  return (
    hasRoomForPerson(current, step, actor.personId) &&
    (!isFellow || hasRoomForFellows(current, step))
  );
};
