import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { atOnce, useTestStore } from './open.ts';
import { randomFields } from './random-case.ts';
import { assignedCase, event, hours, minutes, notify, putTimer, sampleCase } from './samples.ts';

const opened = useTestStore();

let count = 0;
/** A case with an id and code of its own, kept already. */
async function kept(fields: Partial<Case> = {}): Promise<Case> {
  count += 1;
  const made = sampleCase(`kept${count}`, fields);
  expect(await opened.store.cases.insert(made)).toBe('inserted');
  return made;
}

describe('a new case', () => {
  it('comes back as it was, found by its id or its code in any spelling', async () => {
    const made = sampleCase('whole', {
      code: 'LL-4827',
      files: [{ id: 'f', mediaType: 'image/jpeg', sizeBytes: 10, name: 'a.jpg' }],
      pending: [notify('n'), putTimer('t')],
      acceptDueAt: hours(8),
    });
    expect(await opened.store.cases.insert(made)).toBe('inserted');
    expect(await opened.other.cases.load('whole')).toEqual(made);
    for (const typed of ['whole', 'LL-4827', 'll 4827', 'll4827', ' LL.4827 '])
      expect(await opened.store.cases.find(typed)).toEqual(made);
  });

  it('is unknown under any other id or code', async () => {
    expect(await opened.store.cases.load('nothing')).toBeUndefined();
    for (const typed of ['XX-0000', '', '---'])
      expect(await opened.store.cases.find(typed)).toBeUndefined();
  });

  it('is opened once when the same draft is opened eight times at once', async () => {
    const outcomes = await atOnce(8, (index) =>
      (index % 2 === 0 ? opened.store : opened.other).cases.insert(
        sampleCase('draft', { code: `DR-${index}` }),
      ),
    );
    expect(outcomes.toSorted()).toEqual([...Array.from({ length: 7 }, () => 'exists'), 'inserted']);
  });

  it('never shares a code, not even when eight take it at once', async () => {
    const outcomes = await atOnce(8, (index) =>
      (index % 2 === 0 ? opened.store : opened.other).cases.insert(
        sampleCase(`coded-${index}`, { code: index % 2 === 0 ? 'TT-1111' : 'tt1111' }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'inserted')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'code-taken')).toHaveLength(7);
  });
});

describe('a step', () => {
  it('is written whole: fields, history and what it owes', async () => {
    const before = await kept({
      pending: [notify('n')],
      pausedAt: minutes(1),
      escalatedToId: 'block',
    });
    const { pausedAt: _paused, escalatedToId: _escalated, ...rest } = before;
    const after: Case = {
      ...rest,
      status: 'waiting',
      ownerUnitId: 'luc-lieu',
      teamUnitId: 'luc-lieu',
      acceptDueAt: hours(8),
      history: [...before.history, event('assign-1', { type: 'assign', unitId: 'luc-lieu' })],
      pending: [...before.pending, putTimer('t')],
    };
    expect(await opened.store.cases.commit(before, after)).toBe(true);
    expect(await opened.store.cases.load(before.id)).toEqual({ ...after, version: 1 });
  });

  it('is written once when ten decide from the same moment', async () => {
    const before = await kept();
    const written = await atOnce(10, (index) =>
      (index % 2 === 0 ? opened.store : opened.other).cases.commit(before, {
        ...before,
        history: [...before.history, event(`step-${index}`, { type: 'accept' })],
      }),
    );
    expect(written.filter(Boolean)).toHaveLength(1);
    const after = await opened.store.cases.load(before.id);
    expect(after?.history).toHaveLength(2);
    expect(after?.version).toBe(1);
  });

  it('does not bring back what was carried out meanwhile, nor lose what was added', async () => {
    const { cases } = opened.store;
    const before = await kept({ pending: [notify('old')] });
    await cases.clearPending(before.id, 'old');
    await cases.addPending(before.id, [notify('added')]);
    await cases.commit(before, { ...before, pending: [...before.pending, notify('new')] });
    expect((await cases.load(before.id))?.pending).toEqual([notify('added'), notify('new')]);
  });

  it('keeps a timer that is moved while the earlier time of it is still owed', async () => {
    const { cases } = opened.store;
    const before = await kept({ pending: [putTimer('t', { dueAt: hours(1) })] });
    const moved = putTimer('t', { dueAt: hours(2) });
    await cases.commit(before, { ...before, pending: [...before.pending, moved] });
    expect((await cases.load(before.id))?.pending.at(-1)).toEqual(moved);
  });

  it('is refused for a case that does not exist', async () => {
    const before = sampleCase('never');
    expect(await opened.store.cases.commit(before, before)).toBe(false);
  });

  it('leaves exactly the case it decided, whatever it changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(randomFields, { minLength: 1, maxLength: 4 }), async (changes) => {
        let current = await kept();
        for (const fields of changes) {
          // The store compares by version, so an absent field must vanish, not stay from before.
          const { id, code, version } = current;
          const history = [...current.history, ...(fields.history ?? [])].map((one, index) => ({
            ...one,
            id: `e${index}`,
          }));
          const renamed = current.history.map((one, index) => ({ ...one, id: `e${index}` }));
          const after = sampleCase(id, {
            ...fields,
            code,
            history: [...current.history, ...history.slice(renamed.length)],
          });
          expect(await opened.store.cases.commit(current, after)).toBe(true);
          current = { ...after, version: version + 1 };
          expect(await opened.store.cases.load(id)).toEqual(current);
        }
      }),
      { numRuns: 30 },
    );
  });
});

