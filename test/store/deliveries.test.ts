import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutboxEntry } from '../../src/chat/conversation.ts';
import type { ChatRef } from '../../src/domain/person.ts';
import type { Store } from '../../src/store/index.ts';
import { atOnce, useTestStore } from './open.ts';
import { entry, hours, minutes, NOW, patch } from './samples.ts';

const opened = useTestStore();
const LEASE_MS = 60_000;

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
  (await opened.store.conversations.due(now, 1_000)).some(({ chatId }) => chatId === chat.chatId);

/** Sends what a worker would send, in the order in which it is handed out. */
async function drain({ conversations }: Store, chat: ChatRef, sent: string[]): Promise<void> {
  for (;;) {
    const claimed = await conversations.claim(chat, NOW, LEASE_MS);
    if (claimed === undefined) return;
    sent.push(claimed.key);
    await conversations.markSent(chat, claimed.key, NOW);
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
      (index % 2 === 0 ? opened.store : opened.other).conversations.claim(chat, NOW, LEASE_MS),
    );
    expect(claims.filter((claimed) => claimed !== undefined)).toEqual([
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
    const { conversations } = opened.store;
    const chat = await chatWith([entry('a'), entry('b')]);
    await conversations.claim(chat, NOW, LEASE_MS);
    expect(await isDue(chat, NOW)).toBe(false);
    expect(await opened.other.conversations.claim(chat, NOW, LEASE_MS)).toBeUndefined();
    expect(await isDue(chat, minutes(1))).toBe(true);
    const again = await opened.other.conversations.claim(chat, minutes(1), LEASE_MS);
    expect(again).toEqual(entry('a', { state: 'sending', attempts: 2 }));
  });

  it('passes over what is held, and comes back to it at its time', async () => {
    const { conversations } = opened.store;
    const chat = await chatWith([entry('held', { notBefore: minutes(5) }), entry('now')]);
    const sent: string[] = [];
    await drain(opened.store, chat, sent);
    expect(sent).toEqual(['now']);
    expect(await isDue(chat, minutes(4))).toBe(false);
    expect(await isDue(chat, minutes(5))).toBe(true);
    expect((await conversations.claim(chat, minutes(5), LEASE_MS))?.key).toBe('held');
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
    expect(await opened.store.conversations.claim(chat, NOW, LEASE_MS)).toBeUndefined();
  });
});

describe('a message that was sent', () => {
  it('is recorded once, with the receipt of the provider', async () => {
    const { conversations } = opened.store;
    const chat = await chatWith([entry('a')]);
    await conversations.claim(chat, NOW, LEASE_MS);
    await conversations.markSent(chat, 'a', minutes(1), 'receipt-1');
    await conversations.markSent(chat, 'a', minutes(2), 'receipt-2');
    await conversations.markWaiting(chat, 'a', NOW);
    const after = await conversations.load(chat);
    expect(after?.outbox).toEqual([
      entry('a', { state: 'sent', attempts: 1, sentAt: minutes(1), receipt: 'receipt-1' }),
    ]);
    expect(after).not.toHaveProperty('nextSendAt');
  });
});

describe('a message that could not be sent', () => {
  it('waits for its next try, and does not hold up the others', async () => {
    const { conversations } = opened.store;
    const chat = await chatWith([entry('a'), entry('b')]);
    await conversations.claim(chat, NOW, LEASE_MS);
    await conversations.markWaiting(chat, 'a', minutes(5));
    expect((await conversations.load(chat))?.nextSendAt).toEqual(NOW);
    const sent: string[] = [];
    await drain(opened.store, chat, sent);
    expect(sent).toEqual(['b']);
    expect((await conversations.load(chat))?.nextSendAt).toEqual(minutes(5));
  });

  it('stands on the list of the undeliverable until it is sent again', async () => {
    const { conversations } = opened.store;
    const chat = await chatWith([entry('a'), entry('b')]);
    await conversations.claim(chat, NOW, LEASE_MS);
    await conversations.markFailed(chat, 'a', 'blocked');
    const failed = entry('a', { state: 'failed', attempts: 1, failure: 'blocked' });
    expect(await conversations.undeliverable(10)).toEqual([
      { chat, entry: failed, why: 'blocked', since: failed.at },
    ]);
    await conversations.markWaiting(chat, 'a', NOW);
    expect(await conversations.undeliverable(10)).toEqual([]);
    const sent: string[] = [];
    await drain(opened.store, chat, sent);
    expect(sent).toEqual(['a', 'b']);
  });

  it('is listed with the others, oldest first, as many as wanted', async () => {
    const { conversations } = opened.store;
    const later = await chatWith([entry('a', { at: minutes(2) }), entry('b', { at: minutes(3) })]);
    const earlier = await chatWith([entry('c', { at: minutes(1) })]);
    for (const key of ['a', 'b']) await conversations.markFailed(later, key, 'rejected');
    await conversations.markFailed(earlier, 'c', 'rejected');
    const keys = (await conversations.undeliverable(2)).map(({ entry: { key } }) => key);
    expect(keys).toEqual(['c', 'a']);
    for (const key of ['a', 'b']) await conversations.markSent(later, key, NOW);
    await conversations.markSent(earlier, 'c', NOW);
    expect(await conversations.undeliverable(2)).toEqual([]);
  });
});

describe('chats in which something is due', () => {
  it('are told longest waiting first, as many as wanted', async () => {
    const long = hours(-1_000);
    const second = await chatWith([entry('a', { notBefore: new Date(long.getTime() + 2) })]);
    const first = await chatWith([entry('a', { notBefore: new Date(long.getTime() + 1) })]);
    expect(await opened.store.conversations.due(NOW, 2, ['a-channel-switched-on'])).toEqual([]);
    expect(await opened.store.conversations.due(NOW, 2)).toEqual([
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
  it('sends every message once or more, and forgets none', async () => {
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
            if (what === 'crash') return void (await conversations.claim(chat, NOW, LEASE_MS));
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
          const claimed = await conversations.claim(chat, minutes(2 * round), LEASE_MS);
          if (claimed === undefined) continue;
          sent.push(claimed.key);
          await conversations.markSent(chat, claimed.key, NOW);
        }
        expect(sent.toSorted()).toEqual(expected.toSorted());
        expect((await lines(chat)).every((line) => line.endsWith(' sent'))).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});
