import { afterEach, describe, expect, it } from 'vitest';
import type { Case, CaseAction } from '../../src/domain/case.ts';
import type { StepResult } from '../../src/usecases/apply-step.ts';
import { changeCase } from '../../src/usecases/change-case.ts';
import { settleCase } from '../../src/usecases/settle-case.ts';
import { useOffice, type Speaker } from './office.ts';
import { reload } from './reports.ts';
import { withRows } from './rows.ts';

const opened = useOffice();

afterEach(() => opened.office.database.server?.faults.clear());

interface LessonRow {
  readonly _id: string;
  readonly step: number;
  readonly words?: string;
  readonly place?: object;
  readonly category?: object;
}

const lessons = (): Promise<readonly LessonRow[]> =>
  withRows(opened.office.database.uri, (rows) =>
    rows.collection<LessonRow>('lessons').find().toArray(),
  );

const forgetAll = (): Promise<unknown> =>
  withRows(opened.office.database.uri, (rows) => rows.collection('lessons').deleteMany({}));

const ROAD = 'đường bê tông thôn lục liễu sụt một hố to cạnh nhà ông Nguyễn Văn Tuấn 0912345678';
const NAMELESS = 'đường bê tông thôn {p} sụt một hố to cạnh nhà ông';

/** A villager of whose concerns may be learnt. */
async function teacher(): Promise<Speaker> {
  const villager = opened.office.newcomer();
  await villager.says('quyền riêng tư');
  await villager.presses(/^Giúp máy đọc khá hơn/);
  return villager;
}

/** Sends a concern, chosen by hand as one of another category where one is given. */
async function reports(villager: Speaker, category?: RegExp): Promise<Case> {
  await forgetAll();
  await villager.says(ROAD);
  await villager.tellsApart();
  if (category !== undefined) {
    await villager.presses(/^Sửa$/);
    await villager.presses(/^Loại việc/);
    await villager.presses(category);
  }
  await villager.sendsIt();
  return villager.onlyCase();
}

const TEAM = { type: 'cadre', cadreId: 'TD-DT-12-1', unitId: 'TD-DT-12' } as const;
const BLOCK = { type: 'cadre', cadreId: 'TD-DT-1', unitId: 'TD-DT' } as const;

async function act(
  { id }: Case,
  actor: typeof TEAM | typeof BLOCK,
  action: CaseAction,
): Promise<StepResult> {
  const eventId = opened.office.deps.ids.next();
  const result = await changeCase(opened.office.deps, id, { eventId, actor, action });
  expect(result.status).toBe('done');
  return result;
}

describe('what is learnt of a concern', () => {
  it('is nothing until somebody has settled whether it was read rightly', async () => {
    await reports(await teacher());
    expect(await lessons()).toEqual([]);
  });

  it('is that it was read rightly, once the team has taken it as it was', async () => {
    const current = await reports(await teacher());
    expect(current.reading).toMatchObject({ unitId: 'TD-DT-12', categoryId: 'duong' });
    await act(current, TEAM, { type: 'accept' });
    expect(await lessons()).toMatchObject([
      {
        day: '2026-11-25',
        unitId: 'TD-DT-12',
        communeId: 'TD-DT',
        place: { by: 'accepted', outcome: 'right' },
        category: { by: 'accepted', right: 'duong', outcome: 'right' },
        words: NAMELESS,
      },
    ]);
  });

  it('is the category that the citizen chose instead', async () => {
    await reports(await teacher(), /^Điện/);
    expect(await lessons()).toMatchObject([
      {
        category: { by: 'citizen', read: 'duong', right: 'dien', outcome: 'wrong' },
        words: NAMELESS,
      },
    ]);
  });

  it('is that the place was wrong when the team sends it back, and which is right when the block knows', async () => {
    const current = await reports(await teacher());
    await act(current, TEAM, { type: 'return', words: 'other-village' });
    const [returned] = await lessons();
    expect(returned).toMatchObject({
      place: { by: 'returned', read: 'TD-DT-12', outcome: 'wrong' },
    });
    expect(returned?.words).toBeUndefined();
    await act(current, BLOCK, { type: 'assign', unitId: 'TD-DT-08', categoryId: 'thuy-loi' });
    expect(await lessons()).toMatchObject([
      {
        place: { by: 'cadre', read: 'TD-DT-12', right: 'TD-DT-08', outcome: 'wrong' },
        category: { by: 'cadre', read: 'duong', right: 'thuy-loi', outcome: 'wrong' },
        words: NAMELESS,
      },
    ]);
  });

  it('is the category that the block has put right, and nothing more of the place', async () => {
    const current = await reports(await teacher());
    await act(current, TEAM, { type: 'accept' });
    await act(current, BLOCK, { type: 'recategorise', categoryId: 'thuy-loi' });
    expect(await lessons()).toMatchObject([
      {
        place: { by: 'accepted', read: 'TD-DT-12', right: 'TD-DT-12', outcome: 'right' },
        category: { by: 'cadre', read: 'duong', right: 'thuy-loi', outcome: 'wrong' },
      },
    ]);
  });

  it("is nothing of the place when the team only says that it is another body's matter", async () => {
    const current = await reports(await teacher());
    await act(current, TEAM, { type: 'return', words: 'other-body' });
    expect(await lessons()).toEqual([]);
  });
});

