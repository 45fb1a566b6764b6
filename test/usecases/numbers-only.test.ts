import { describe, expect, it } from 'vitest';
import { handleMessage } from '../../src/usecases/handle-message.ts';
import { NumberedChannel, numberOf, picks } from './numbered-channel.ts';
import { useOffice, type Speaker } from './office.ts';
import { inVillage, report } from './reports.ts';

const opened = useOffice(new NumberedChannel());

const last = (speaker: Speaker): string => speaker.heard().at(-1)?.words ?? '';
const sinceOf = (speaker: Speaker, count: number): readonly string[] =>
  speaker
    .heard()
    .slice(count)
    .map(({ words }) => words);

it('a concern goes from the sentence to the stars with numbers alone', async () => {
  const { office } = opened;
  const team = await office.member('TD-DT-12-1');
  const villager = office.newcomer();
  await villager.says('đường bê tông thôn lục liễu sụt một hố to, xe không đi được');
  expect(last(villager)).toMatch(
    /được chưa ạ\?\n1\. Gửi\n2\. Sửa\n3\. Nêu tên tôi\n4\. Thêm ảnh\nTrả lời bằng số, ví dụ 1\.$/,
  );
  await villager.says('1');
  expect(last(villager)).toContain('Đồng ý cho giữ không ạ?\n1. Đồng ý\n2. Không, gửi ẩn danh');
  await villager.says('số 1');
  office.clock.advance(1);
  await office.work();
  const { code } = await villager.onlyCase();
  // The receipt has nothing to choose, so that "1" under the next question is that question's.
  expect(villager.heard().some(({ words }) => words.includes(code))).toBe(true);
  expect(last(villager)).toContain('1. Nhớ giúp\n2. Không cần');
  await villager.says('2');
  expect(last(villager)).toContain('không ghi nhớ');

  await picks(team, /^Nhận việc/);
  expect(last(team)).toContain(`Đã nhận ${code}`);
  await picks(team, /^Hỏi thêm|^Thêm/);
  if (!/Viết câu hỏi/.test(last(team))) await picks(team, /^Hỏi thêm/);
  await team.says('Hố rộng mấy mét?');
  expect(last(villager)).toContain('Hố rộng mấy mét?');

  // "3" is no choice of anything: it is the answer to the team.
  await villager.says('3');
  expect(last(team)).toContain('“3”');
  expect((await villager.onlyCase()).status).toBe('working');

  await picks(team, /^Báo xong/);
  await team.says('Đã đổ đá vá hố, cắm biển.');
  await picks(team, /^Xong/);
  await picks(team, /^Báo xong, không có ảnh/);
  expect(last(team)).toContain(`Đã báo xong ${code}`);

  expect(last(villager)).toContain('1. Ổn rồi ✅\n2. Chưa ổn\n3. Chưa rõ');
  await villager.says('on roi');
  expect(last(villager)).toMatch(/mấy sao ạ\?\n1 sao\n2 sao\n3 sao\n4 sao\n5 sao\nTrả lời/);
  await villager.says('4');
  expect(await villager.onlyCase()).toMatchObject({ status: 'confirmed', stars: 4 });
});

it('an answer that is the number of nothing but a way out is passed on as an answer', async () => {
  const { office } = opened;
  const team = await office.member('TD-DT-12-2');
  const { villager, opened: current } = await report(office, 'cống tắc', inVillage('TD-DT-12'));
  await office.work();
  await picks(team, /^Nhận việc/);
  await team.says(current.code);
  await picks(team, /^Hỏi thêm|^Thêm/);
  if (!/Viết câu hỏi/.test(last(team))) await picks(team, /^Hỏi thêm/);
  await team.says('Mấy nhà bị ngập?');
  await villager.says('1');
  expect(last(villager)).toContain('Xin viết câu trả lời');
  expect(last(villager)).not.toMatch(/^\d/m);
  await villager.says('1');
  expect(last(team)).toContain('“1”');
});

