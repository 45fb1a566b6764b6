import { describe, expect, it } from 'vitest';
import { handleMessage } from '../../src/usecases/handle-message.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { useOffice, type Speaker } from './office.ts';

const opened = useOffice();

const ANGRY = 'đ.m đường bê tông thôn lục liễu sụt một hố to, bọn ăn hại';
const ADVERT = 'vay tiền nhanh không thế chấp, lãi suất thấp, zalo 0900 000 000';

/** Tells of it and sends it, whatever is asked on the way. */
async function sends(villager: Speaker, words: string): Promise<void> {
  await villager.says(words);
  const last = villager.heard().at(-1);
  if (last?.choices.some(({ label }) => label.startsWith('Đường')) === true)
    await villager.presses(/^Đường/);
  await villager.sendsIt();
}

const lastHeard = (speaker: Speaker): string => speaker.heard().at(-1)?.words ?? '';

describe('a concern with abuse in it', () => {
  it('is placed and handled as any other, marked, and its insults are covered for staff', async () => {
    const { office } = opened;
    const team = await office.member('TD-DT-12-1');
    const villager = office.newcomer();
    await sends(villager, ANGRY);
    const current = await villager.onlyCase();
    expect(current).toMatchObject({ teamUnitId: 'TD-DT-12', marks: ['abuse'], text: ANGRY });
    expect(lastHeard(team)).toContain('“••• đường bê tông thôn lục liễu sụt một hố to, •••”');
    expect(lastHeard(team)).toContain('Lời tục đã che.');
    expect(team.transcript()).not.toContain('Xem nguyên văn');
  });

  it('is read as it was written by a coordinator alone, and that is remembered', async () => {
    const { office } = opened;
    const block = await office.member('TD-DT-1');
    const villager = office.newcomer();
    await sends(villager, `${ANGRY}, gọi 0987 654 321`);
    const { code } = await villager.onlyCase();
    await block.says(code);
    await block.presses(/^Giao tổ khác/);
    expect(lastHeard(block)).not.toContain('ăn hại');
    await block.presses(/^Xem nguyên văn/);
    expect(lastHeard(block)).toContain(`“${ANGRY}, gọi •••”`);
    expect((await villager.onlyCase()).history.at(-1)).toMatchObject({
      action: { type: 'reveal' },
      actor: { cadreId: 'TD-DT-1' },
    });
  });

  it('is marked no more than what insults nobody', async () => {
    const villager = opened.office.newcomer();
    await villager.tellsOfHole();
    await villager.sendsIt();
    expect((await villager.onlyCase()).marks).toBeUndefined();
  });

  it('shows none of its insults to the people on duty in a danger either', async () => {
    const { office } = opened;
    const duty = await office.member('PT-truc-1');
    await office.newcomer().says('đcm cháy nhà ở thôn lục liễu rồi');
    expect(lastHeard(duty)).toContain('••• cháy nhà ở thôn lục liễu rồi');
  });
});

describe('what looks like advertising', () => {
  it('is answered with help and opens no case', async () => {
    const villager = opened.office.newcomer();
    await villager.says(ADVERT);
    expect(lastHeard(villager)).toContain('cứ viết một câu');
    expect(await villager.cases()).toHaveLength(0);
    await villager.tellsOfHole();
    await villager.sendsIt();
    expect((await villager.onlyCase()).text).not.toContain('vay tiền');
  });

  it.each([
    ['by its button', (villager: Speaker) => villager.presses(/^Vẫn gửi/)],
    ['by the same words again', (villager: Speaker) => villager.says(`${ADVERT}!`)],
  ])('insisted on %s waits for a coordinator, never with a village team', async (_how, insist) => {
    const { office } = opened;
    const villager = office.newcomer();
    await villager.says(ADVERT);
    await insist(villager);
    await villager.sendsIt();
    const current = await villager.onlyCase();
    expect(current).toMatchObject({ status: 'triage', ownerUnitId: 'PT', marks: ['spam'] });
    expect(current.teamUnitId).toBeUndefined();
  });

  it('stands at the end of the coordinators’ list, and pings nobody at night', async () => {
    const { office } = opened;
    const duty = await office.member('PT-truc-2');
    const spammer = office.newcomer();
    await spammer.says(ADVERT);
    await spammer.presses(/^Vẫn gửi/);
    office.clock.advance(12 * 60);
    await spammer.sendsIt();
    expect(duty.count(/quảng cáo/)).toBe(0);
    const honest = office.newcomer();
    await honest.says('đèn đường hỏng cả tháng không ai thay');
    await honest.presses(/^Không rõ/);
    await honest.sendsIt();
    office.clock.advance(12 * 60);
    const codes = (await office.store.cases.inbox('block', ['PT'], office.clock.now(), 50)).map(
      ({ code }) => code,
    );
    const [spam, lamp] = [await spammer.onlyCase(), await honest.onlyCase()];
    expect(codes.at(-1)).toBe(spam.code);
    expect(codes).toContain(lamp.code);
    await office.sweep();
    await office.work();
    expect(duty.count(/Trông như tin quảng cáo/)).toBeGreaterThan(0);
  });
});

