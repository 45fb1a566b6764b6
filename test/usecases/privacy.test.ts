import { describe, expect, it } from 'vitest';
import { useOffice } from './office.ts';
import { everythingIn } from './rows.ts';

const opened = useOffice();

/** Stands in the withheld words and nowhere else in the world. */
const MARK = 'zqxmark';

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
