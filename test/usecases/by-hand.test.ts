import { describe, expect, it } from 'vitest';
import { createSink } from '../../src/usecases/sink.ts';
import { openConversation } from '../../src/usecases/open-conversation.ts';
import { putNotice } from '../../src/usecases/tell.ts';
import { say } from '../../src/domain/text.ts';
import { useOffice, type Speaker } from './office.ts';

const opened = useOffice();

/** Somebody whom a person at the provider's desk answers just now. */
async function answeredByHand(): Promise<Speaker> {
  const villager = opened.office.newcomer();
  await villager.says('/help');
  await byHand(villager);
  return villager;
}

const byHand = ({ chat }: Speaker): Promise<void> =>
  createSink(opened.office.deps).echoed(chat, {
    providerId: 'desk-1',
    at: opened.office.clock.now(),
    isByHand: true,
    text: 'Xã đang xem giúp bà con đây.',
  });

/** What is heard from now on. */
function since(villager: Speaker): () => readonly string[] {
  const before = villager.heard().length;
  return () =>
    villager
      .heard()
      .slice(before)
      .map(({ words }) => words);
}

const dialogueOf = async ({ chat }: Speaker) =>
  (await opened.office.store.conversations.load(chat))?.dialogue;

const WORDS = 'đường bê tông thôn lục liễu sụt một hố to';

describe('while a person answers by hand', () => {
  it('free words open no draft; the way to the bot is told once', async () => {
    const villager = await answeredByHand();
    const heard = since(villager);
    await villager.says(WORDS);
    expect(heard()).toEqual([expect.stringContaining('nhắn: BÁO')]);
    opened.office.clock.advance(10);
    await byHand(villager);
    await villager.says('vâng, ở đoạn gần chợ');
    await villager.says('🙂');
    expect(heard()).toHaveLength(1);
    expect(await dialogueOf(villager)).toBeNull();
  });

  it('the talk with that person is not broken into', async () => {
    const villager = await answeredByHand();
    const heard = since(villager);
    await villager.says('Vâng mai mấy giờ hả cháu');
    await villager.says('dạ vâng');
    expect(heard()).toEqual([]);
    await villager.says('duong o luc lieu van hong');
    expect(heard()).toHaveLength(1);
  });

  it.each(['bao', 'BÁO', 'báo', 'gửi', 'Báo việc'])('the word “%s” calls the bot', async (word) => {
    const villager = await answeredByHand();
    const heard = since(villager);
    await villager.says(word);
    expect(heard()).toEqual([expect.stringContaining('Có việc gì ạ?')]);
    await villager.says(WORDS);
    expect(heard().join('\n')).toMatch(/Lục Liễu/);
  });

  it('half an hour after the last word the bot is back', async () => {
    const villager = await answeredByHand();
    opened.office.clock.advance(31);
    const heard = since(villager);
    await villager.says(WORDS);
    expect(await dialogueOf(villager)).not.toBeNull();
    expect(heard().join('')).not.toContain('BÁO');
  });

  it('danger is heard and alarmed at once', async () => {
    const duty = await opened.office.member('PT-truc-1');
    const villager = await answeredByHand();
    const heard = since(villager);
    await villager.says('cháy nhà ở thôn lục liễu, có người kẹt trong nhà');
    expect(heard().join('\n')).toMatch(/114/);
    expect(duty.count(/nguy hiểm/)).toBeGreaterThan(0);
  });

  it('commands work, and the draft that they open goes on', async () => {
    const villager = await answeredByHand();
    await villager.says('/bao');
    const heard = since(villager);
    await villager.says(WORDS);
    expect(heard().join('\n')).toMatch(/Lục Liễu/);
    expect(heard().join('\n')).not.toContain('BÁO');
  });

  it('a draft that was open already goes on', async () => {
    const villager = opened.office.newcomer();
    await villager.tellsOfHole();
    await byHand(villager);
    await villager.sendsIt();
    expect((await villager.onlyCase()).text).toContain('sụt');
  });

  it('a code is answered', async () => {
    const villager = opened.office.newcomer();
    await villager.tellsOfHole();
    await villager.sendsIt();
    const { code } = await villager.onlyCase();
    await byHand(villager);
    const heard = since(villager);
    await villager.says(code);
    expect(heard().join('\n')).toContain(code);
  });
});

describe('what the account says itself', () => {
  it('settles a message of which nobody knew, and is nobody’s word by hand', async () => {
    const { office } = opened;
    const villager = office.newcomer();
    await villager.says('/help');
    const { conversation } = await openConversation(office.deps, villager.chat);
    office.channel.fails = () => new TypeError('cut off');
    const message = { lines: [say('desk.howToReach')] };
    await putNotice(office.deps, conversation, { key: 'a', message });
    await office.follow();
    office.channel.fails = () => undefined;
    const sink = createSink(office.deps);
    const echo = { providerId: 'r1', at: office.clock.now(), isByHand: false };
    const words = office.deps.translate(say('desk.howToReach'), 'vi', office.clock.now());
    await sink.echoed(villager.chat, { ...echo, text: 'Chào bà con' });
    await sink.echoed(villager.chat, { ...echo, text: ` ${words.normalize('NFD')}\n` });
    await office.sweep();
    const after = await office.store.conversations.load(villager.chat);
    expect(after?.outbox.at(-1)).toMatchObject({ key: 'a', state: 'sent', receipts: ['r1'] });
    expect(after?.byHand).toBeUndefined();
    await sink.receipt(villager.chat, ['r1'], 'seen', office.clock.now());
    const seen = (await office.store.conversations.load(villager.chat))?.outbox.at(-1);
    expect(seen).toMatchObject({ seenAt: office.clock.now() });
  });

  it('in a chat that nobody has begun changes nothing', async () => {
    const sink = createSink(opened.office.deps);
    const chat = { channel: 'telegram', chatId: 'never-heard-of' };
    const at = opened.office.clock.now();
    await sink.echoed(chat, { providerId: 'r1', at, isByHand: true });
    await sink.interacted(chat, at);
    await sink.closed(chat, at);
    await sink.receipt(chat, ['r1'], 'delivered', at);
    expect(await opened.office.store.conversations.load(chat)).toBeUndefined();
  });
});