const isUnsettled = async ({ id }: Case, olderThan: Date): Promise<boolean> =>
  (await opened.store.cases.unsettled(olderThan, 1_000)).includes(id);

describe('what a step owes', () => {
  it('stays pending until it is carried out, notices and timers by their keys', async () => {
    const { cases } = opened.store;
    const made = await kept({ pending: [notify('n'), putTimer('t')] });
    expect(await isUnsettled(made, minutes(1))).toBe(true);
    expect(await isUnsettled(made, minutes(0))).toBe(false);
    await cases.clearPending(made.id, 'n');
    expect((await cases.load(made.id))?.pending).toEqual([putTimer('t')]);
    await cases.clearPending(made.id, 't');
    await cases.clearPending(made.id, 't');
    expect((await cases.load(made.id))?.pending).toEqual([]);
    expect(await isUnsettled(made, minutes(1))).toBe(false);
  });

  it('is added once, however many add the same at once', async () => {
    const made = await kept();
    await atOnce(6, (index) =>
      (index % 2 === 0 ? opened.store : opened.other).cases.addPending(made.id, [
        notify('n'),
        putTimer('t'),
      ]),
    );
    const { pending } = (await opened.store.cases.load(made.id)) ?? made;
    expect(pending).toHaveLength(2);
    expect(await isUnsettled(made, minutes(-60))).toBe(true);
  });

  it('is not forgotten when more is added while the last of it is cleared', async () => {
    for (let round = 0; round < 10; round += 1) {
      const made = await kept({ pending: [notify('n')] });
      await Promise.all([
        opened.store.cases.clearPending(made.id, 'n'),
        opened.other.cases.addPending(made.id, [notify('m')]),
      ]);
      expect(await isUnsettled(made, minutes(1))).toBe(true);
      await opened.store.cases.clearPending(made.id, 'm');
      expect(await isUnsettled(made, minutes(1))).toBe(false);
    }
  });
});

describe('a case that triage never saw', () => {
  it('is found oldest first until somebody places or holds it', async () => {
    const { cases } = opened.store;
    const later = await kept({ sentAt: hours(-10_001) });
    const earlier = await kept({ sentAt: hours(-10_002) });
    const third = await kept({ sentAt: hours(-10_000) });
    expect(await cases.untriaged(hours(-10_000), 10)).toEqual([earlier.id, later.id]);
    expect(await cases.untriaged(hours(-9_999), 2)).toEqual([earlier.id, later.id]);
    await cases.commit(earlier, assignedCase(earlier.id, 'luc-lieu', { code: earlier.code }));
    const held = event('hold-1', { type: 'hold', ownerUnitId: 'block' });
    await cases.commit(later, { ...later, history: [...later.history, held] });
    expect(await cases.untriaged(hours(-9_999), 10)).toEqual([third.id]);
    await cases.postponeTriage([third.id], hours(0));
    expect(await cases.untriaged(hours(-9_999), 10)).toEqual([]);
  });

  it('is still unseen when the citizen only adds words', async () => {
    const { cases } = opened.store;
    const made = await kept({ sentAt: hours(-20_000) });
    const added = event('add-1', { type: 'add', words: 'Thêm ảnh', files: [] });
    await cases.commit(made, { ...made, history: [...made.history, added] });
    expect(await cases.untriaged(hours(-19_999), 10)).toEqual([made.id]);
  });
});

describe('the count of cases nobody owns', () => {
  it('is zero, and tells of a row without an owner', async () => {
    expect(await opened.store.cases.ownerless()).toBe(0);
    await kept({ ownerUnitId: '' });
    expect(await opened.store.cases.ownerless()).toBe(1);
  });
});
