import { describe, expect, it } from 'vitest';
import type { TurnEffect } from '../../src/chat/effect.ts';
import type { Conversation } from '../../src/chat/conversation.ts';
import { atOnce, useTestStore } from './open.ts';
import { entry, hours, minutes, NOW, patch, CLAIMING, taken } from './samples.ts';

const opened = useTestStore();

let chats = 0;
/** A conversation in a chat of its own. */
async function begin(): Promise<Conversation> {
  chats += 1;
  const chat = { channel: 'telegram', chatId: `${chats}` };
  return opened.store.conversations.create(chat, `person-${chats}`, 'vi', NOW);
}

const effect = (key: string): TurnEffect => ({ key, type: 'count-withheld' });
const seen = (eventId: string, at = NOW) => ({ eventId, at });

describe('a conversation', () => {
  it('begins empty, once, however many first words come at once', async () => {
    const chat = { channel: 'web', chatId: 'new' };
    const made = await atOnce(8, (index) =>
      (index % 2 === 0 ? opened.store : opened.other).conversations.create(
        chat,
        `p-${index}`,
        'vi',
        NOW,
      ),
    );
    expect(new Set(made.map(({ personId }) => personId)).size).toBe(1);
    expect(await opened.store.conversations.load(chat)).toEqual({
      chat,
      personId: made[0]?.personId,
      locale: 'vi',
      dialogue: null,
      offered: [],
      misunderstood: 0,
      seen: [],
      heard: [],
      outbox: [],
      pending: [],
      version: 0,
    });
  });

  it('is unknown before the first word', async () => {
    const chat = { channel: 'web', chatId: 'nobody' };
    expect(await opened.store.conversations.load(chat)).toBeUndefined();
  });
});

describe('a change of language', () => {
  it('is kept, and a turn that was under way is taken again', async () => {
    const { conversations } = opened.store;
    const before = await begin();
    await conversations.setLocale(before.chat, 'en');
    expect(await conversations.commit(before, patch())).toBe(false);
    expect(await conversations.load(before.chat)).toEqual({ ...before, locale: 'en', version: 1 });
  });

  it('begins no conversation', async () => {
    const chat = { channel: 'web', chatId: 'silent' };
    await opened.store.conversations.setLocale(chat, 'en');
    expect(await opened.store.conversations.load(chat)).toBeUndefined();
  });
});

