import type { Conversation, HeardLine } from '../chat/conversation.ts';
import { draftIn, type Draft } from '../flows/parts/draft.ts';
import type { Deps } from './deps.ts';

/**
 * Blanks what a chat still shows of the draft in hand: what was heard since it began, and what repeated it. Done before
 * the turn that drops the draft is stored, so that no crash leaves the words behind; repeating it changes nothing.
 *
 * @returns the draft, whose files may go once the turn is stored.
 */
export async function forgetDraft(
  deps: Deps,
  conversation: Conversation,
): Promise<Draft | undefined> {
  const draft = draftIn(conversation.dialogue);
  if (draft === undefined) return undefined;
  const groupId = `draft-${draft.id}`;
  const since = beginningOf(draft, groupId, conversation);
  await deps.store.conversations.forgetGroup(conversation.chat, groupId);
  await deps.store.conversations.forgetHeard(conversation, since);
  return draft;
}

/** The dialogue knows only its latest step, so the beginning is told by the first line that belongs to the draft. */
function beginningOf(
  draft: Draft,
  groupId: string,
  { dialogue, heard, outbox }: Conversation,
): Date {
  const instants = [
    ...(dialogue === null ? [] : [dialogue.since]),
    ...heard.filter((line) => isOf(draft, line)).map(({ at }) => at),
    ...outbox.filter((entry) => entry.groupId === groupId).map(({ at }) => at),
  ];
  return new Date(Math.min(...instants.map((instant) => instant.getTime())));
}

function isOf(draft: Draft, { body }: HeardLine): boolean {
  if (body?.kind === 'text') return draft.words.includes(body.text);
  return body?.kind === 'file' && draft.files.some(({ id }) => id === body.file.id);
}