describe('a cadre with notices of three cases', () => {
  let members = 0;
  /** Another cadre of the team each time: one who joins from a second chat hears news in one of them alone. */
  const three = async (): Promise<{ team: Speaker; codes: readonly string[] }> => {
    const { office } = opened;
    const team = await office.member(`TD-DT-11-${(members += 1)}`);
    const codes: string[] = [];
    for (const words of ['đường sụt', 'cột điện đổ', 'rác thối']) {
      const { opened: current } = await report(office, words, inVillage('TD-DT-11'));
      await office.work();
      codes.push(current.code);
    }
    return { team, codes };
  };
  const statuses = async (codes: readonly string[]): Promise<readonly (string | undefined)[]> => {
    const all = codes.map(async (code) => opened.office.store.cases.find(code));
    return (await Promise.all(all)).map((current) => current?.status);
  };

  it('is asked which one a bare number is for, and that one alone is taken', async () => {
    const { team, codes } = await three();
    await team.says('1');
    expect(last(team)).toBe(
      [
        '“1” là cho việc nào ạ?',
        ...codes.map((code, index) => `${index + 1}. ${code}: Nhận việc`),
        'Trả lời bằng số, ví dụ 1.',
      ].join('\n'),
    );
    expect(await statuses(codes)).toEqual(['waiting', 'waiting', 'waiting']);
    await team.says('2');
    expect(await statuses(codes)).toEqual(['waiting', 'working', 'waiting']);
    expect(last(team)).toContain(`Đã nhận ${codes[1]}`);
  });

  it('is asked the same for a label that all three have', async () => {
    const { team, codes } = await three();
    await team.says('nhận việc');
    expect(last(team)).toContain(`“nhận việc” là cho việc nào ạ?\n1. ${codes[0]}: Nhận việc`);
    expect(await statuses(codes)).toEqual(['waiting', 'waiting', 'waiting']);
  });

  it('is not asked where one of the notices was quoted', async () => {
    const { office } = opened;
    const { team, codes } = await three();
    const conversation = await office.store.conversations.load(team.chat);
    const quoted = conversation?.outbox.find(({ message }) =>
      message.choices?.some(({ id }) => id === `work:accept:${codes[0]}`),
    );
    const message = team.message({ kind: 'text', text: '1' });
    await handleMessage(office.deps, { ...message, quotes: quoted?.receipts?.[0] ?? '' });
    await office.work();
    expect(await statuses(codes)).toEqual(['working', 'waiting', 'waiting']);
  });
});

it('a number whose choices are gone is said to be old, and opens nothing', async () => {
  const { office } = opened;
  const villager = office.newcomer();
  await villager.says('xin chào');
  const before = villager.heard().length;
  await villager.says('hủy');
  await villager.says('8');
  expect(sinceOf(villager, before).at(-1)).toContain('Số này giờ không dùng nữa.');
  expect(await villager.cases()).toEqual([]);
  expect((await office.store.conversations.load(villager.chat))?.dialogue).toBeNull();
});

it('a number that a question does not have changes nothing, and the question stands', async () => {
  const { office } = opened;
  const villager = office.newcomer();
  await villager.says('đường bê tông thôn lục liễu sụt một hố to');
  if (/^\d+\. Việc khác/m.test(last(villager))) await picks(villager, /^Việc khác/);
  const stands = (await office.store.conversations.load(villager.chat))?.dialogue;
  await villager.says('9');
  expect(last(villager)).toContain('Ở trên không có số ấy.');
  expect((await office.store.conversations.load(villager.chat))?.dialogue).toEqual(stands);
  await villager.says(numberOf(villager, /^Gửi/));
  expect(last(villager)).toContain('Đồng ý');
});

it('a question that is asked again shows its numbers, and the ways on come behind them', async () => {
  const villager = opened.office.newcomer();
  await villager.says('/sodienthoai');
  for (const typed of ['7', 'nhà tôi', '0912345']) await villager.says(typed);
  expect(last(villager)).toMatch(/1\. Đồng ý cho số\n2\. Không cần\n3\. Xem ví dụ\n4\. Gặp cán bộ/);
  await villager.says('1');
  expect(last(villager)).toContain('Xin viết số di động');
});
