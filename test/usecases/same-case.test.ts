import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { Office, type Speaker } from './office.ts';
import { reload } from './reports.ts';

// What one test reports would be offered to the villagers of the next.
let office: Office;
beforeEach(async () => {
  office = await Office.open();
});
afterEach(() => office.close());

const PARAPHRASES = [
  'truoc nha van hoa thon luc lieu co ho sut to, duong be tong',
  'hố sụt to trên đường bê tông trước nhà văn hóa thôn Lục Liễu, xe không đi được',
];

const FIRST = 'đường bê tông thôn lục liễu sụt một hố to trước nhà văn hóa';

interface Village {
  readonly team: Speaker;
  readonly block: Speaker;
  readonly first: Speaker;
  readonly second: Speaker;
  readonly third: Speaker;
  /** The case of the first, as stored. */
  readonly joint: () => Promise<Case>;
}

const tells = async (villager: Speaker, words: string): Promise<void> => {
  await villager.says(words);
  const last = villager.heard().at(-1);
  if (last?.choices.some(({ label }) => label.startsWith('Đường')) === true)
    await villager.presses(/^Đường/);
};

/** One villager reports to the team. */
async function oneReporter() {
  const team = await office.member('TD-DT-12-1');
  const first = office.newcomer();
  await tells(first, FIRST);
  await first.sendsIt();
  const parent = await first.onlyCase();
  return { team, first, joint: () => reload(office, parent.id) };
}

/** One villager reports, two more are asked and follow. */
async function threeReporters(): Promise<Village> {
  const { team, first, joint } = await oneReporter();
  const block = await office.member('TD-DT-1');
  const [second, third] = [office.newcomer(), office.newcomer()];
  await tells(second, PARAPHRASES[0] ?? '');
  await second.presses(/^Theo dõi chung$/);
  await second.sendsIt();
  await tells(third, PARAPHRASES[1] ?? '');
  await third.presses(/^Theo dõi chung$/);
  await third.sendsIt();
  return { team, block, first, second, third, joint };
}

const codeOf = async (villager: Speaker): Promise<string> => (await villager.onlyCase()).code;

const last = (speaker: Speaker): string => speaker.heard().at(-1)?.words ?? '';

const resolves = async (team: Speaker): Promise<void> => {
  await team.presses(/^Báo xong$/);
  await team.says('Đã đổ đá vá hố');
  await team.presses(/^Xong$/);
  await team.presses(/^Báo xong, không có ảnh$/);
};

