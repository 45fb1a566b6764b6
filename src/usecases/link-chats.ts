import type { Conversation } from '../chat/conversation.ts';
import type { TurnEffect } from '../chat/effect.ts';
import type { LinkCode } from '../chat/flow.ts';
import { isElder } from '../domain/joined-person.ts';
import { drawLinkCode, LINK_CODE_MS } from '../domain/link-code.ts';
import type { ChatRef, Person } from '../domain/person.ts';
import { linkedElsewhere, partedElsewhere } from '../flows/link/told.ts';
import type { EffectResult } from '../flows/outcomes.ts';
import type { Deps } from './deps.ts';
import { openConversation } from './open-conversation.ts';
import { hashSecret } from './secret.ts';
import { putNotice } from './tell.ts';

type Effect<Type> = Extract<TurnEffect, { type: Type }>;

const isSameChat = (one: ChatRef, other: ChatRef): boolean =>
  one.channel === other.channel && one.chatId === other.chatId;

/** What a code that was typed in a chat would do; of whose it is only the channel is told, and only while it works. */
export async function linkCodeIn(
  deps: Deps,
  chat: ChatRef,
  person: Person,
  code: string,
): Promise<LinkCode> {
  const ref = hashSecret(code);
  const found = await deps.store.linkCodes.find(ref, deps.clock.now());
  if (found === undefined) return { state: 'unknown', ref };
  if (isSameChat(found.chat, chat)) return { state: 'own', ref };
  if (found.state !== 'open') return { state: found.state, ref };
  const holder = await deps.store.people.byChat(found.chat);
  return holder?.id === person.id
    ? { state: 'joined', ref }
    : { state: 'open', ref, channel: found.chat.channel };
}

/** Makes a code for this chat. A repeat makes another, and the former works no more. */
export async function makeLinkCode(
  deps: Deps,
  chat: ChatRef,
  effect: Effect<'link-code'>,
): Promise<EffectResult> {
  const code = drawLinkCode((limit) => deps.ids.below(limit));
  const expiresAt = new Date(deps.clock.now().getTime() + LINK_CODE_MS);
  await deps.store.linkCodes.create({ codeHash: hashSecret(code), chat, expiresAt });
  return { effect, status: 'done', code };
}

/** Joins the persons of two chats by a code that was given out in one of them, and tells both. */
export async function linkChats(
  deps: Deps,
  { chat }: Conversation,
  effect: Effect<'link'>,
): Promise<EffectResult> {
  const { linkCodes } = deps.store;
  const { ref, consent } = effect;
  const given = await linkCodes.find(ref, deps.clock.now());
  if (given === undefined) return { effect, status: 'refused', reason: 'link-unknown' };
  const [younger, elder] = await inOrder(deps, given.chat, chat);
  const joining = { personId: younger.id, intoId: elder.id, at: deps.clock.now() };
  const redeemed = await linkCodes.redeem(ref, chat, joining);
  if (typeof redeemed === 'string')
    return { effect, status: 'refused', reason: `link-${redeemed}` };
  await joinPersons(deps, redeemed.personId, redeemed.intoId, consent);
  await tellChat(deps, given.chat, effect.key, linkedElsewhere(chat.channel));
  deps.events.chatsLinked({ channel: chat.channel, with: given.chat.channel });
  return { effect, status: 'done', channel: given.chat.channel };
}

/** Always the younger becomes the elder, so that no two joinings at once can go in a circle. */
async function inOrder(deps: Deps, one: ChatRef, other: ChatRef): Promise<[Person, Person]> {
  const { person: first } = await openConversation(deps, one);
  const { person: second } = await openConversation(deps, other);
  return isElder(first, second) ? [second, first] : [first, second];
}

/**
 * Makes one person of two. Each step may be repeated, and none leaves a case whose reporter cannot be found: from the
 * first step on, the former id leads to the person who stays, who has a chat throughout.
 */
async function joinPersons(
  { store }: Deps,
  personId: string,
  intoId: string,
  consent: Effect<'link'>['consent'],
): Promise<void> {
  if (personId === intoId) return;
  await store.people.mergeInto(personId, intoId);
  await store.people.absorb(personId, consent);
  const moved = await store.people.takeChats(personId);
  for (const chat of moved.chats) await store.conversations.setPerson(chat, moved.personId);
  await store.cases.setReporter(personId, moved.personId);
}

/** Makes this chat a stranger's. The cases stay with the other chats of the person, who are told. */
export async function unlinkChat(
  deps: Deps,
  conversation: Conversation,
  effect: Effect<'unlink'>,
): Promise<EffectResult> {
  const { chat, personId, locale } = conversation;
  const { newPersonId, consent } = effect;
  const { people } = deps.store;
  const parted = await people.part(chat, newPersonId, locale, deps.clock.now());
  if (parted === 'last') return { effect, status: 'refused', reason: 'link-last' };
  const stays = personId === newPersonId ? undefined : await people.load(personId);
  if (stays !== undefined) {
    await people.recordConsent(stays.id, consent);
    for (const other of stays.chats)
      await tellChat(deps, other, effect.key, partedElsewhere(chat.channel));
    await handOver(deps, conversation, stays);
  }
  await deps.store.conversations.setPerson(chat, newPersonId);
  deps.events.chatUnlinked({ channel: chat.channel });
  return { effect, status: 'done' };
}

/** What still waits to be said to the person must not be said to the stranger, nor be lost. */
async function handOver(deps: Deps, { chat, seen }: Conversation, stays: Person): Promise<void> {
  const other = stays.chats.at(-1);
  if (other === undefined) return;
  const { conversations } = deps.store;
  const isAnswer = (key: string): boolean => seen.some(({ eventId }) => key.startsWith(eventId));
  for (const entry of await conversations.markLeaving(chat, other, isAnswer)) {
    await conversations.takeOver(entry.movesTo ?? other, entry, deps.clock.now());
    await conversations.markLeft(chat, entry.key);
  }
  await deps.wake.delivery({ channel: other.channel, personId: stays.id });
}

async function tellChat(
  deps: Deps,
  chat: ChatRef,
  key: string,
  message: ReturnType<typeof linkedElsewhere>,
): Promise<void> {
  const { conversation } = await openConversation(deps, chat);
  await putNotice(deps, conversation, { key, message });
}
