import { choice } from '../../chat/choice.ts';
import type { Choice } from '../../chat/message.ts';
import type { Text } from '../../domain/text.ts';
import type { Draft } from '../parts/draft.ts';

/** A button about this draft and no other; pressed later, it is recognised as old. */
export const draftChoice = (
  draft: Pick<Draft, 'id'>,
  verb: string,
  label: Text,
  ...given: readonly (string | number)[]
): Choice => choice('report', verb, label, draft.id, ...given);