describe('the same thing reported by three', () => {
  it('is one case of the team, with every word and no name', async () => {
    const { team, joint, first, second, third } = await threeReporters();
    const parent = await joint();
    expect(parent.joined).toHaveLength(2);
    const code = await codeOf(first);
    expect(team.count(/^Có việc mới cho tổ/)).toBe(1);
    expect(last(team)).toContain(`Việc ${code} thêm người báo, nay là 3 người:`);
    expect(last(team)).toContain(PARAPHRASES[1]);
    await team.says(code);
    expect(last(team)).toContain('3 người báo');
    expect(last(team)).toContain(`Người khác cùng báo: “${PARAPHRASES[0]}”`);
    const heard = team.transcript();
    for (const villager of [first, second, third])
      expect(heard).not.toContain((await villager.onlyCase()).reporter.personId);
  });

  it('is asked about without a word of the others, and receives a code of its own', async () => {
    const { second, third } = await threeReporters();
    expect(third.transcript()).toContain('Việc này đã có 2 người báo. Theo dõi chung nhé?');
    expect(third.transcript()).not.toContain(PARAPHRASES[0]);
    expect(third.transcript()).not.toContain(FIRST);
    const [own] = await second.cases();
    expect(second.transcript()).toContain(`Đã gửi. Mã việc: ${own?.code}`);
    expect(second.transcript()).toContain('Đã theo dõi chung với bà con cùng báo việc này.');
    expect(second.count(/Đã gửi\. Mã việc/)).toBe(1);
  });

  it('is told in its outcome to all three, each under the own code, which still answers', async () => {
    const { team, first, second, third, joint } = await threeReporters();
    await team.presses(/^Nhận việc$/);
    await resolves(team);
    for (const villager of [first, second, third]) {
      const code = await codeOf(villager);
      expect(villager.count(new RegExp(`đã nhận việc ${code}`))).toBe(1);
      expect(last(villager)).toContain(`Việc ${code}: tổ dân vận thôn Lục Liễu báo đã xong.`);
      expect(last(villager)).toContain('Đã đổ đá vá hố');
      await villager.says(code);
      expect(last(villager)).toContain('Bây giờ: tổ báo đã xong, chờ xem lại.');
    }
    await second.presses(/^Chưa ổn$/);
    await second.says('Vẫn còn hố bên cạnh');
    expect(await joint()).toMatchObject({ status: 'waiting', reopenedCount: 1 });
    expect(last(second)).toContain(`Đã mở lại việc ${await codeOf(second)}`);
    for (const villager of [first, third])
      expect(last(villager)).toContain(
        `Việc ${await codeOf(villager)} được mở lại, vì có người cùng báo thấy chưa ổn.`,
      );
    expect(first.transcript()).not.toContain('Vẫn còn hố bên cạnh');
    expect(team.transcript()).toContain('Vẫn còn hố bên cạnh');
  });

  it('is confirmed by each for himself, and by the first for the team', async () => {
    const { team, first, second, third, joint } = await threeReporters();
    await team.presses(/^Nhận việc$/);
    await resolves(team);
    const told = team.heard().length;
    await third.presses(/^Ổn rồi/);
    expect(last(third)).toContain('Cầu Nối đã ghi lại.');
    await third.presses(/^1/);
    expect(await joint()).toMatchObject({ status: 'answered' });
    expect(await joint()).not.toHaveProperty('stars');
    expect(team.heard()).toHaveLength(told);
    expect(last(first)).not.toContain('có người cùng báo');
    await third.says(await codeOf(third));
    expect(last(third)).toContain('Bây giờ: đã xác nhận ổn');
    await first.presses(/^Ổn rồi/);
    await first.presses(/^5/);
    expect(await joint()).toMatchObject({ status: 'confirmed', stars: 5 });
    expect(last(second)).toContain('có người cùng báo xác nhận đã ổn');
    await second.presses(/^Mở lại việc$/);
    await second.says('Mưa xong lại sụt');
    expect(await joint()).toMatchObject({ status: 'waiting' });
  });

  it('is taken apart by a coordinator, who is shown no way to the person, and joined again', async () => {
    const { block, team, first, second, joint } = await threeReporters();
    const [own, shared] = [await codeOf(second), await codeOf(first)];
    await block.says(shared);
    await block.presses(/^Giao tổ khác$/);
    await block.presses(new RegExp(`^Tách ${own} ra$`));
    expect(last(block)).toContain(`Đã tách ${own} ra. Cầu Nối sẽ nhắn bà con.`);
    expect(last(second)).toContain(`Việc ${own} được tách ra làm riêng`);
    expect(last(team)).toContain(own);
    expect((await joint()).joined).toHaveLength(1);
    expect(await second.onlyCase()).toMatchObject({ status: 'waiting', teamUnitId: 'TD-DT-12' });
    await block.says(own);
    await block.presses(/^Giao tổ khác$/);
    await block.presses(/^Gộp với việc khác$/);
    await block.says(shared);
    expect(last(block)).toContain(`Gộp ${own} vào ${shared}?`);
    await block.presses(/^Gộp lại$/);
    expect(last(block)).toContain(`Đã gộp ${own}`);
    expect(last(second)).toContain(`Việc ${own} được gộp với một việc giống vậy đã báo.`);
    expect((await joint()).joined).toHaveLength(2);
    await block.presses(new RegExp(`^Tách ${own} ra$`));
    expect((await joint()).joined).toHaveLength(1);
    expect((await reload(office, (await second.onlyCase()).id)).status).toBe('waiting');
  });

  it('goes on for the others when one of them, even the first, takes the own back', async () => {
    const { first, second, third, joint } = await threeReporters();
    await third.says(await codeOf(third));
    await third.presses(/^Rút lại$/);
    expect(last(third)).toContain('Người cùng báo vẫn được lo tiếp.');
    await third.presses(/^Rút lại$/);
    expect(await third.onlyCase()).toMatchObject({ status: 'withdrawn' });
    expect((await joint()).joined).toHaveLength(1);
    await first.says(await codeOf(first));
    await first.presses(/^Rút lại$/);
    await first.presses(/^Rút lại$/);
    expect(await joint()).toMatchObject({ status: 'withdrawn' });
    expect(await second.onlyCase()).toMatchObject({ status: 'waiting' });
    expect(last(second)).toContain('được tách ra làm riêng');
  });

  it('is counted once in the figures', async () => {
    const count = async () => {
      const start = new Date('2026-11-24T17:00:00Z');
      return office.store.cases.figures(['TD-DT-12'], office.clock.now(), start);
    };
    const before = await count();
    await threeReporters();
    const after = await count();
    expect(after.open - before.open).toBe(1);
    expect(after.newToday - before.newToday).toBe(1);
  });

  it('asks the first alone, and no other answers for that one', async () => {
    const { team, first, second, joint } = await threeReporters();
    const code = await codeOf(first);
    await team.presses(/^Nhận việc$/);
    await team.presses(/^Hỏi thêm$/);
    await team.says('Chị Hoa ơi, nhà chị 0912345678 đúng không?');
    expect(await joint()).toMatchObject({ status: 'needs-info' });
    expect(last(first)).toContain('Chị Hoa ơi');
    const own = await codeOf(second);
    await second.says(own);
    expect(last(second)).toContain('Bây giờ: đang xử lý');
    expect(second.transcript()).not.toContain('Chị Hoa');
    await second.presses(/^Thêm lời, ảnh$/);
    await second.says('tổ đóng việc giúp');
    expect(await joint()).toMatchObject({ status: 'needs-info' });
    expect(last(team)).toContain(`Một người cùng báo nói thêm về việc ${code}:`);
    await team.says(code);
    expect(last(team)).toContain('Người khác cùng báo: “tổ đóng việc giúp”');
    await first.presses(/^Trả lời$/);
    await first.says('Đúng rồi ạ');
    expect(await joint()).toMatchObject({ status: 'working' });
    expect(team.transcript()).toContain(`Bà con trả lời về việc ${code}:`);
  });

  it('does not show who joins late what the team wrote to the first', async () => {
    const { team, first } = await oneReporter();
    await team.presses(/^Nhận việc$/);
    await team.presses(/^Báo xong$/);
    await team.says('Đã vá hố trước nhà chị Hoa số 12 ngõ 5, chị Hoa 0912345678 đã ký');
    await team.presses(/^Xong$/);
    await team.presses(/^Báo xong, không có ảnh$/);
    expect(last(first)).toContain('0912345678');
    const late = office.newcomer();
    await tells(late, PARAPHRASES[0] ?? '');
    await late.presses(/^Chưa ổn, mở lại$/);
    await late.sendsIt();
    await late.says(await codeOf(late));
    expect(last(late)).toContain('Đang theo dõi chung với bà con cùng báo.');
    expect(late.transcript()).not.toMatch(/chị Hoa|0912/u);
  });
});
