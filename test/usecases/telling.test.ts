import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { changeCase } from '../../src/usecases/change-case.ts';
import { triageCase } from '../../src/usecases/triage-case.ts';
import { useOffice } from './office.ts';
import { inVillage, reload, report } from './reports.ts';
import { changeCadre } from './rows.ts';

const opened = useOffice();

describe('placing', () => {
  it('gives a concern with a known village to its team', async () => {
    const { opened: current } = await report(opened.office, 'đường sụt', inVillage('TD-DT-12'));
    await opened.office.follow();
    expect(await reload(opened.office, current.id)).toMatchObject({
      status: 'waiting',
      ownerUnitId: 'TD-DT-12',
      categoryId: 'duong',
    });
  });

  it('asks the citizen when the name means several villages, and the block holds it meanwhile', async () => {
    const { villager, opened: current } = await report(
      opened.office,
      'cột điện nghiêng ở thôn Tân Lập',
    );
    await opened.office.work();
    const held = await reload(opened.office, current.id);
    expect(held.status).toBe('triage');
    expect(held.place.candidateIds?.length).toBeGreaterThan(1);
    const asked = villager
      .heard()
      .find(({ choices }) => choices.some(({ label }) => /Tân Lập/.test(label)));
    expect(asked).toBeDefined();
  });

  it('leaves what nobody can place to the people on duty', async () => {
    const duty = await opened.office.member('PT-truc-1');
    const { opened: current } = await report(opened.office, 'cái này hỏng rồi');
    await opened.office.work();
    expect(await reload(opened.office, current.id)).toMatchObject({
      status: 'triage',
      ownerUnitId: 'PT',
    });
    expect(duty.count(new RegExp(current.code))).toBe(1);
  });

  it('happens although the citizen has said more of it meanwhile', async () => {
    const { office } = opened;
    const { opened: current } = await report(opened.office, 'đường sụt', inVillage('TD-DT-11'));
    await changeCase(office.deps, current.id, {
      eventId: 'more',
      actor: { type: 'citizen', personId: current.reporter.personId },
      action: { type: 'add', words: 'sụt thêm rồi', files: [] },
    });
    await office.follow();
    expect(await reload(opened.office, current.id)).toMatchObject({ teamUnitId: 'TD-DT-11' });
  });

  it('happens once, however often it is asked', async () => {
    const { office } = opened;
    const { opened: current } = await report(opened.office, 'đường sụt', inVillage('TD-DT-12'));
    await Promise.all([1, 2, 3].map(() => triageCase(office.deps, current.id)));
    await triageCase(office.deps, current.id);
    await triageCase(office.deps, 'no-such-case');
    const { history } = await reload(opened.office, current.id);
    expect(history.map(({ action }) => action.type)).toEqual(['open', 'assign']);
  });

  it('takes the citizen’s own village for a hint only with the consent to remember it', async () => {
    const { office } = opened;
    const place = async (granted: boolean): Promise<Case> => {
      const { villager, opened: current } = await report(
        opened.office,
        'điện ở thôn Tân Lập chập chờn',
      );
      const personId = (await office.store.conversations.load(villager.chat))?.personId ?? '';
      const at = office.clock.now();
      const consent = {
        purpose: 'remember',
        granted,
        at,
        channel: 'web',
        textVersion: '1',
      } as const;
      await office.store.people.recordConsent(personId, consent);
      await office.store.people.rememberHome(personId, 'TD-DT-11');
      await office.follow();
      return reload(opened.office, current.id);
    };
    expect(await place(true)).toMatchObject({ teamUnitId: 'TD-DT-11' });
    expect(await place(false)).toMatchObject({ status: 'triage' });
  });
});

