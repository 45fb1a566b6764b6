import { describe, expect, it } from 'vitest';
import { useOffice, type Office, type Speaker } from './office.ts';

const opened = useOffice();

/** In nobody's words but the villager's. */
const PHONE = '0987 654 321';
const FIGURES = '0987654321';

const figuresIn = (text: string): string => text.replaceAll(/\D/gu, '');

/** Everything that reached somebody, figures alone, so that no spelling hides the number. */
const told = (speaker: Speaker): string => figuresIn(speaker.transcript());

interface Cast {
  readonly villager: Speaker;
  readonly team: Speaker;
  readonly block: Speaker;
  readonly leader: Speaker;
  readonly duty: Speaker;
}

const gather = async (office: Office): Promise<Cast> => ({
  villager: office.newcomer(),
  team: await office.member('TD-DT-12-1'),
  block: await office.member('TD-DT-1'),
  leader: await office.member('PT-DT-1'),
  duty: await office.member('PT-truc-1'),
});

const offers = (speaker: Speaker, label: RegExp): boolean =>
  speaker
    .heard()
    .at(-1)
    ?.choices.some((choice) => label.test(choice.label)) === true;

async function tells(villager: Speaker, name?: string): Promise<string> {
  await villager.says(`đường bê tông thôn lục liễu sụt một hố to, gọi tôi ${PHONE}`);
  if (offers(villager, /^Đường/)) await villager.presses(/^Đường/);
  await villager.tellsApart();
  if (name !== undefined) {
    await villager.presses(/^Nêu tên tôi/);
    await villager.says(name);
  }
  await villager.sendsIt();
  return (await villager.onlyCase()).code;
}

/** A whole life: added to, asked about, sent back, placed anew, left alone for weeks, closed, reopened. */
async function liveThrough(office: Office, cast: Cast, code: string): Promise<void> {
  const { villager, team, block } = cast;
  await villager.says(`việc ${code}: số khác của tôi là ${PHONE}, hố rộng thêm`);
  await team.says(code);
  await team.presses(/^Nhận việc/);
  await team.says(code);
  await team.presses(/^Thêm/);
  await team.presses(/^Hỏi thêm/);
  await team.says('hố ở đoạn nào ạ?');
  await villager.says(`trước nhà văn hóa, gọi ${PHONE} tôi chỉ cho`);
  office.clock.advance(60 * 24 * 25);
  await office.sweep();
  await office.work();
  await block.says(code);
  await team.says(code);
  await team.presses(/^Báo xong/);
  await team.says('đã đổ đá');
  await team.presses(/^Xong/);
  await team.presses(/^Báo xong, không có ảnh/);
  await villager.presses(/^Chưa ổn/);
  await villager.says(`vẫn sụt, gọi lại ${PHONE}`);
  await team.says(code);
}

/** Whoever oversees looks at whatever can be looked at. */
async function lookAtAll({ block, leader, duty }: Cast, code: string): Promise<void> {
  const looks = [
    [block, ['/viec', '/dieuphoi', code]],
    [leader, ['/tinhhinh', '/quahan', code]],
    [duty, ['/dieuphoi', code]],
  ] as const;
  for (const [who, words] of looks) for (const each of words) await who.says(each);
  if (offers(block, /^Giao tổ khác/)) await block.presses(/^Giao tổ khác/);
}

// A whole life of a case is some forty turns.
const A_LIFE = { timeout: 90_000 };

describe('a phone number in a concern', () => {
  it(
    'reaches nobody but its writer while the reporter is hidden, in no word, list, notice or line of the log',
    A_LIFE,
    async () => {
      const { office } = opened;
      const cast = await gather(office);
      const code = await tells(cast.villager);
      await liveThrough(office, cast, code);
      await lookAtAll(cast, code);
      const { villager, ...staff } = cast;
      expect(cast.team.transcript()).toContain('gọi tôi •••');
      expect(cast.team.transcript()).toContain('vẫn sụt, gọi lại •••');
      expect(told(villager)).toContain(FIGURES);
      for (const each of Object.values(staff)) expect(told(each)).not.toContain(FIGURES);
      expect(figuresIn(office.log.join('\n'))).not.toContain(FIGURES);
      // Whoever else hears of anything in this office.
      const others = office.channel.sent.filter(({ chatId }) => chatId !== villager.chat.chatId);
      expect(others.filter(({ words }) => figuresIn(words).includes(FIGURES))).toEqual([]);
    },
  );

  it('reaches the team alone when the reporter chose to be named', A_LIFE, async () => {
    const { office } = opened;
    const cast = await gather(office);
    const code = await tells(cast.villager, 'chị Hoa');
    await liveThrough(office, cast, code);
    await lookAtAll(cast, code);
    expect(told(cast.team)).toContain(FIGURES);
    for (const each of [cast.block, cast.leader, cast.duty])
      expect(told(each)).not.toContain(FIGURES);
    expect(figuresIn(office.log.join('\n'))).not.toContain(FIGURES);
  });

  it('is covered for the block that hears in place of a team nobody has joined', async () => {
    const { office } = opened;
    const block = await office.member('TD-DT-2');
    const villager = office.newcomer();
    await villager.says(`đường bê tông thôn tân phú sụt hố, gọi ${PHONE}`);
    if (offers(villager, /Tân Phú/)) await villager.presses(/Tân Phú.*Đạo Trù/);
    if (offers(villager, /^Đường/)) await villager.presses(/^Đường/);
    await villager.presses(/^Nêu tên tôi/);
    await villager.says('chị Hoa');
    await villager.sendsIt();
    const { code, teamUnitId } = await villager.onlyCase();
    expect(teamUnitId).toBeDefined();
    expect(block.transcript()).toContain(code);
    expect(told(block)).not.toContain(FIGURES);
    expect(block.transcript()).not.toContain('chị Hoa');
  });

  it('reaches the people on duty in a danger, and nobody who only oversees', async () => {
    const { office } = opened;
    const cast = await gather(office);
    await cast.villager.says(`cháy nhà ở thôn lục liễu, gọi ${PHONE}`);
    await cast.villager.sendsIt();
    expect(told(cast.duty)).toContain(FIGURES);
    await cast.leader.says((await cast.villager.onlyCase()).code);
    office.clock.advance(60);
    await office.sweep();
    await office.work();
    for (const each of [cast.block, cast.leader]) expect(told(each)).not.toContain(FIGURES);
    expect(figuresIn(office.log.join('\n'))).not.toContain(FIGURES);
  });
});
