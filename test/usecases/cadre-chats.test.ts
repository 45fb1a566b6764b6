import { describe, expect, it } from 'vitest';
import { useOffice } from './office.ts';
import { inVillage, report } from './reports.ts';
import { changeCadre } from './rows.ts';

const opened = useOffice();

describe('a cadre with two chats', () => {
  it('hears of a case in one, and of a danger in both', async () => {
    const { office } = opened;
    const first = await office.member('TD-DT-05-1');
    await first.says('/help');
    office.clock.advance(1);
    const second = office.newcomer();
    await second.says('/help');
    await changeCadre(office.database.uri, 'TD-DT-05-1', {
      chatKeys: [first, second].map(({ chat }) => `${chat.channel}:${chat.chatId}`),
    });
    const heard = (code: string) => [first, second].map((each) => each.count(new RegExp(code)));
    const { opened: plain } = await report(office, 'đường sụt', inVillage('TD-DT-05'));
    await office.work();
    expect(heard(plain.code)).toEqual([0, 1]);
    const { opened: danger } = await report(office, 'cháy nhà', {
      ...inVillage('TD-DT-05'),
      urgency: 'emergency',
    });
    await office.work();
    expect(heard(danger.code)).toEqual([1, 1]);
  });
});
