import type { Conversation } from '../chat/conversation.ts';
import type { TurnEffect } from '../chat/effect.ts';
import type { LinkCode } from '../chat/flow.ts';
import type { OutboundMessage } from '../chat/message.ts';
import { isElder } from '../domain/joined-person.ts';
import { drawLinkCode, LINK_ANSWER_MS, LINK_CODE_MS } from '../domain/link-code.ts';
import type { ChatRef, Person } from '../domain/person.ts';
import { askGiver, deniedThere, lapsed, linkedWith } from '../flows/link/told.ts';
import type { EffectResult } from '../flows/outcomes.ts';
import type { Deps } from './deps.ts';
import { openConversation } from './open-conversation.ts';
import { hashSecret } from './secret.ts';
import { tellChat } from './tell.ts';

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
  const { channel } = found.chat;
  if (found.state === 'asked') {
    const isOwn = found.askedIn !== undefined && isSameChat(found.askedIn, chat);
    return isOwn ? { state: 'asked', ref, channel } : { state: 'used', ref };
  }
  if (found.state !== 'open') return { state: found.state, ref };
  const holder = await deps.store.people.byChat(found.chat);
  return holder?.id === person.id ? { state: 'joined', ref } : { state: 'open', ref, channel };
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

/** Asks the chat that gave a code out whether the one where it was typed is its own. Nothing is joined by that. */
export async function askLink(
  deps: Deps,
  { chat }: Conversation,
  effect: Effect<'ask-link'>,
): Promise<EffectResult> {
  const { linkCodes } = deps.store;
  const { ref, consent } = effect;
  const now = deps.clock.now();
  const given = await linkCodes.find(ref, now);
  if (given === undefined) return { effect, status: 'refused', reason: 'link-unknown' };
  const answerBy = new Date(now.getTime() + LINK_ANSWER_MS);
  const asked = await linkCodes.ask(ref, { chat, consent, answerBy }, now);
  if (typeof asked === 'string') return { effect, status: 'refused', reason: `link-${asked}` };
  if (asked.answerBy <= now) return { effect, status: 'refused', reason: 'link-lapsed' };
  // Before anybody can answer, so that an answer always finds it.
  for (const each of [given.chat, chat])
    await askChat(deps, each, lapseKey(ref), lapsed, asked.answerBy);
  await askChat(deps, given.chat, effect.key, askGiver(chat.channel, ref));
  deps.events.linkAsked({ channel: chat.channel, with: given.chat.channel });
  return { effect, status: 'done', channel: given.chat.channel };
}

/** Joins the persons of two chats, now that the one which gave the code out agrees, and tells both. */
export async function linkChats(
  deps: Deps,
  { chat }: Conversation,
  effect: Effect<'link'>,
): Promise<EffectResult> {
  const { linkCodes, people } = deps.store;
  const { ref, consent } = effect;
  const now = deps.clock.now();
  const asker = (await linkCodes.find(ref, now))?.askedIn;
  if (asker === undefined) return { effect, status: 'refused', reason: 'link-lapsed' };
  const [younger, elder] = await inOrder(deps, chat, asker);
  const joining = { personId: younger.id, intoId: elder.id, at: now };
  const agreed = await linkCodes.agree(ref, chat, joining);
  if (agreed === 'lapsed') return { effect, status: 'refused', reason: 'link-lapsed' };
  await takeBackLapse(deps, [chat, asker], ref);
  await joinPersons(deps, agreed.personId, agreed.intoId, agreed.consent);
  await people.recordConsent(agreed.intoId, consent);
  await tellChat(deps, asker, effect.key, linkedWith(chat.channel));
  deps.events.chatsLinked({ channel: asker.channel, with: chat.channel });
  return { effect, status: 'done', channel: asker.channel };
}

/** Voids a code that somebody else has typed, and tells that chat that nothing was joined. */
export async function denyLink(
  deps: Deps,
  { chat }: Conversation,
  effect: Effect<'deny-link'>,
): Promise<EffectResult> {
  const denied = await deps.store.linkCodes.deny(effect.ref, chat, deps.clock.now());
  if (denied === 'lapsed') return { effect, status: 'refused', reason: 'link-lapsed' };
  await takeBackLapse(deps, [chat, denied.chat], effect.ref);
  await tellChat(deps, denied.chat, effect.key, deniedThere(chat.channel));
  deps.events.linkDenied({ channel: denied.chat.channel, with: chat.channel });
  return { effect, status: 'done' };
}

const lapseKey = (ref: string): string => `link-lapsed-${ref}`;

/** The end that waits for the case that nobody answers is not told beside another one. */
async function takeBackLapse(deps: Deps, chats: readonly ChatRef[], ref: string): Promise<void> {
  for (const chat of chats) await deps.store.conversations.markSuperseded(chat, lapseKey(ref));
}

/** Says something that concerns this one chat; a notice would go to whichever chat its person reads. */
async function askChat(
  deps: Deps,
  chat: ChatRef,
  key: string,
  message: OutboundMessage,
  notBefore: Date = deps.clock.now(),
): Promise<void> {
  const { conversation } = await openConversation(deps, chat);
  const at = deps.clock.now();
  await deps.store.conversations.push(chat, [
    { key, message, at, notBefore, urgency: 'reply', state: 'waiting', attempts: 0 },
  ]);
  await deps.wake.delivery({ channel: chat.channel, personId: conversation.personId });
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
