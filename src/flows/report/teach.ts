import { choice, declining } from '../../chat/choice.ts';
import type { Reply } from '../../chat/message.ts';
import type { Turn } from '../../chat/flow.ts';
import { say } from '../../domain/text.ts';
import { answerTo } from '../parts/consent.ts';
import type { Draft } from '../parts/draft.ts';

/**
 * Asks once whether the nameless words may be learnt from: a purpose of its own, and never together with another
 * question, so not before the second report.
 */
export const teachQuestion = (draft: Draft, turn: Turn, holdMs: number): readonly Reply[] => {
  const isAsked = answerTo(turn, 'learn') !== undefined;
  const isFirst = answerTo(turn, 'remember') === undefined;
  const learns = turn.world.modelVersion !== undefined;
  if (!learns || isAsked || isFirst || draft.urgency === 'emergency') return [];
  const message = {
    lines: [say('consent.learn.ask')],
    choices: [
      choice('privacy', 'teach', say('consent.learn.yesChoice')),
      declining(choice('privacy', 'unteach', say('consent.learn.noChoice'))),
    ],
  };
  return [{ message, holdMs }];
};
