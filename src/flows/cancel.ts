import type { Flow } from '../chat/flow.ts';
import { say } from '../domain/text.ts';
import { listChoice, newChoice } from './parts/case-choices.ts';
import { draftIn } from './parts/draft.ts';

/** Lets go of whatever was begun; nothing that was sent is touched. */
export const cancelFlow: Flow = {
  id: 'cancel',
  audience: 'everyone',
  commands: [
    {
      name: 'huy',
      phrases: ['huy', 'huy bo', 'huy di', 'thoi', 'thoi khong gui nua', 'bo di', 'cancel', 'stop'],
    },
  ],
  advance({ conversation }) {
    const { dialogue } = conversation;
    const wasAlerted = draftIn(dialogue)?.alerted;
    const isKnown = wasAlerted !== undefined && wasAlerted !== 'no';
    return {
      dialogue: null,
      replies: [
        {
          message: {
            lines: [
              say(dialogue === null ? 'cancel.nothing' : 'cancel.done'),
              // The people on duty were told of the danger; that cannot be taken back by a word.
              ...(isKnown ? [say('cancel.alerted')] : []),
            ],
            choices: [newChoice, listChoice],
          },
        },
      ],
    };
  },
};
