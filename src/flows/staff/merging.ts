import type { Outcome } from '../../chat/flow.ts';
import { choice, isChoiceId } from '../../chat/choice.ts';
import type { Choice } from '../../chat/message.ts';
import type { Case } from '../../domain/case.ts';
import { isSecluded } from '../../domain/duplicates.ts';
import { allowedActions } from '../../domain/lifecycle.ts';
import { say } from '../../domain/text.ts';
import { caseLine } from './card.ts';
import { splitChoice } from './choices.ts';
import { attempt, guarded, lookAt, misread, outdated, proceed, type Scene } from './scene.ts';

/** The step in which the code of the other case is waited for. */
export const MERGE_STEP = 'merge-into';

/** Cases shown that can be taken apart again; the newest are those that somebody regrets. */
const MOST_SPLIT = 4;

const stop = ({ code }: Case): Choice => choice('coord', 'open', say('staff.choice.stop'), code);

const mayMerge = ({ rights }: Scene, current: Case): boolean =>
  allowedActions(current).includes('merge') && rights.may('merge', current) && !isSecluded(current);

const openShared = ({ mergedIntoId }: Case): readonly Choice[] =>
  mergedIntoId === undefined
    ? []
    : [choice('work', 'open', say('staff.choice.openShared'), mergedIntoId)];

/** Joining a case with another, undoing that, and the way to the one that it follows. */
export const mergeChoices = (scene: Scene, current: Case): readonly Choice[] => {
  const { code, joined = [] } = current;
  const maySplit = scene.rights.may('split', current);
  const isMerged = allowedActions(current).includes('split');
  const apart = isMerged ? [current] : joined.slice(-MOST_SPLIT);
  return [
    ...(mayMerge(scene, current)
      ? [choice('coord', 'merge', say('staff.choice.merge'), code)]
      : []),
    ...(maySplit ? apart.map(splitChoice) : []),
    ...openShared(current),
  ].filter(({ id }) => isChoiceId(id));
};

/** Asks for the code of the case to join it with. */
export const askMerge = (scene: Scene, current: Case): Outcome =>
  guarded(scene, current, 'merge', () =>
    mayMerge(scene, current)
      ? proceed(
          scene,
          MERGE_STEP,
          { code: current.code },
          {
            message: {
              lines: [say('staff.merge.ask', { code: current.code })],
              choices: [stop(current)],
            },
          },
        )
      : outdated(scene, current),
  );

const mayReceive = ({ rights }: Scene, current: Case, target: Case): boolean =>
  target.id !== current.id &&
  allowedActions(target).includes('join') &&
  rights.may('merge', target) &&
  !isSecluded(target);

/** Takes the typed code, shows the case that it means, and asks once more: two reporters hear of it. */
export const takeTarget = (scene: Scene, current: Case): Outcome => {
  const { target } = scene.facts;
  if (target === undefined) return misread(scene, 'staff.merge.unknown', [stop(current)]);
  if (!mayReceive(scene, current, target))
    return misread(scene, 'staff.merge.impossible', [stop(current)]);
  const { code } = current;
  const sure = choice('coord', 'into', say('staff.choice.mergeSure'), code, target.code);
  return proceed(
    scene,
    MERGE_STEP,
    { code },
    {
      message: {
        lines: [
          caseLine(target, lookAt(scene, target)),
          say('staff.merge.sure', { code, into: target.code }),
        ],
        choices: [sure, stop(current)],
      },
    },
  );
};

/** Joins it with the case that was shown. */
export const mergeInto = (scene: Scene, current: Case): Outcome => {
  const { target } = scene.facts;
  return target === undefined || !mayReceive(scene, current, target) || !mayMerge(scene, current)
    ? outdated(scene, current)
    : attempt(scene, current, { type: 'merge', intoId: target.id });
};

/** Takes a case apart from the one that it follows. */
export const splitOff = (scene: Scene, current: Case): Outcome =>
  attempt(scene, current, { type: 'split' });
