import { choice } from '../../chat/choice.ts';
import type { Outcome, Turn } from '../../chat/flow.ts';
import type { OutboundMessage } from '../../chat/message.ts';
import { say } from '../../domain/text.ts';
import { withhold } from '../parts/accusation.ts';
import { draftIn } from '../parts/draft.ts';
import { callLine } from './danger.ts';

/** The step in which it is asked whether somebody is in danger, before whether it accuses anybody. */
const DANGER = 'danger';

/** Whether that question is open. */
export const isDangerAsked = ({ conversation }: Pick<Turn, 'conversation'>): boolean =>
  conversation.dialogue?.flow === 'withheld' && conversation.dialogue.step === DANGER;

const question = (words: string): OutboundMessage => ({
  lines: [callLine(words), say('withheld.dropped'), say('report.danger.ask')],
  choices: [
    choice('withheld', 'danger', say('report.danger.yesChoice')),
    choice('withheld', 'safe', say('report.danger.noChoice')),
  ],
});

const hintsAtDanger = (turn: Turn, words: string): boolean =>
  draftIn(turn.conversation.dialogue)?.danger !== 'denied' &&
  turn.world.understand(words).isPossibleEmergency === true;

/**
 * Lets go of words that may accuse an official, see {@link withhold}. Where they hint at a danger too, the numbers are
 * shown and the danger is asked about first.
 *
 * @param words - What is let go of; only the numbers that fit it are in the outcome.
 * @param isRepeated - The question stands already, so the occurrence was counted.
 */
export const letGo = (turn: Turn, words: string, isRepeated = false): Outcome => {
  const outcome = withhold(turn, isRepeated);
  const { dialogue, replies } = outcome;
  if (dialogue === null || !(isDangerAsked(turn) || hintsAtDanger(turn, words))) return outcome;
  return {
    ...outcome,
    dialogue: { ...dialogue, step: DANGER },
    replies: replies.map((reply) => ({ ...reply, message: question(words) })),
  };
};
