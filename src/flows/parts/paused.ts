import type { Conversation, Dialogue } from '../../chat/conversation.ts';
import type { Reply } from '../../chat/message.ts';
import { choice } from '../../chat/choice.ts';
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

/** The way back to a concern that is still being written; nothing when there is none. */
export const backToDraft = (talk: Talk): readonly Reply[] => {
  const draft = draftIn(afterwards(talk));
  if (draft === undefined) return [];
  const resume = choice('report', 'resume', say('report.resumeChoice'), draft.id);
  return [{ message: { lines: [say('report.stillWriting')], choices: [resume] } }];
};
