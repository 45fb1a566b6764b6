import type { Turn } from '../../chat/flow.ts';
import { readSlots, type WorkSlots } from './slots.ts';

/** The flow that keeps free words of staff until it is known which case they are for. */
export const LOOSE = 'loose';

/** What is kept: words, and pictures. */
export type Kept = Pick<WorkSlots, 'words' | 'files'>;

/** What was said before it was known for which case; nothing when nothing was. */
export const keptWords = ({ conversation: { dialogue } }: Pick<Turn, 'conversation'>): Kept =>
  readSlots(dialogue?.flow === LOOSE ? dialogue.slots : {});
