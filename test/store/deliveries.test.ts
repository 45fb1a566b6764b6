import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutboxEntry } from '../../src/chat/conversation.ts';
import type { ChatRef } from '../../src/domain/person.ts';
import type { Store } from '../../src/store/index.ts';
import { atOnce, useTestStore } from './open.ts';
import type { Claiming } from '../../src/store/outbox.ts';
import { CLAIMING, entry, hours, minutes, NOW, patch, taken } from './samples.ts';

const opened = useTestStore();

let chats = 0;
/** A chat of its own with these messages in its outbox. */
async function chatWith(outbox: readonly OutboxEntry[], channel = 'telegram'): Promise<ChatRef> {
  chats += 1;
  const chat = { channel, chatId: `${chats}` };
  const before = await opened.store.conversations.create(chat, `person-${chats}`, 'vi', NOW);
  await opened.store.conversations.commit(before, patch({ outbox }));
  return chat;
}

const lines = async (chat: ChatRef): Promise<readonly string[]> =>
  ((await opened.store.conversations.load(chat))?.outbox ?? []).map(
    ({ key, state }) => `${key} ${state}`,
  );

const isDue = async (chat: ChatRef, now: Date): Promise<boolean> =>
  (await opened.store.conversations.due(chat.channel, now, 1_000)).some(
    ({ chatId }) => chatId === chat.chatId,
  );

/** A call that begins, under a lease of a minute. */
const calling = (at: Date) => ({ at, leasedUntil: new Date(at.getTime() + 60_000) });

/** What a worker is handed. */
const claim = async (
  store: Store,
  chat: ChatRef,
  now: Date,
  fields: Partial<Claiming> = {},
): Promise<OutboxEntry | undefined> =>
  (await store.conversations.claim(chat, now, { ...CLAIMING, ...fields })).claimed?.entry;

/** The same where something must be there. */
async function claimed(chat: ChatRef, now: Date, fields: Partial<Claiming> = {}) {
  const found = await claim(opened.store, chat, now, fields);
  if (found === undefined) throw new Error('there is nothing to be claimed');
  return found;
}

/** Sends what a worker would send, in the order in which it is handed out. */
async function drain(store: Store, chat: ChatRef, sent: string[], now = NOW): Promise<void> {
  for (;;) {
    const next = await claim(store, chat, now);
    if (next === undefined) return;
    sent.push(next.key);
    await store.conversations.markTaken(chat, next.key, taken(now));
  }
}

