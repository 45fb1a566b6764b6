import type { Flow } from '../chat/flow.ts';
import { say } from '../domain/text.ts';
import { listChoice, newChoice } from './parts/case-choices.ts';
import { draftIn } from './parts/draft.ts';

// "Rút lại" typed while nothing is open means the same; at a case it is a button.
const PHRASES = (
  'huy|huy bo|huy di|thoi|thoi a|thoi bo di|bo di|thoi khong gui nua|thoi khong gui|khong gui nua|khong gui|' +
  'thoi ko gui nua|thoi k gui nua|ko gui nua|k gui nua|thoi khong bao nua|thoi khong bao|khong bao nua|thoi ko bao nua|' +
  'thoi k bao nua|thoi khong can|thoi khong can nua|rut lai|cancel|stop'
).split('|');

/** Lets go of whatever was begun; nothing that was sent is touched. */
export const cancelFlow: Flow = {
  id: 'cancel',
  audience: 'everyone',
  commands: [
    {
      name: 'huy',
      phrases: PHRASES,
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