describe('a notice', () => {
  it('to a team of whom nobody joined climbs to the block, and from there to the people on duty', async () => {
    const { office } = opened;
    const duty = await office.member('PT-truc-2');
    const { opened: first } = await report(opened.office, 'đường sụt', inVillage('TD-DT-01'));
    await office.work();
    expect(duty.count(new RegExp(first.code))).toBe(1);
    const block = await office.member('TD-DT-1');
    const { opened: second } = await report(opened.office, 'cầu gãy', inVillage('TD-DT-01'));
    await office.work();
    expect(block.count(new RegExp(second.code))).toBe(1);
    expect(duty.count(new RegExp(second.code))).toBe(0);
    const team = await office.member('TD-DT-01-1');
    const { opened: third } = await report(opened.office, 'mương lở', inVillage('TD-DT-01'));
    await office.work();
    expect(team.count(new RegExp(third.code))).toBe(1);
    expect(block.count(new RegExp(third.code))).toBe(0);
  });

  it('that reaches nobody at all is in the log, and the case keeps its owner', async () => {
    const { office } = opened;
    const { opened: current } = await report(opened.office, 'đường sụt', {
      ...inVillage('TD-DT-12'),
      reporter: { personId: 'nobody-1', isHidden: true, isOnBehalf: false },
    });
    await office.work();
    expect(office.events('notice.unreachable').at(-1)).toMatchObject({
      caseId: current.id,
      kind: 'placed',
    });
    expect(await reload(opened.office, current.id)).toMatchObject({
      ownerUnitId: 'TD-DT-12',
      pending: [],
    });
  });

  it('for somebody absent goes to the deputy, and back afterwards', async () => {
    const { office } = opened;
    const [head, deputy] = [await office.member('TD-DT-02-1'), await office.member('TD-DT-02-2')];
    const { uri } = office.database;
    await changeCadre(uri, 'TD-DT-02-2', {
      positions: [{ unitId: 'TD-DT-03', roleId: 'team-head', validity: {} }],
    });
    await changeCadre(uri, 'TD-DT-02-1', { absences: [{ from: '2026-11-20', to: '2026-11-30' }] });
    const { opened: during } = await report(opened.office, 'đường sụt', inVillage('TD-DT-02'));
    await office.work();
    expect([head, deputy].map((each) => each.count(new RegExp(during.code)))).toEqual([0, 1]);
    await changeCadre(uri, 'TD-DT-02-1', { absences: [{ to: '2026-11-24' }] });
    const { opened: after } = await report(opened.office, 'cầu gãy', inVillage('TD-DT-02'));
    await office.work();
    expect([head, deputy].map((each) => each.count(new RegExp(after.code)))).toEqual([1, 0]);
  });

  it('for the cadre in charge goes to the team when that cadre has left', async () => {
    const { office } = opened;
    const [gone, colleague] = [
      await office.member('TD-DT-04-1'),
      await office.member('TD-DT-04-2'),
    ];
    const { opened: current } = await report(opened.office, 'đường sụt', inVillage('TD-DT-04'));
    await office.work();
    await changeCase(office.deps, current.id, {
      eventId: 'accepted',
      actor: { type: 'cadre', cadreId: 'TD-DT-04-1', unitId: 'TD-DT-04' },
      action: { type: 'accept' },
    });
    await changeCadre(office.database.uri, 'TD-DT-04-1', { positions: [], isRetired: true });
    const before = gone.heard().length;
    await changeCase(office.deps, current.id, {
      eventId: 'more',
      actor: { type: 'citizen', personId: current.reporter.personId },
      action: { type: 'add', words: 'vẫn chưa thấy ai', files: [] },
    });
    await office.work();
    expect(gone.heard()).toHaveLength(before);
    expect(colleague.heard().at(-1)?.words).toContain('vẫn chưa thấy ai');
  });

  it('of danger reaches the people on duty before anything was confirmed', async () => {
    const { office } = opened;
    const duty = await office.member('PT-truc-1');
    const villager = office.newcomer();
    await villager.says('cứu với, thôn lục liễu có người bị nước lũ cuốn trôi');
    expect(duty.heard().at(-1)?.words).toMatch(/cuốn trôi/);
    expect(await villager.cases()).toEqual([]);
  });
});
