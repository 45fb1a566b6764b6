import { describe, expect, it } from 'vitest';
import type { CaseDraft } from '../../src/domain/case.ts';
import type { Probe } from '../../src/domain/duplicates.ts';
import { changeCase } from '../../src/usecases/change-case.ts';
import { findDuplicate } from '../../src/usecases/find-duplicate.ts';
import { loadAsker } from '../../src/usecases/asker.ts';
import { openConversation } from '../../src/usecases/open-conversation.ts';
import { useOffice } from './office.ts';
import { reload, report } from './reports.ts';

const opened = useOffice();

const WORDS = 'sụt một hố to giữa đường bê tông trước cổng trường';

const kept = (fields: Partial<CaseDraft> = {}, text = WORDS) =>
  report(opened.office, text, {
    categoryId: 'duong',
    place: { unitId: 'TD-DT-01' },
    ...fields,
  });

/** What somebody new would be offered. */
async function offered(change: Partial<Probe> = {}, by = opened.office.newcomer()) {
  const { deps } = opened.office;
  const { person } = await openConversation(deps, by.chat);
  const asker = await loadAsker(deps, by.chat, person);
  const probe = {
    kind: 'phan-anh',
    categoryId: 'duong',
    urgency: 'normal',
    text: 'co ho sut to giua duong be tong truoc cong truong',
    unitId: 'TD-DT-01',
    ...change,
  } as const;
  return (await findDuplicate(deps, await deps.surroundings(), asker, probe)).duplicate;
}

const closeIt = async (caseId: string): Promise<void> => {
  const step = { eventId: `end-${caseId}`, actor: { type: 'system' } } as const;
  await changeCase(opened.office.deps, caseId, {
    ...step,
    action: { type: 'decline', reason: 'not-ours', words: '' },
  });
};

describe('a likely duplicate', () => {
  it('is found by village, category and words, but never among the own', async () => {
    const { villager, opened: current } = await kept();
    expect(await offered()).toMatchObject({ caseId: current.id, reporters: 1, endedAt: null });
    expect(await offered({}, villager)).toBeUndefined();
    expect(await offered({ unitId: 'TD-DT-02' })).toBeUndefined();
    expect(await offered({ categoryId: 'dien' })).toBeUndefined();
    expect(await offered({ text: 'xin làm đường ra nghĩa trang' })).toBeUndefined();
    await closeIt(current.id);
    expect(await offered()).toBeUndefined();
  });

  it('is the same lamp, outage or heap in other words, and never one at another spot', async () => {
    for (const [categoryId, first, second, isSame] of [
      ['dien', 'đèn đường tắt tối om cả tuần nay', 'đèn đường tắt hết rồi, khó đi quá', true],
      ['dien', 'cả thôn mất điện từ tối qua', 'thôn mình bị cúp điện chưa thấy có lại', true],
      ['moi-truong', 'rác chất đống ở ngã ba', 'nga ba day rac thoi qua', true],
      ['thuy-loi', 'cống đầu thôn tắc', 'cống cuối thôn tắc', false],
      ['duong', 'hố to trước trường học', 'hố to trước chùa', false],
      ['dien', 'mất điện từ sáng', 'tiền điện tháng này cao quá', false],
    ] as const) {
      const { opened: current } = await kept({ categoryId }, first);
      const offer = await offered({ categoryId, text: second });
      expect([second, offer?.caseId]).toEqual([second, isSame ? current.id : undefined]);
      await closeIt(current.id);
    }
  });

  it('tells nothing but what the question needs', async () => {
    const { opened: current } = await kept({
      reporter: { personId: 'p-known', isHidden: false, name: 'Hoa', isOnBehalf: false },
    });
    const offer = await offered();
    expect(Object.keys(offer ?? {}).toSorted()).toEqual(
      ['caseId', 'categoryId', 'endedAt', 'reporters', 'since', 'unitId'].toSorted(),
    );
    await closeIt(current.id);
  });

  it('is found in the next village within 250 m of a pin', async () => {
    const pin = { latitude: 21.5, longitude: 105.6 };
    const near = { latitude: 21.5015, longitude: 105.6 };
    const { opened: current } = await kept({ place: { unitId: 'TD-DT-02', pin } });
    expect(await offered({ pin: near })).toMatchObject({ caseId: current.id });
    expect(await offered({ pin: { latitude: 21.504, longitude: 105.6 } })).toBeUndefined();
    await closeIt(current.id);
  });

  const ACCUSING = `ông trưởng thôn ăn tiền làm đường, ${WORDS}`;
  it.each([
    ['accuses somebody in office', {}, ACCUSING],
    ['tells of a quarrel', {}, `${WORDS}, nhà hàng xóm cãi nhau`],
    ['tells of danger', { urgency: 'emergency' }, WORDS],
    ['is about a household', { categoryId: 'hoa-giai' }, WORDS],
    ['is a question', { kind: 'hoi-dap' }, WORDS],
  ] as const)('is never a case that %s', async (_what, fields, text) => {
    const { opened: current } = await kept(fields, text);
    for (const categoryId of ['duong', 'hoa-giai'] as const)
      expect(await offered({ categoryId })).toBeUndefined();
    await closeIt(current.id);
  });

  it('is never sought for words that accuse, quarrel or tell of danger', async () => {
    const { opened: current } = await kept();
    for (const text of [ACCUSING, `${WORDS}, hàng xóm cãi nhau`, `${WORDS}, có người bị vùi lấp`])
      expect(await offered({ text })).toBeUndefined();
    expect(await offered({ urgency: 'emergency' })).toBeUndefined();
    await closeIt(current.id);
  });
});