describe('the limit on turns', () => {
  const flood = async (villager: Speaker, count: number, words = 'ngõ tối om'): Promise<void> => {
    for (let turn = 0; turn < count; turn += 1)
      await handleMessage(
        opened.office.deps,
        villager.message({ kind: 'text', text: `${words} ${turn}` }),
      );
    await opened.office.work();
  };

  it('answers once when it is reached, keeps nothing of what is too much, and ends by itself', async () => {
    const { office } = opened;
    const villager = office.newcomer();
    await flood(villager, LIMITS.turns.most + 5);
    expect(villager.count(/nhận không kịp/)).toBe(1);
    const conversation = await office.store.conversations.load(villager.chat);
    expect(conversation?.seen).toHaveLength(LIMITS.turns.most + 1);
    expect(JSON.stringify(conversation)).not.toContain(`ngõ tối om ${LIMITS.turns.most}`);
    office.clock.advance(1);
    await flood(villager, 1, 'đèn hỏng');
    expect(JSON.stringify(await office.store.conversations.load(villager.chat))).toContain(
      'đèn hỏng 0',
    );
  });

  it('never holds up danger', async () => {
    const { office } = opened;
    const duty = await office.member('PT-truc-1');
    const villager = office.newcomer();
    await flood(villager, LIMITS.turns.most + 2);
    await villager.says('cháy nhà ở thôn lục liễu rồi cứu với');
    expect(duty.count(/cháy nhà/)).toBe(1);
    expect(lastHeard(villager)).toMatch(/114/);
    await villager.says('nhanh lên');
    expect(lastHeard(villager)).not.toMatch(/nhận không kịp/);
  });

  it('holds when turns come at once, as from several processes', async () => {
    const { office } = opened;
    const villager = office.newcomer();
    await flood(villager, LIMITS.turns.most - 2);
    const more = Array.from({ length: 8 }, (_, at) =>
      villager.message({ kind: 'text', text: `nữa ${at}` }),
    );
    await Promise.all(more.map((message) => handleMessage(office.deps, message)));
    const conversation = await office.store.conversations.load(villager.chat);
    const taken = conversation?.seen.filter(({ isRefused }) => isRefused !== true);
    expect(taken).toHaveLength(LIMITS.turns.most);
  });
});

describe('the limit on new cases', () => {
  const many = async (villager: Speaker, count: number, words: string): Promise<void> => {
    for (let report = 0; report < count; report += 1) {
      await sends(villager, words);
      opened.office.clock.advance(15);
    }
  };

  it('keeps the draft of one too many, says when it can go, and lets it go then', async () => {
    const { office } = opened;
    const villager = office.newcomer();
    await many(villager, LIMITS.cases.most, 'đường bê tông thôn lục liễu sụt một hố to');
    expect(await villager.cases()).toHaveLength(LIMITS.cases.most);
    await sends(villager, 'đường bê tông thôn lục liễu sụt một hố nữa');
    expect(await villager.cases()).toHaveLength(LIMITS.cases.most);
    expect(lastHeard(villager)).toMatch(/Từ .* gửi tiếp được ạ\.\nViệc này chưa gửi/);
    office.clock.advance(24 * 60);
    await villager.presses(/^Gửi$/);
    expect(await villager.cases()).toHaveLength(LIMITS.cases.most + 1);
  });

  it('is reached with half as many that are marked', async () => {
    const villager = opened.office.newcomer();
    await many(villager, LIMITS.cases.most / 2, ANGRY);
    await sends(villager, ANGRY);
    expect(await villager.cases()).toHaveLength(LIMITS.cases.most / 2);
  });

  it('never holds up danger', async () => {
    const villager = opened.office.newcomer();
    await many(villager, LIMITS.cases.most / 2, ANGRY);
    await sends(villager, 'cháy nhà ở thôn lục liễu rồi');
    expect(await villager.cases()).toHaveLength(LIMITS.cases.most / 2 + 1);
  });
});
