import type { Conversation, Dialogue } from '../../chat/conversation.ts';
import type { OutboundMessage, Reply } from '../../chat/message.ts';
import { choice } from '../../chat/choice.ts';
import type { Outcome, Turn } from '../../chat/flow.ts';
import { say } from '../../domain/text.ts';
import { draftIn } from './draft.ts';

type Talk = Pick<Conversation, 'dialogue'>;

const isDialogue = (value: unknown): value is Dialogue =>
  typeof value === 'object' && value !== null && 'flow' in value && 'slots' in value;

/** The concern that was being written when something else came between, to be put into that step's slots. */
export const pausedBy = ({ dialogue }: Talk): { readonly paused?: Dialogue } => {
  if (draftIn(dialogue) !== undefined && dialogue !== null) return { paused: dialogue };
  const inner = dialogue?.slots['paused'];
  return isDialogue(inner) ? { paused: inner } : {};
};

/** Where the conversation goes on once the step in between is over. */
export const afterwards = (talk: Talk): Dialogue | null => pausedBy(talk).paused ?? null;

/** The same message with the way back to a concern that is still being written, where there is one. */
const withWayBack = (talk: Talk, message: OutboundMessage): OutboundMessage => {
  const draft = draftIn(afterwards(talk));
  if (draft === undefined) return message;
  const resume = choice('report', 'resume', say('report.resumeChoice'), draft.id);
  return {
    ...message,
    lines: [...message.lines, say('report.stillWriting')],
    choices: [...(message.choices ?? []), resume],
  };
};

/** The way back as a message of its own; none where nothing is being written. */
export const wayBack = (talk: Talk): readonly Reply[] => {
  const message = withWayBack(talk, { lines: [] });
  return message.lines.length === 0 ? [] : [{ message }];
};

/** Says something beside whatever is being talked of, which goes on afterwards. */
export const aside = (
  { conversation }: Pick<Turn, 'conversation'>,
  message: OutboundMessage,
): Outcome => ({
  dialogue: conversation.dialogue,
  replies: [{ message: withWayBack(conversation, message) }],
});