describe('a turn', () => {
  it('is written whole', async () => {
    const { conversations } = opened.store;
    const before = await begin();
    const turn = patch({
      dialogue: {
        flow: 'report',
        step: 'place',
        slots: { text: 'Mất điện', files: [], empty: {} },
        since: NOW,
      },
      offered: ['report:send', 'report:edit'],
      misunderstood: 1,
      locale: 'en',
      seen: seen('event-1'),
      heard: { eventId: 'event-1', at: NOW, body: { kind: 'text', text: 'Mất điện' } },
      outbox: [entry('a'), entry('b', { groupId: 'g', notBefore: minutes(1) })],
      pending: [effect('x'), effect('y')],
    });
    expect(await conversations.commit(before, turn)).toBe(true);
    const { seen: _seen, heard: _heard, ...rest } = turn;
    expect(await conversations.load(before.chat)).toEqual({
      ...before,
      ...rest,
      seen: [turn.seen],
      heard: [turn.heard],
      nextSendAt: NOW,
      version: 1,
    });
  });

  it('keeps nothing for a slot without a value', async () => {
    const { conversations } = opened.store;
    const before = await begin();
    const dialogue = { flow: 'report', step: 'place', since: NOW };
    const slots = { place: undefined, draft: { pin: undefined, text: '' } };
    await conversations.commit(before, patch({ dialogue: { ...dialogue, slots } }));
    const after = await conversations.load(before.chat);
    expect(after?.dialogue).toStrictEqual({ ...dialogue, slots: { draft: { text: '' } } });
  });

  it('is written once when ten decide from the same moment', async () => {
    const before = await begin();
    const written = await atOnce(10, (index) =>
      (index % 2 === 0 ? opened.store : opened.other).conversations.commit(
        before,
        patch({ seen: seen(`event-${index}`), outbox: [entry(`reply-${index}`)] }),
      ),
    );
    expect(written.filter(Boolean)).toHaveLength(1);
    const after = await opened.store.conversations.load(before.chat);
    expect(after).toMatchObject({ version: 1 });
    expect(after?.outbox).toHaveLength(1);
  });

  it('adds to what earlier turns left and keeps the soonest time to send', async () => {
    const { conversations } = opened.store;
    const before = await begin();
    await conversations.commit(
      before,
      patch({
        seen: seen('e'),
        outbox: [entry('a', { notBefore: minutes(1) })],
        pending: [effect('x')],
      }),
    );
    await conversations.commit(
      { ...before, version: 1 },
      patch({
        seen: seen('f'),
        outbox: [entry('b', { notBefore: minutes(2) }), entry('c', { state: 'sent', sentAt: NOW })],
        pending: [effect('y')],
      }),
    );
    const after = await conversations.load(before.chat);
    expect(after?.outbox.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
    expect(after?.pending.map(({ key }) => key)).toEqual(['x', 'y']);
    expect(after?.nextSendAt).toEqual(minutes(1));
  });

  it('remembers the last two hundred events and lines heard, withheld words as nothing', async () => {
    const { conversations } = opened.store;
    const before = await begin();
    for (let version = 0; version < 205; version += 1) {
      const eventId = `event-${version}`;
      const heard = { eventId, at: NOW, body: null };
      await conversations.commit({ ...before, version }, patch({ seen: seen(eventId), heard }));
    }
    const after = await conversations.load(before.chat);
    expect(after?.seen).toHaveLength(200);
    expect(after?.seen[0]?.eventId).toBe('event-5');
    expect(after?.heard).toHaveLength(200);
    expect(after?.heard.at(-1)).toEqual({ eventId: 'event-204', at: NOW, body: null });
  });

  it('does not collide with a delivery of the same chat', async () => {
    const { conversations } = opened.store;
    const before = await begin();
    await conversations.commit(before, patch({ outbox: [entry('a')] }));
    const current = { ...before, version: 1 };
    await conversations.claim(before.chat, NOW, CLAIMING);
    expect(await conversations.commit(current, patch({ outbox: [entry('b')] }))).toBe(true);
    await conversations.markTaken(before.chat, 'a', taken(NOW));
    const after = await conversations.load(before.chat);
    expect(after?.outbox.map(({ key, state }) => `${key} ${state}`)).toEqual([
      'a sent',
      'b waiting',
    ]);
    expect(after?.nextSendAt).toEqual(NOW);
  });
});

const isUnsettled = async ({ chat }: Conversation, olderThan: Date): Promise<boolean> =>
  (await opened.store.conversations.unsettled(olderThan, 1_000)).some(
    ({ chatId }) => chatId === chat.chatId,
  );

describe('what a turn decided', () => {
  it('stays pending until it is carried out, one by one', async () => {
    const { conversations } = opened.store;
    const before = await begin();
    await conversations.commit(
      before,
      patch({ seen: seen('e', minutes(-20)), pending: [effect('x'), effect('y')] }),
    );
    expect(await isUnsettled(before, minutes(-10))).toBe(true);
    expect(await isUnsettled(before, minutes(-20))).toBe(false);
    await conversations.clearPending(before.chat, 'x');
    expect((await conversations.load(before.chat))?.pending).toEqual([effect('y')]);
    expect(await isUnsettled(before, minutes(-10))).toBe(true);
    await conversations.clearPending(before.chat, 'y');
    await conversations.clearPending(before.chat, 'y');
    expect(await isUnsettled(before, minutes(-10))).toBe(false);
  });

  it('is found oldest first, as many as wanted', async () => {
    const { conversations } = opened.store;
    const found = [];
    for (const age of [-10_001, -10_003, -10_002]) {
      const before = await begin();
      await conversations.commit(
        before,
        patch({ seen: seen('e', hours(age)), pending: [effect('x')] }),
      );
      found.push({ age, chat: before.chat });
    }
    const oldest = found.toSorted((a, b) => a.age - b.age).map(({ chat }) => chat);
    expect(await conversations.unsettled(NOW, 2)).toEqual(oldest.slice(0, 2));
  });

  it('counts as old when the turn had no event', async () => {
    const { conversations } = opened.store;
    const before = await begin();
    await conversations.commit(before, patch({ pending: [effect('x')] }));
    expect(await isUnsettled(before, hours(-1_000_000))).toBe(false);
    expect(await isUnsettled(before, hours(-100_000))).toBe(true);
  });

  it('is not forgotten when a turn adds to it while the last of it is cleared', async () => {
    const { conversations } = opened.store;
    for (let round = 0; round < 10; round += 1) {
      const before = await begin();
      await conversations.commit(before, patch({ seen: seen('e'), pending: [effect('x')] }));
      await Promise.all([
        conversations.clearPending(before.chat, 'x'),
        opened.other.conversations.commit(
          { ...before, version: 1 },
          patch({ seen: seen('f'), pending: [effect('y')] }),
        ),
      ]);
      expect(await isUnsettled(before, minutes(1))).toBe(true);
      await conversations.clearPending(before.chat, 'y');
      expect(await isUnsettled(before, minutes(1))).toBe(false);
    }
  });
});
