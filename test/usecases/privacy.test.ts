import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { handleMessage } from '../../src/usecases/handle-message.ts';
import { useOffice } from './office.ts';
import { RecordingChannel } from './recording-channel.ts';
import { everythingIn } from './rows.ts';

const opened = useOffice();

/** Stands in the withheld words and nowhere else in the world. */
const MARK = 'zqxmark';
/** Stands in words that came before them, in the same draft. */
const DRAFT_MARK = 'vwymark';

/** Has no history of its own, as our pages have none. */
class PageChannel extends RecordingChannel {
  override readonly capabilities = {
    hasButtons: true,
    keepsNoHistory: true,
    answersInResponse: false,
    reachesAway: false,
    messagesPerSecond: 1_000,
  };
}

describe('words that may accuse an official', () => {
  it('lie in no row and no line of the log, however they were sent', async () => {
    const { office } = opened;
    const villager = office.newcomer();
    await villager.tellsOfHole();
    await villager.says(`ông chủ tịch xã ${MARK} nhận hối lộ 50 triệu của nhà tôi`);
    await villager.says(`${MARK} là người đưa tiền cho ông ấy`);
    const asked = villager.heard().at(-1);
    expect(asked?.choices.map(({ id }) => id)).toContain('withheld:yes');
    await villager.says(`/lenhla ông chủ tịch ${MARK} ăn tiền hối lộ của dân`);
    await villager.presses(/./);
    expect(await everythingIn(office.database.uri)).not.toContain(MARK);
    expect(office.log.join('')).not.toContain(MARK);
  });

  it('take what the chat held of the draft with them, and its picture', async () => {
    const { office } = opened;
    const villager = office.newcomer();
    await villager.says(`đường bê tông thôn lục liễu sụt một hố to ${DRAFT_MARK}`);
    const picture = { name: 'a.jpg', mediaType: 'image/jpeg', bytes: Uint8Array.of(1, 2, 3) };
    const file = await office.store.files.put(picture, 'picture-of-a-dropped-draft');
    await handleMessage(office.deps, villager.message({ kind: 'file', file }));
    await office.work();
    expect(await everythingIn(office.database.uri)).toContain(DRAFT_MARK);
    await villager.says(`ông chủ tịch xã ${MARK} nhận hối lộ 50 triệu của nhà tôi`);
    expect(await everythingIn(office.database.uri)).not.toContain(DRAFT_MARK);
    expect(await office.store.files.open(file.id)).toBeUndefined();
  });

  it('are blanked where we keep what was heard, but not what was said before the draft', async () => {
    const { office } = opened;
    const page = new PageChannel();
    const deps = { ...office.deps, channels: new Map([[page.id, page]]) };
    const chat = { channel: page.id, chatId: randomUUID() };
    for (const text of [
      'trợ giúp',
      `đường bê tông thôn lục liễu sụt một hố to ${DRAFT_MARK}`,
      `ông chủ tịch xã ${MARK} nhận hối lộ 50 triệu của nhà tôi`,
    ]) {
      const body = { kind: 'text', text } as const;
      await handleMessage(deps, { eventId: randomUUID(), chat, sentAt: office.clock.now(), body });
      office.clock.advance(1);
    }
    const conversation = await office.store.conversations.load(chat);
    expect(conversation?.heard.map(({ body }) => body)).toEqual([
      { kind: 'text', text: 'trợ giúp' },
      null,
      null,
    ]);
    expect(JSON.stringify(conversation)).not.toContain(DRAFT_MARK);
  });

  it('leave a count that a repeated turn does not raise', async () => {
    const { office } = opened;
    const count = async (): Promise<number> =>
      (await office.store.counters.read('withheld')).reduce((sum, day) => sum + day.count, 0);
    const before = await count();
    const villager = office.newcomer();
    await villager.says('cán bộ xã tham nhũng tiền đền bù, tôi tố cáo');
    expect(await count()).toBe(before + 1);
  });
});

describe('the log', () => {
  it('names neither words, nor people, nor chats, whatever happens to a case', async () => {
    const { office } = opened;
    const villager = office.newcomer();
    const team = await office.member('TD-DT-12-1');
    await villager.says('đường thôn lục liễu sụt hố wmark, gọi tôi 0912345678');
    if (
      villager
        .heard()
        .at(-1)
        ?.choices.some(({ label }) => label.startsWith('Đường')) === true
    )
      await villager.presses(/^Đường/);
    await villager.sendsIt();
    await team.presses(/^Nhận việc/);
    office.clock.advance(24 * 60 * 10);
    await office.sweep();
    const lines = office.log.join('');
    expect(office.events('case.changed').length).toBeGreaterThan(0);
    const { current } = { current: await villager.onlyCase() };
    const secrets = [
      'wmark',
      '0912345678',
      villager.chat.chatId,
      team.chat.chatId,
      'Lâm Ngô Hiền',
      current.reporter.personId,
    ];
    for (const secret of secrets) expect(lines).not.toContain(secret);
  });
});