describe('a case that its reporter chose to follow another', () => {
  const member = { type: 'cadre', cadreId: 'TD-DT-01-1', unitId: 'TD-DT-01' } as const;

  it('opens again what was answered, with the new words', async () => {
    const { office } = opened;
    const { villager, opened: first } = await kept();
    await office.work();
    for (const action of [
      { type: 'accept' },
      { type: 'resolve', words: 'Đã vá', files: [] },
    ] as const)
      await changeCase(office.deps, first.id, { eventId: action.type, actor: member, action });
    expect(await offered()).toMatchObject({ caseId: first.id, endedAt: office.clock.now() });
    const { villager: second, opened: own } = await kept({ joinsId: first.id }, 'Lại sụt rồi');
    await office.work();
    expect(await reload(office, first.id)).toMatchObject({ status: 'waiting', reopenedCount: 1 });
    expect(await reload(office, own.id)).toMatchObject({ mergedIntoId: first.id });
    expect(villager.transcript()).toContain('có người cùng báo thấy chưa ổn');
    expect(second.transcript()).toContain('Bây giờ: chờ nhận việc');
    await closeIt(first.id);
  });

  it('goes its own way when that one has ended otherwise meanwhile', async () => {
    const { office } = opened;
    const { opened: first } = await kept();
    await office.work();
    await closeIt(first.id);
    const { opened: own } = await kept({ joinsId: first.id });
    await office.work();
    expect(await reload(office, own.id)).toMatchObject({
      status: 'waiting',
      teamUnitId: 'TD-DT-01',
    });
    await closeIt(own.id);
  });

  it('is joined once, however often a crash has it placed again, and not again once parted', async () => {
    const { office } = opened;
    const { opened: first } = await kept();
    const { opened: own } = await kept({ joinsId: first.id });
    office.loseHints();
    office.clock.advance(1);
    await office.sweep();
    await office.sweep();
    expect((await reload(office, first.id)).joined).toHaveLength(1);
    const split = {
      eventId: 'split',
      actor: { type: 'system' },
      action: { type: 'split' },
    } as const;
    await changeCase(office.deps, own.id, split);
    await office.sweep();
    expect((await reload(office, first.id)).joined).toBeUndefined();
    expect(await reload(office, own.id)).toMatchObject({ status: 'waiting' });
    await closeIt(first.id);
    await closeIt(own.id);
  });
});

describe('merging', () => {
  const block = { type: 'cadre', cadreId: 'TD-DT-1', unitId: 'TD-DT' } as const;
  const merge = (caseId: string, intoId: string, actor = block) =>
    changeCase(opened.office.deps, caseId, {
      eventId: `merge-${caseId}-${intoId}-${opened.office.deps.ids.next()}`,
      actor,
      action: { type: 'merge', intoId },
    });

  it('of two into each other at once leaves one of them open', async () => {
    const { office } = opened;
    const [{ opened: one }, { opened: two }] = [await kept(), await kept()];
    await office.work();
    await Promise.all([merge(one.id, two.id), merge(two.id, one.id)]);
    office.clock.advance(1);
    await office.sweep();
    await office.sweep();
    const after = await Promise.all([one, two].map(({ id }) => reload(office, id)));
    expect(after.some(({ status }) => status === 'waiting')).toBe(true);
    const followers = after.filter(({ status }) => status === 'merged');
    const known = after.flatMap(({ joined = [] }) => joined.map(({ caseId }) => caseId));
    expect(known).toEqual(followers.map(({ id }) => id));
    await Promise.all(after.map(({ id }) => closeIt(id)));
  });

  it('into a case that follows another reaches that one, and the outcome reaches everybody', async () => {
    const { office } = opened;
    const [first, second, third] = [await kept(), await kept(), await kept()];
    await office.work();
    await merge(third.opened.id, second.opened.id);
    await merge(second.opened.id, first.opened.id);
    expect((await reload(office, first.opened.id)).joined?.[0]).toMatchObject({ reporters: 2 });
    expect(await merge(first.opened.id, third.opened.id)).toMatchObject({ reason: 'not-now' });
    await closeIt(first.opened.id);
    await office.work();
    for (const { villager, opened: own } of [first, second, third])
      expect(villager.count(new RegExp(`Việc ${own.code}: .* không xử lý được`))).toBe(1);
  });

  it('is for a coordinator of both, and never of a quarrel or an accusation', async () => {
    const { office } = opened;
    const [here, there] = [await kept(), await kept({ place: { unitId: 'TD-BL-01' } })];
    const quarrel = await kept({ categoryId: 'hoa-giai' });
    const accusing = await kept({ marks: ['about-official'] });
    await office.work();
    expect(await merge(accusing.opened.id, here.opened.id)).toMatchObject({ reason: 'not-now' });
    expect(await merge(here.opened.id, accusing.opened.id)).toMatchObject({ reason: 'not-now' });
    expect(await merge(here.opened.id, there.opened.id)).toMatchObject({ reason: 'not-allowed' });
    expect(await merge(quarrel.opened.id, here.opened.id)).toMatchObject({ reason: 'not-now' });
    expect(await merge(here.opened.id, quarrel.opened.id)).toMatchObject({ reason: 'not-now' });
  });
});
