import { beforeAll, describe, expect, it } from 'vitest';
import { openConversation } from '../../src/usecases/open-conversation.ts';
import { Speaker, useOffice } from './office.ts';
import { RecordingChannel } from './recording-channel.ts';

const opened = useOffice();
const HOURS = 60;
const zalo = new RecordingChannel('zalo');

beforeAll(() => {
  zalo.capabilities = {
    ...zalo.capabilities,
    window: { freeMs: 48 * HOURS * 60_000, billedMs: 168 * HOURS * 60_000 },
  };
  opened.office.channels.set('zalo', zalo);
});

const inZalo = (chatId: string): Speaker => new Speaker(opened.office, { channel: 'zalo', chatId });

/** A member of the network who wrote in Zalo just now. */
async function memberInZalo(cadreId: string): Promise<Speaker> {
  const member = inZalo(cadreId);
  await openConversation(opened.office.deps, member.chat);
  await opened.office.store.cadres.linkChat(cadreId, member.chat);
  await member.says('/viec');
  return member;
}

/** Days in which all that falls due is told. */
async function pass(days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    opened.office.clock.advance(24 * HOURS);
    await opened.office.sweep();
  }
  await opened.office.work();
}

describe('who comes back after days of silence', () => {
  it('hears one thing of a case as staff, and it is true by then', async () => {
    const { office } = opened;
    const head = await memberInZalo('TD-DT-12-1');
    const villager = office.newcomer();
    await villager.tellsOfHole();
    office.clock.advance(49 * HOURS);
    await villager.sendsIt();
    const { code } = await villager.onlyCase();
    const before = head.heard().length;
    await pass(10);
    expect(head.heard()).toHaveLength(before);
    await head.says('/viec');
    const ofCase = head
      .heard()
      .slice(before)
      .filter(({ words }) => words.includes(code));
    // One notice, and the list that was asked for.
    expect(ofCase).toHaveLength(2);
    expect(ofCase[0]?.words).toContain('quá hạn từ');
    expect(ofCase[0]?.words).not.toContain('sắp tới hạn');
  });

  it('is not promised a day that has passed', async () => {
    const { office } = opened;
    const team = await office.member('TD-DT-12-2');
    const villager = inZalo('silent-villager');
    await villager.tellsOfHole();
    await villager.sendsIt();
    const { code } = await villager.onlyCase();
    office.clock.advance(50 * HOURS);
    await team.says(code);
    await team.presses(/^Nhận việc/);
    await pass(10);
    const before = villager.heard().length;
    await villager.says('cảm ơn');
    const heard = villager.heard().slice(before);
    const accepted = heard.find(({ words }) => /đã nhận việc/.test(words));
    expect(accepted?.words).not.toContain('chậm nhất');
    expect(heard.filter(({ words }) => /trễ|chậm|xin lỗi/.test(words)).length).toBeLessThan(2);
  });
});

describe('a team whose words wait for the citizen', () => {
  const note = async (team: Speaker): Promise<string> => {
    await team.presses(/^Ghi tiến độ/);
    await team.says('Đã chở đá tới');
    await team.presses(/^Xong/);
    return team.heard().findLast(({ words }) => words.startsWith('Đã ghi tiến độ'))?.words ?? '';
  };

  it('is told so, and of one who can be reached that the word will go out', async () => {
    const { office } = opened;
    const team = await office.member('TD-DT-12-3');
    const villager = inZalo('villager-with-case');
    await villager.tellsOfHole();
    await villager.sendsIt();
    const { code } = await villager.onlyCase();
    await team.says(code);
    await team.presses(/^Nhận việc/);
    const reached = await note(team);
    expect(reached).toContain('Cầu Nối sẽ nhắn bà con.');
    expect(reached).not.toContain('chưa nhắn lại');
    office.clock.advance(50 * HOURS);
    await team.says(code);
    expect(await note(team)).toContain(
      'Lâu rồi bà con chưa nhắn lại. Khi nào nhắn là nhận được ngay.',
    );
  });
});