describe('messages put into a chat', () => {
  it('come once, however many put the same at once', async () => {
    const chat = await chatWith([]);
    const added = await atOnce(8, (index) =>
      (index % 2 === 0 ? opened.store : opened.other).conversations.push(chat, [
        entry('a'),
        entry('b'),
      ]),
    );
    expect(added.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect((await lines(chat)).toSorted()).toEqual(['a waiting', 'b waiting']);
  });

  it('leave the version to the turns', async () => {
    const chat = await chatWith([]);
    await opened.store.conversations.push(chat, [entry('a')]);
    expect((await opened.store.conversations.load(chat))?.version).toBe(1);
  });

  it('make the chat due at their time', async () => {
    const chat = await chatWith([]);
    await opened.store.conversations.push(chat, [entry('a', { notBefore: minutes(5) })]);
    expect(await isDue(chat, minutes(4))).toBe(false);
    expect(await isDue(chat, minutes(5))).toBe(true);
  });

  it('do not make it due when they were shown already', async () => {
    const chat = await chatWith([]);
    await opened.store.conversations.push(chat, [entry('a', { state: 'sent', sentAt: NOW })]);
    expect(await isDue(chat, minutes(60))).toBe(false);
  });

  it('go nowhere in a chat that nobody has begun', async () => {
    const chat = { channel: 'telegram', chatId: 'nobody' };
    expect(await opened.store.conversations.push(chat, [entry('a')])).toBe(0);
    expect(await opened.store.conversations.load(chat)).toBeUndefined();
  });
});

describe('a claim', () => {
  it('hands a message to one of eight workers', async () => {
    const chat = await chatWith([entry('a'), entry('b')]);
    const claims = await atOnce(8, (index) =>
      claim(index % 2 === 0 ? opened.store : opened.other, chat, NOW),
    );
    expect(claims.filter((one) => one !== undefined)).toEqual([
      entry('a', { state: 'sending', attempts: 1 }),
    ]);
  });

  it('lets four workers send everything once and in order', async () => {
    const keys = Array.from({ length: 12 }, (_, index) => `m${index}`);
    const chat = await chatWith(keys.map((key) => entry(key)));
    const sent: string[] = [];
    const isDone = async () => sent.length === keys.length;
    await atOnce(4, async (index) => {
      const store = index % 2 === 0 ? opened.store : opened.other;
      while (!(await isDone())) await drain(store, chat, sent);
    });
    expect(sent).toEqual(keys);
    expect(await isDue(chat, hours(1))).toBe(false);
  });

  it('is for another worker once the lease is over, and the sweep sees it then', async () => {
    const chat = await chatWith([entry('a'), entry('b')]);
    await claim(opened.store, chat, NOW);
    expect(await isDue(chat, NOW)).toBe(false);
    expect(await claim(opened.other, chat, NOW)).toBeUndefined();
    expect(await isDue(chat, minutes(1))).toBe(true);
    const again = await claim(opened.other, chat, minutes(1));
    expect(again).toEqual(entry('a', { state: 'sending', attempts: 2 }));
  });

  it('passes over what is held, and comes back to it at its time', async () => {
    const chat = await chatWith([entry('held', { notBefore: minutes(5) }), entry('now')]);
    const sent: string[] = [];
    await drain(opened.store, chat, sent);
    expect(sent).toEqual(['now']);
    expect(await isDue(chat, minutes(4))).toBe(false);
    expect(await isDue(chat, minutes(5))).toBe(true);
    expect((await claim(opened.store, chat, minutes(5)))?.key).toBe('held');
  });

  it('lets earlier messages of a group give way to the last', async () => {
    const chat = await chatWith([
      entry('one', { groupId: 'album' }),
      entry('two', { groupId: 'album' }),
    ]);
    await opened.store.conversations.push(chat, [entry('three', { groupId: 'album' })]);
    const sent: string[] = [];
    await drain(opened.store, chat, sent);
    expect(sent).toEqual(['three']);
    expect(await lines(chat)).toEqual(['one superseded', 'two superseded', 'three sent']);
  });

  it('finds nothing in a chat that nobody has begun', async () => {
    const chat = { channel: 'telegram', chatId: 'nobody' };
    expect(await claim(opened.store, chat, NOW)).toBeUndefined();
  });
});

describe('a message that was sent', () => {
  it('is recorded once, with the receipt of the provider', async () => {
    const { conversations } = opened.store;
    const chat = await chatWith([entry('a')]);
    const first = await claimed(chat, NOW);
    await conversations.markTaken(chat, 'a', taken(minutes(1), 'receipt-1'));
    await conversations.markTaken(chat, 'a', taken(minutes(2), 'receipt-2'));
    await conversations.markWaiting(chat, first, {});
    const after = await conversations.load(chat);
    expect(after?.outbox).toEqual([
      entry('a', {
        state: 'sent',
        attempts: 1,
        partsTaken: 1,
        sentAt: minutes(1),
        receipts: ['receipt-1'],
      }),
    ]);
    expect(after).not.toHaveProperty('nextSendAt');
  });

  it('in part goes on with the part that is missing, with the receipts of all', async () => {
    const { conversations } = opened.store;
    const chat = await chatWith([entry('a')]);
    await claimed(chat, NOW);
    await conversations.markTaken(chat, 'a', { ...taken(NOW, 'r1'), hasMore: true });
    const second = await claimed(chat, NOW);
    expect(second).toMatchObject({ partsTaken: 1, attempts: 1, receipts: ['r1'] });
    await conversations.markWaiting(chat, second, { nextCallAt: minutes(1) });
    expect(await claim(opened.store, chat, NOW)).toBeUndefined();
    expect(await claimed(chat, minutes(1))).toMatchObject({ partsTaken: 1, attempts: 2 });
    await conversations.markTaken(chat, 'a', { ...taken(minutes(1), 'r2'), part: 1 });
    expect((await conversations.load(chat))?.outbox).toMatchObject([
      { state: 'sent', receipts: ['r1', 'r2'] },
    ]);
  });

  it('is noted to have arrived and been looked at, by the ids of its parts', async () => {
    const { conversations } = opened.store;
    const chat = await chatWith([entry('a')]);
    await conversations.markTaken(chat, 'a', taken(NOW, 'r1'));
    await conversations.markReceived(chat, ['r1', 'r9'], 'delivered', minutes(1));
    await conversations.markReceived(chat, ['r9'], 'seen', minutes(2));
    await conversations.markReceived(chat, ['r1'], 'seen', minutes(3));
    expect((await conversations.load(chat))?.outbox).toMatchObject([
      { arrivedAt: minutes(1), seenAt: minutes(3) },
    ]);
  });
});

describe('a message that could not be sent', () => {
  it('waits for its next try with its whole chat, so that the order holds', async () => {
    const { conversations } = opened.store;
    const chat = await chatWith([entry('a'), entry('b')]);
    await conversations.markWaiting(chat, await claimed(chat, NOW), { nextCallAt: minutes(5) });
    const sent: string[] = [];
    await drain(opened.store, chat, sent);
    expect(sent).toEqual([]);
    expect((await conversations.load(chat))?.nextSendAt).toEqual(minutes(5));
    await drain(opened.store, chat, sent, minutes(5));
    expect(sent).toEqual(['a', 'b']);
  });

  it('waits alone when it has held up its chat for long enough', async () => {
    const { conversations } = opened.store;
    const chat = await chatWith([entry('a'), entry('b')]);
    await conversations.markWaiting(chat, await claimed(chat, NOW), { notBefore: minutes(5) });
    const sent: string[] = [];
    await drain(opened.store, chat, sent);
    expect(sent).toEqual(['b']);
    expect((await conversations.load(chat))?.nextSendAt).toEqual(minutes(5));
  });

  it('stands on the list of the undelivered until it is sent again', async () => {
    const { conversations } = opened.store;
    const chat = await chatWith([entry('a', { caseId: 'case-1' }), entry('b')]);
    await conversations.markFailed(chat, await claimed(chat, NOW), 'rejected', minutes(1));
    const failed = entry('a', {
      caseId: 'case-1',
      state: 'failed',
      attempts: 1,
      failure: 'rejected',
      since: minutes(1),
    });
    expect(await conversations.undeliverable(minutes(10), 10)).toEqual([
      { chat, entry: failed, why: 'rejected', since: minutes(1), caseId: 'case-1' },
    ]);
    expect(await conversations.resend(chat, 'b', NOW)).toBe(false);
    expect(await conversations.resend(chat, 'a', NOW)).toBe(true);
    expect(await conversations.undeliverable(minutes(10), 10)).toEqual([]);
    const sent: string[] = [];
    await drain(opened.store, chat, sent);
    expect(sent).toEqual(['a', 'b']);
  });

  it('is listed with the others, oldest first, as many as wanted, and says why', async () => {
    const { conversations } = opened.store;
    const later = await chatWith([entry('a'), entry('b')]);
    const earlier = await chatWith([entry('c')]);
    await conversations.markHeld(
      later,
      await claimed(later, NOW),
      'blocked',
      minutes(2),
      undefined,
    );
    await conversations.markFailed(later, await claimed(later, NOW), 'rejected', minutes(3));
    await conversations.markUnknown(earlier, await claimed(earlier, NOW), minutes(1), false);
    const listed = (await conversations.undeliverable(minutes(10), 3)).map(
      ({ entry: { key }, why }) => `${key} ${why}`,
    );
    expect(listed).toEqual(['c unknown', 'a blocked', 'b rejected']);
    expect(await conversations.undeliverable(minutes(10), 1)).toHaveLength(1);
    for (const key of ['a', 'b']) await conversations.markTaken(later, key, taken(NOW));
    await conversations.markTaken(earlier, 'c', taken(NOW));
    expect(await conversations.undeliverable(minutes(10), 2)).toEqual([]);
  });

  it('is found by its case before the limit counts, also where delivery never came for hours', async () => {
    const { conversations } = opened.store;
    const failing = async (caseId: string, since: Date) => {
      const chat = await chatWith([entry(`of ${caseId}`, { caseId })]);
      await conversations.markFailed(chat, await claimed(chat, NOW), 'rejected', since);
    };
    for (const minute of [1, 2, 3]) await failing('elsewhere', minutes(minute));
    await failing('here', minutes(4));
    const stuck = { caseId: 'here', urgency: 'notice', notBefore: minutes(5) } as const;
    const late = await chatWith([]);
    await conversations.push(late, [entry('stuck', stuck)]);
    const found = async (now: Date, limit: number) =>
      (await conversations.undeliverable(now, limit, ['here'])).map(({ entry: { key } }) => key);
    expect(await found(minutes(10), 1)).toEqual(['of here']);
    expect(await found(minutes(5 + 6 * 60), 9)).toEqual(['of here', 'stuck']);
    const answer = await chatWith([entry('answer')]);
    const before = await conversations.undeliverableWithoutCase(minutes(10));
    await conversations.markFailed(answer, await claimed(answer, NOW), 'rejected', NOW);
    expect(await conversations.undeliverableWithoutCase(minutes(10))).toBe(before + 1);
  });

  it('is held until the person does something, and then goes before what came since', async () => {
    const { conversations } = opened.store;
    const chat = await chatWith([entry('a')]);
    await conversations.markHeld(chat, await claimed(chat, NOW), 'window', NOW, undefined);
    await conversations.push(chat, [entry('b', { notBefore: minutes(9) })]);
    expect(await isDue(chat, minutes(5))).toBe(false);
    expect(await conversations.interacted(chat, minutes(8), minutes(9))).toBe(true);
    const sent: string[] = [];
    await drain(opened.store, chat, sent, minutes(9));
    expect(sent).toEqual(['a', 'b']);
  });

  it('keeps the instant at which it could first not be sent, and waits for what comes after the last', async () => {
    const { conversations } = opened.store;
    const chat = await chatWith([entry('a')]);
    await conversations.markHeld(chat, await claimed(chat, NOW), 'window', NOW, undefined);
    expect(await conversations.release(chat, minutes(5))).toBeDefined();
    const again = await claimed(chat, minutes(5));
    await conversations.interacted(chat, minutes(6), minutes(6));
    await conversations.markHeld(chat, again, 'window', minutes(7), minutes(6));
    expect(await isDue(chat, minutes(8))).toBe(false);
    const [listed] = (await conversations.undeliverable(minutes(10), 1_000)).filter(
      (one) => one.chat.chatId === chat.chatId,
    );
    expect(listed).toMatchObject({ why: 'window', since: NOW });
  });

  it('goes with the turn of the person, although nothing else wakes the chat', async () => {
    const { conversations } = opened.store;
    const chat = await chatWith([entry('a')]);
    await conversations.markHeld(chat, await claimed(chat, NOW), 'window', NOW, undefined);
    const before = await conversations.load(chat);
    if (before === undefined) throw new Error('the chat is there');
    const seen = { eventId: 'e', at: minutes(3) };
    await conversations.commit(before, patch({ seen, interactedAt: minutes(2) }));
    expect(await isDue(chat, minutes(3))).toBe(true);
    expect((await claimed(chat, minutes(3))).key).toBe('a');
  });

  it('is not held when the person wrote while that was decided', async () => {
    const { conversations } = opened.store;
    const chat = await chatWith([entry('a')]);
    const first = await claimed(chat, NOW);
    await conversations.interacted(chat, NOW, NOW);
    await conversations.markHeld(chat, first, 'window', NOW, undefined);
    expect(await lines(chat)).toEqual(['a waiting']);
  });
});

describe('what a worker reports too late', () => {
  it('changes nothing when the message stands at another try', async () => {
    const { conversations } = opened.store;
    const chat = await chatWith([entry('a')]);
    const old = await claimed(chat, NOW);
    const newer = await claimed(chat, minutes(2));
    await conversations.markFailed(chat, old, 'rejected', minutes(2));
    await conversations.markWaiting(chat, old, {});
    expect(await conversations.markCalled(chat, old, calling(minutes(2)))).toBe(false);
    expect(await lines(chat)).toEqual(['a sending']);
    expect(await conversations.markCalled(chat, newer, calling(minutes(2)))).toBe(true);
  });

  it('counts when it is that the message was sent after all', async () => {
    const { conversations } = opened.store;
    const chat = await chatWith([entry('a')]);
    await conversations.markCalled(chat, await claimed(chat, NOW), calling(NOW));
    expect(await claim(opened.store, chat, minutes(2))).toBeUndefined();
    expect(await lines(chat)).toEqual(['a unknown']);
    await conversations.markTaken(chat, 'a', taken(minutes(3), 'r1'));
    expect(await lines(chat)).toEqual(['a sent']);
  });
});

describe('a message of which nobody knows', () => {
  it('is asked for after 15 s, a minute and five, and nothing overtakes it so long', async () => {
    const { conversations } = opened.store;
    const chat = await chatWith([entry('a'), entry('b')]);
    const first = await claimed(chat, NOW);
    await conversations.markCalled(chat, first, calling(NOW));
    await conversations.markUnknown(chat, first, NOW, true);
    const asked: number[] = [];
    for (let seconds = 0; seconds <= 305; seconds += 5) {
      const now = new Date(NOW.getTime() + seconds * 1_000);
      const next = await claim(opened.store, chat, now);
      if (next?.state !== 'unknown') continue;
      asked.push(seconds);
      await conversations.markLookedFor(chat, next, { state: 'unknown' }, now);
    }
    expect(asked).toEqual([15, 60, 300]);
    expect(await lines(chat)).toEqual(['a unknown', 'b sending']);
    expect(await conversations.undeliverable(minutes(10), 1_000)).toContainEqual(
      expect.objectContaining({ chat, why: 'unknown', since: NOW }),
    );
  });

  it.each([
    ['was taken', { state: 'sent', providerId: 'r1' }, { partsTaken: 1, receipts: ['r1'] }],
    ['was not taken', { state: 'not-sent' }, { state: 'sending', attempts: 2 }],
  ] as const)('goes on when it %s', async (_label, found, expected) => {
    const { conversations } = opened.store;
    const chat = await chatWith([entry('a')]);
    await conversations.markUnknown(chat, await claimed(chat, NOW), NOW, true);
    const asked = await claimed(chat, minutes(1));
    await conversations.markLookedFor(chat, asked, found, minutes(1));
    expect(await claimed(chat, minutes(1))).toMatchObject(expected);
  });

  it('is settled by an echo, also by one that came before the call had ended', async () => {
    const { conversations } = opened.store;
    const [late, early] = [await chatWith([entry('a')]), await chatWith([entry('a')])];
    const tries = [await claimed(late, NOW), await claimed(early, NOW)] as const;
    await conversations.markCalled(late, tries[0], calling(NOW));
    await conversations.markCalled(early, tries[1], calling(NOW));
    await conversations.markEchoed(early, 'a', 'r1', NOW);
    await conversations.markUnknown(early, tries[1], NOW, false);
    await conversations.markUnknown(late, tries[0], NOW, false);
    await conversations.markEchoed(late, 'a', 'r1', minutes(1));
    for (const chat of [late, early])
      expect((await conversations.load(chat))?.outbox).toMatchObject([
        { state: 'waiting', partsTaken: 1, receipts: ['r1'] },
      ]);
  });
});

describe('what goes to many at once', () => {
  it('is apart from all else: it is due apart, and a reply overtakes it', async () => {
    const { conversations } = opened.store;
    const chat = await chatWith([]);
    await conversations.push(chat, [entry('bulk', { urgency: 'bulk' })]);
    expect(await isDue(chat, minutes(1))).toBe(false);
    expect(await conversations.bulkDue('telegram', NOW, 10)).toMatchObject([chat]);
    await conversations.push(chat, [entry('reply')]);
    expect(await claim(opened.store, chat, NOW, { isBulk: true })).toBeUndefined();
    expect((await claimed(chat, NOW)).key).toBe('reply');
    await conversations.markTaken(chat, 'reply', taken(NOW));
    expect(await claim(opened.store, chat, NOW)).toBeUndefined();
    expect((await claimed(chat, NOW, { isBulk: true })).key).toBe('bulk');
  });
});

describe('a message that goes to another chat', () => {
  it('stands there once, however often the move is begun again', async () => {
    const { conversations } = opened.store;
    const [from, to] = [await chatWith([entry('a')]), await chatWith([])];
    const first = await claimed(from, NOW);
    await conversations.markMoving(from, first, to);
    await conversations.takeOver(to, first, minutes(1));
    // The worker dies here; whoever comes next knows where it was going.
    const again = await claimed(from, minutes(2));
    expect(again.movesTo).toEqual(to);
    await conversations.takeOver(to, again, minutes(2));
    await conversations.markMoved(from, again);
    expect([await lines(from), await lines(to)]).toEqual([['a moved'], ['a waiting']]);
  });

  it('is left to the worker that took it over meanwhile', async () => {
    const { conversations } = opened.store;
    const [from, to] = [await chatWith([entry('a')]), await chatWith([])];
    const old = await claimed(from, NOW);
    const newer = await claimed(from, minutes(2));
    expect(await conversations.markMoving(from, old, to)).toBe(false);
    expect(await conversations.markMoving(from, newer, to)).toBe(true);
  });

  it('is sent from where it came when it is sent back', async () => {
    const { conversations } = opened.store;
    const [from, to] = [await chatWith([entry('a')]), await chatWith([])];
    const first = await claimed(from, NOW);
    await conversations.takeOver(to, first, NOW);
    await conversations.markMoved(from, first);
    const second = await claimed(to, NOW);
    await conversations.takeOver(from, second, minutes(1));
    await conversations.markMoved(to, second);
    expect([await lines(from), await lines(to)]).toEqual([['a waiting'], ['a moved']]);
  });
});

describe('a chat that was closed', () => {
  it('opens with whatever the person does, and not before', async () => {
    const { conversations } = opened.store;
    const chat = await chatWith([]);
    await conversations.close(chat, 'left', NOW);
    expect(await conversations.standings([chat])).toEqual([
      { chat, standing: { closed: { at: NOW, why: 'left' } } },
    ]);
    await conversations.interacted(chat, minutes(1), minutes(1));
    expect(await conversations.standings([chat])).toEqual([
      { chat, standing: { interactedAt: minutes(1) } },
    ]);
  });

  it('is not closed by news that is older than what the person did since', async () => {
    const { conversations } = opened.store;
    const chat = await chatWith([]);
    await conversations.interacted(chat, minutes(1), minutes(5));
    await conversations.close(chat, 'left', NOW);
    await conversations.closeAfterCall(chat, 'blocked', minutes(4));
    expect(await conversations.standings([chat])).toMatchObject([
      { standing: { interactedAt: minutes(1) } },
    ]);
    await conversations.closeAfterCall(chat, 'blocked', minutes(6));
    expect(await conversations.standings([chat])).toMatchObject([
      { standing: { closed: { why: 'blocked' } } },
    ]);
  });
});

describe('words by hand', () => {
  it('are one span while they follow within half an hour', async () => {
    const { conversations } = opened.store;
    const chat = await chatWith([]);
    const byHand = async () => (await conversations.load(chat))?.byHand;
    await conversations.markByHand(chat, NOW);
    await conversations.markByHand(chat, minutes(20));
    expect(await byHand()).toEqual({ since: NOW, lastAt: minutes(20) });
    await conversations.markByHand(chat, minutes(60));
    expect(await byHand()).toEqual({ since: minutes(60), lastAt: minutes(60) });
  });
});

describe('chats in which something is due', () => {
  it('are told longest waiting first, as many as wanted', async () => {
    const long = hours(-1_000);
    const second = await chatWith([entry('a', { notBefore: new Date(long.getTime() + 2) })]);
    const first = await chatWith([entry('a', { notBefore: new Date(long.getTime() + 1) })]);
    expect(await opened.store.conversations.due('a-channel-switched-on', NOW, 2)).toEqual([]);
    expect(await opened.store.conversations.due('telegram', NOW, 2)).toEqual([
      { ...first, personId: `person-${first.chatId}` },
      { ...second, personId: `person-${second.chatId}` },
    ]);
  });
});

const sentLines = (count: number, at: Date): OutboxEntry[] =>
  Array.from({ length: count }, (_, index) =>
    entry(`m${index}`, { state: 'sent', at, sentAt: at }),
  );

describe('old lines', () => {
  it('are dropped two days after sending, beyond the last hundred', async () => {
    const chat = await chatWith(sentLines(130, hours(-49)));
    const young = await chatWith(sentLines(130, hours(-47)));
    expect(await opened.store.conversations.trim(NOW)).toBe(30);
    expect(await opened.store.conversations.trim(NOW)).toBe(0);
    expect((await lines(chat))[0]).toBe('m30 sent');
    expect(await lines(young)).toHaveLength(130);
  });

  it('stay longer where we keep the history for people', async () => {
    const chat = await chatWith(sentLines(230, hours(-49)), 'web');
    expect(await opened.store.conversations.trim(NOW, ['web'])).toBe(30);
    expect(await lines(chat)).toHaveLength(200);
  });

  it('are dropped while turns and deliveries go on', async () => {
    const chat = await chatWith([...sentLines(150, hours(-49)), entry('fresh')]);
    const delivered: string[] = [];
    await Promise.all([
      opened.store.conversations.trim(NOW),
      opened.other.conversations.push(chat, [entry('pushed')]),
      drain(opened.other, chat, delivered),
    ]);
    await drain(opened.store, chat, delivered);
    expect(delivered).toEqual(['fresh', 'pushed']);
    await opened.store.conversations.trim(NOW);
    expect(await lines(chat)).toHaveLength(100);
  });
});

const step = fc.constantFrom('push', 'turn', 'drain', 'crash');

describe('a chat under everything at once', () => {
  it('sends every message once, and forgets none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const { conversations } = opened.store;
        const chat = await chatWith([]);
        const sent: string[] = [];
        const expected: string[] = [];
        await Promise.all(
          steps.map(async (what, index) => {
            const key = `${what}-${index}`;
            if (what === 'drain') return drain(opened.other, chat, sent);
            if (what === 'crash') return void (await claim(opened.store, chat, NOW));
            expected.push(key);
            if (what === 'push') return void (await conversations.push(chat, [entry(key)]));
            for (;;) {
              const before = await conversations.load(chat);
              if (before && (await conversations.commit(before, patch({ outbox: [entry(key)] }))))
                return;
            }
          }),
        );
        // The sweep comes by after every lease is over, until it finds nothing to do.
        for (let round = 1; await isDue(chat, minutes(2 * round)); round += 1) {
          const next = await claim(opened.store, chat, minutes(2 * round));
          if (next === undefined) continue;
          sent.push(next.key);
          await conversations.markTaken(chat, next.key, taken(NOW));
        }
        expect(sent.toSorted()).toEqual(expected.toSorted());
        expect((await lines(chat)).every((line) => line.endsWith(' sent'))).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});
