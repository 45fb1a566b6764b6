import type { Hands } from '../../../scripts/providers/hands.ts';
import type { OutboxEntry } from '../../../src/chat/conversation.ts';
import type { Store } from '../../../src/store/index.ts';
import type { Rig } from './rig.ts';

/** What was sent against what arrived, over all people of a run. */
export interface Tally {
  /** Parts that we hold for taken. */
  readonly taken: number;
  /** Messages on the phones. */
  readonly arrived: number;
  /** Messages of which nobody knows; they stand on the coordinators' list. */
  readonly unknown: number;
  /** Taken, as we hold, and on no phone. */
  readonly lost: number;
  /** On a phone more often than sent. */
  readonly doubled: number;
  /** Of one chat, on the phone in another order than they were written; what waits on purpose apart. */
  readonly disordered: number;
  /** Due, and neither sent, nor known to wait for something, nor on the list of the undelivered. */
  readonly stuck: number;
}

const SECOND_MS = 1_000;

const NONE: Tally = {
  taken: 0,
  arrived: 0,
  unknown: 0,
  lost: 0,
  doubled: 0,
  disordered: 0,
  stuck: 0,
};

/** Where it is looked up what was sent. */
export interface Books {
  readonly rig: Pick<Rig, 'channel'>;
  readonly store: Store;
  readonly now: () => Date;
}

/** What waits for the morning, or for the hour at which a reminder is due, is not waited for. */
const PATIENCE_MS = 10 * 60_000;

/** Whether a message is to go out now or within minutes. */
export const isUnderWay = ({ state, notBefore }: OutboxEntry, now: Date): boolean =>
  state === 'sending' || (state === 'waiting' && notBefore.getTime() - now.getTime() < PATIENCE_MS);

/** Compares the outbox of each person with what lies on the phone. */
export async function reconcile(
  { rig, store, now }: Books,
  people: readonly Hands[],
): Promise<Tally> {
  const tallies = await Promise.all(
    people.map(async (person) => {
      const chat = { channel: rig.channel, chatId: person.chatId };
      const conversation = await store.conversations.load(chat);
      return compare(conversation?.outbox ?? [], person, now());
    }),
  );
  return tallies.reduce(add, NONE);
}

function compare(outbox: readonly OutboxEntry[], { received }: Hands, now: Date): Tally {
  const receipts = outbox.flatMap(({ receipts: ids = [] }) => ids);
  const places = new Map(received.map(({ id }, place) => [id, place]));
  const unknown = outbox.filter(({ state }) => state === 'unknown').length;
  const unaccounted = received.filter(({ id }) => !receipts.includes(id)).length;
  const order = outbox
    .filter((entry) => !waitsOnPurpose(entry))
    .flatMap(({ receipts: ids = [] }) => ids)
    .flatMap((id) => places.get(id) ?? []);
  return {
    taken: receipts.length,
    arrived: received.length,
    unknown,
    lost: receipts.filter((id) => !places.has(id)).length,
    doubled: Math.max(0, unaccounted - unknown) + (receipts.length - new Set(receipts).size),
    disordered: order.filter((place, index) => index > 0 && place < (order[index - 1] ?? 0)).length,
    stuck: outbox.filter((entry) => isUnderWay(entry, now)).length,
  };
}

/** A receipt or an offer is held for seconds, so that what comes meanwhile may take its place or go before it. */
const waitsOnPurpose = ({ at, notBefore, attempts }: OutboxEntry): boolean =>
  attempts <= 1 && notBefore.getTime() - at.getTime() > SECOND_MS;

const add = (one: Tally, other: Tally): Tally =>
  Object.fromEntries(
    Object.entries(one).map(([name, count]) => [
      name,
      (count as number) + other[name as keyof Tally],
    ]),
  ) as unknown as Tally;
