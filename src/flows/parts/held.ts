import { choice } from '../../chat/choice.ts';
import type { Conversation, Dialogue } from '../../chat/conversation.ts';
import type { Outcome, Turn } from '../../chat/flow.ts';
import { say } from '../../domain/text.ts';
import { draftIn, wordsOf, type Draft } from './draft.ts';
import { startingHelp } from './greeting.ts';

/** The flow that has a draft which looked like spam. */
const FLOW = 'insist';
/** "Chào nhé" holds nothing that anybody would have to see. */
const FEWEST_WORDS = 4;

const wordCount = (draft: Draft): number => wordsOf(draft).split(/\s+/u).length;

/** The draft that was held back, as long as nothing else was said. */
export const heldDraft = ({ dialogue }: Pick<Conversation, 'dialogue'>): Draft | undefined =>
  draftIn(dialogue, FLOW);

/** Whether nothing is being talked of: what was held back waits for its own button alone. */
export const isIdle = ({ dialogue }: Pick<Conversation, 'dialogue'>): boolean =>
  dialogue === null || dialogue.flow === FLOW;

const holding = (draft: Draft, since: Date): Dialogue => ({
  flow: FLOW,
  step: 'held',
  slots: { draft },
  since,
});

/** Answers what looks like no concern with help; whoever means it can have it sent all the same. */
export const holdBack = (turn: Turn, draft: Draft): Outcome => {
  const help = startingHelp(say('welcome.listening'));
  if (wordCount(draft) < FEWEST_WORDS) return { dialogue: null, replies: [{ message: help }] };
  const insist = choice(FLOW, 'send', say('insist.choice'), draft.id);
  const message = {
    lines: [...help.lines, say('insist.how')],
    choices: [...(help.choices ?? []), insist],
  };
  return { dialogue: holding(draft, turn.now), replies: [{ message }] };
};
