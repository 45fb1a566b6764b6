import type { Channel } from '../channels/channel.ts';
import type { OutboxEntry } from '../chat/conversation.ts';
import type { ChatRef } from '../domain/person.ts';
import type { ClaimedEntry } from '../store/deliveries.ts';
import type { Claiming } from '../store/outbox.ts';
import type { Addressee, Deps } from './deps.ts';
import { leaseOf } from './lease.ts';
import { lookForSent, sendPart, sendTemplate, type Attempted, type Sending } from './send-part.ts';
import { settleTurn } from './settle-conversation.ts';
import { waysOf } from './ways-of.ts';

/** What a run found out that concerns more than its own chat. */
export type Drained =
  | { readonly outcome: 'empty' }
  /** One call was made, or is due as soon as the chat's pace allows; more is to be done in so long, in milliseconds. */
  | { readonly outcome: 'again'; readonly afterMs: number }
  /** The whole channel is to pause, in milliseconds: the provider wants it, or nothing can be sent. */
  | { readonly outcome: 'throttled'; readonly retryAfterMs: number };

const EMPTY: Drained = { outcome: 'empty' };

/** What a run gave, and whether it used the call that it may make. */
interface Run {
  readonly drained: Drained;
  readonly isCalled: boolean;
}

/**
 * Makes the next call in the chats of one person on one channel: in the first that has something to be done now, so that
 * one that waits for its pace keeps no other back.
 */
export async function deliverTo(
  deps: Deps,
  { channel, personId, isBulk = false }: Addressee,
): Promise<Drained> {
  const person = await deps.store.people.load(personId);
  const chats = (person?.chats ?? []).filter((chat) => chat.channel === channel);
  let soonest: Drained = EMPTY;
  for (const [index, chat] of chats.entries()) {
    const { drained, isCalled } = await nextCall(deps, chat, isBulk);
    if (drained.outcome === 'throttled') return drained;
    soonest = sooner(soonest, drained);
    // The others of the person are for the next run.
    if (isCalled) return index + 1 < chats.length ? { outcome: 'again', afterMs: 0 } : soonest;
  }
  return soonest;
}

const sooner = (one: Drained, other: Drained): Drained =>
  one.outcome === 'again' && (other.outcome !== 'again' || one.afterMs <= other.afterMs)
    ? one
    : other;

/**
 * Makes the next call in one chat: sends one part of a message, or asks for one whose outcome is unknown. Several
 * workers may try: each message is leased to one. Nothing is sent twice: over what a worker died in its call, nobody
 * knows, and so it is told.
 *
 * @param isBulk - Sends what goes to many at once, and only when nothing else is due. Default no.
 */
export async function deliverChat(deps: Deps, chat: ChatRef, isBulk = false): Promise<Drained> {
  return (await nextCall(deps, chat, isBulk)).drained;
}

async function nextCall(deps: Deps, chat: ChatRef, isBulk: boolean): Promise<Run> {
  const channel = deps.channels.get(chat.channel);
  if (channel === undefined) return { drained: EMPTY, isCalled: false };
  if (!isBulk) await settleTurn(deps, chat);
  for (;;) {
    const now = deps.clock.now();
    const { claimed, againAt } = await deps.store.conversations.claim(
      chat,
      now,
      claiming(channel, isBulk),
    );
    if (claimed === undefined) return { drained: dueAt(againAt, channel, now), isCalled: false };
    const attempted = await work(deps, { channel, chat, ...claimed });
    if (attempted === 'nothing-called') continue;
    const drained: Drained =
      'pauseMs' in attempted
        ? { outcome: 'throttled', retryAfterMs: attempted.pauseMs }
        : await afterCall(deps, channel, claimed, attempted, isBulk);
    return { drained, isCalled: true };
  }
}

const claiming = (channel: Channel, isBulk: boolean): Claiming => {
  const asks = channel.findSent === undefined ? 'leave' : 'look';
  return {
    ...leaseOf(channel),
    afterCrash: channel.capabilities.keepsNoHistory ? 'repeat' : asks,
    isBulk,
  };
};

/** What is due within the pace of the chat is waited for; the sweep finds the rest. */
function dueAt(at: Date | undefined, { capabilities }: Channel, now: Date): Drained {
  if (at === undefined) return EMPTY;
  const waitMs = at.getTime() - now.getTime();
  return waitMs > (capabilities.chatPaceMs ?? 0)
    ? EMPTY
    : { outcome: 'again', afterMs: Math.max(0, waitMs) };
}

async function afterCall(
  deps: Deps,
  channel: Channel,
  { personId }: ClaimedEntry,
  { nextSendAt, nextBulkAt }: Exclude<Attempted, 'nothing-called' | { pauseMs: number }>,
  isBulk: boolean,
): Promise<Drained> {
  const now = deps.clock.now();
  if (!isBulk) return dueAt(nextSendAt, channel, now);
  const more = dueAt(nextSendAt, channel, now);
  // Whoever looked for a reply to send found the chat taken by this call.
  if (more.outcome === 'again') await deps.wake.delivery({ channel: channel.id, personId });
  return more.outcome === 'again' ? EMPTY : dueAt(nextBulkAt, channel, now);
}

async function work(deps: Deps, sending: Sending): Promise<Attempted> {
  const { channel, chat, entry } = sending;
  if (entry.state === 'unknown') return lookForSent(deps, sending);
  if (await isOutdated(deps, entry)) {
    await deps.store.conversations.markSuperseded(chat, entry.key);
    deps.events.messageOutdated({ channel: channel.id });
    return 'nothing-called';
  }
  if (entry.movesTo !== undefined && (await move(deps, sending, entry.movesTo)))
    return 'nothing-called';
  return goItsWay(deps, sending);
}

/** A ping that was held for the night says nothing to somebody who has done in the evening what it asks for. */
async function isOutdated(deps: Deps, { onlyIn }: OutboxEntry): Promise<boolean> {
  if (onlyIn === undefined) return false;
  const current = await deps.store.cases.load(onlyIn.caseId);
  return current?.round !== onlyIn.round;
}

async function goItsWay(deps: Deps, sending: Sending): Promise<Attempted> {
  for (const way of await waysOf(deps, sending)) {
    switch (way.by) {
      case 'chat':
        return sendPart(deps, sending);
      case 'template':
      case 'phone': {
        const attempted = await sendTemplate(deps, sending, way);
        if (attempted !== 'no-way') return attempted;
        break;
      }
      case 'move':
        if (await move(deps, sending, way.chat)) return 'nothing-called';
        break;
      case 'hold': {
        const { channel, chat, entry, standing } = sending;
        const { conversations } = deps.store;
        const now = deps.clock.now();
        await conversations.markHeld(chat, entry, way.why, now, standing.interactedAt);
        deps.events.messageHeld({ channel: channel.id, why: way.why });
        return 'nothing-called';
      }
    }
  }
  return 'nothing-called';
}

/**
 * Puts a message into another chat of its person, by the same key; repeatable at every step. `false`: there is no such
 * chat. One that another worker took over meanwhile is that one's to move.
 */
async function move(deps: Deps, { channel, chat, entry }: Sending, to: ChatRef): Promise<boolean> {
  const { conversations } = deps.store;
  const target = await conversations.load(to);
  if (target === undefined) return false;
  if (!(await conversations.markMoving(chat, entry, to))) return true;
  await conversations.takeOver(to, entry, deps.clock.now());
  await conversations.markMoved(chat, entry);
  deps.events.messageMoved({ channel: channel.id, to: to.channel });
  await deps.wake.delivery({ channel: to.channel, personId: target.personId });
  return true;
}