describe('the words of a concern', () => {
  it('are not kept of who was not asked or said no, though the outcome is counted', async () => {
    const current = await reports(opened.office.newcomer(), /^Điện/);
    expect(await lessons()).toMatchObject([{ category: { by: 'citizen', outcome: 'wrong' } }]);
    await act(current, TEAM, { type: 'accept' });
    for (const { words } of await lessons()) expect(words).toBeUndefined();
  });

  it('name neither person, chat, case nor hour', async () => {
    const villager = await teacher();
    const current = await reports(villager, /^Điện/);
    const kept = JSON.stringify(await lessons());
    const traces = [current.id, current.code, current.reporter.personId, villager.chat.chatId];
    for (const trace of [...traces, 'Tuấn', '0912', 'Lục Liễu', 'T01:'])
      expect(kept).not.toContain(trace);
  });

  it('are forgotten when the citizen takes the consent back', async () => {
    const villager = await teacher();
    await reports(villager, /^Điện/);
    expect((await lessons())[0]?.words).toBe(NAMELESS);
    await villager.says('quyền riêng tư');
    await villager.presses(/^Thôi không giúp nữa/);
    expect(await lessons()).toMatchObject([{ category: { right: 'dien' } }]);
    expect((await lessons())[0]?.words).toBeUndefined();
  });

  it('are asked for once, after the second report, and never beside another question', async () => {
    const villager = opened.office.newcomer();
    const asksToLearn = /Cho học không ạ\?/;
    await reports(villager);
    expect(villager.count(asksToLearn)).toBe(0);
    await villager.presses(/^Không cần/);
    for (const words of ['đèn đường thôn lục liễu mất điện', 'rác chất đống ở thôn lục liễu']) {
      await villager.says(words);
      await villager.presses(/^Việc mới$/);
      await villager.sendsIt();
      opened.office.clock.advance(1);
      await opened.office.work();
      if (
        villager
          .heard()
          .at(-1)
          ?.choices.some(({ label }) => label === 'Cho học') === true
      )
        await villager.presses(/^Không$/);
    }
    expect(villager.count(asksToLearn)).toBe(1);
  });
});

describe('a lesson', () => {
  it('is kept once, however often the case is settled', async () => {
    const current = await reports(await teacher());
    await act(current, TEAM, { type: 'accept' });
    const once = await lessons();
    const again = await reload(opened.office, current.id);
    const effects = [{ type: 'learn', key: 'learn-again' }] as const;
    await opened.office.store.cases.addPending(again.id, effects);
    await Promise.all([1, 2, 3].map(() => settleCase(opened.office.deps, current.id)));
    expect(await lessons()).toEqual(once);
  });

  it('is not lost by a crash between the decision and its keeping', async ({ skip }) => {
    const { office } = opened;
    const { server } = office.database;
    if (server === undefined) return skip('needs a server that fails on demand');
    const current = await reports(await teacher());
    const end = server.faults.onCommand(
      (name, body) => name === 'update' && JSON.stringify(body).includes('"lessons"'),
      { code: 'NotWritablePrimary' },
    );
    const step = { eventId: 'crashed', actor: TEAM, action: { type: 'accept' } } as const;
    await expect(changeCase(office.deps, current.id, step)).rejects.toThrow(
      'the store did not answer',
    );
    end();
    expect(await lessons()).toEqual([]);
    office.clock.advance(1);
    await office.sweep();
    expect(await lessons()).toMatchObject([{ place: { by: 'accepted' }, words: NAMELESS }]);
    expect((await reload(office, current.id)).pending).toEqual([]);
  });
});
