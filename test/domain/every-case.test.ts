import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case, CaseAction, CaseDraft } from '../../src/domain/case.ts';
import { CATEGORIES } from '../../src/domain/category.ts';
import { IllegalTransition } from '../../src/domain/errors.ts';
import { fireTimer } from '../../src/domain/escalation.ts';
import { isFinal, isOpen, transition } from '../../src/domain/lifecycle.ts';
import { standingUnits } from '../../src/domain/succession.ts';
import type { Timer } from '../../src/domain/timer.ts';
import { actorOf, at, DIRECTORY, local, MONDAY, open, SYSTEM, timersIn } from './village.ts';

const HOUR_MS = 3_600_000;
const VILLAGES = ['A1', 'A2', 'B1'];
const unitIds = fc.constantFrom(...VILLAGES, 'A', 'B', 'P');
const places = fc.constantFrom<CaseDraft['place'][]>(
  {},
  { unitId: 'A1' },
  { unitId: 'A4' },
  { unitId: 'GONE' },
  { withinId: 'C' },
  { candidateIds: ['A1', 'B1'] },
  { candidateIds: ['A1', 'A2'] },
);

const drafts: fc.Arbitrary<Partial<CaseDraft>> = fc.record({
  kind: fc.constantFrom('phan-anh' as const, 'hien-ke' as const, 'hoi-dap' as const),
  categoryId: fc.constantFrom(...CATEGORIES),
  urgency: fc.constantFrom('normal', 'normal', 'soon', 'soon', 'emergency'),
  place: places,
});

const said = { words: 'lời', files: [] };
/** What a good life is made of comes as often as everything else together. */
const actions: fc.Arbitrary<CaseAction> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom<CaseAction[]>(
      { type: 'assign', unitId: 'A1' },
      { type: 'accept' },
      { type: 'resolve', ...said },
      { type: 'reopen', words: '' },
    ),
  },
  {
    weight: 5,
    arbitrary: fc.constantFrom<CaseAction[]>(
      { type: 'return', words: '' },
      { type: 'ask', words: '' },
      { type: 'reply', ...said },
      { type: 'add', ...said },
      { type: 'progress', ...said },
      { type: 'hand-over', cadreId: 'cadre-2' },
      { type: 'recategorise', categoryId: 'dat-dai' },
      { type: 'forward', to: 'Điện lực', words: '' },
      { type: 'forward', to: 'Công an', words: '' },
      { type: 'decline', reason: 'unclear', words: '' },
      { type: 'confirm' },
      { type: 'rate', stars: 1 },
      { type: 'withdraw' },
      { type: 'merge', intoId: 'c2' },
      { type: 'split' },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.record({ type: fc.constant('assign' as const), unitId: unitIds }),
      fc.record({
        type: fc.constant('hold' as const),
        ownerUnitId: unitIds,
        categoryId: fc.constantFrom(...CATEGORIES),
      }),
    ),
  },
);

interface LifeStep {
  readonly hours: number;
  /** The first of these that is possible is done. */
  readonly wishes: readonly CaseAction[];
  /** The sweep was down meanwhile, so that everything fires late. */
  readonly isSweepLate: boolean;
}

/** Some hours, mostly few, and then somebody does something. */
const lives: fc.Arbitrary<readonly LifeStep[]> = fc.array(
  fc.record({
    hours: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 200 })),
    wishes: fc.array(actions, { minLength: 1, maxLength: 6 }),
    isSweepLate: fc.boolean(),
  }),
  { maxLength: 12 },
);

/** Due rows as the store keeps them: putting one again moves it, a fired one stays fired until moved. */
class Rows {
  readonly #rows = new Map<string, { readonly timer: Timer; readonly isFired: boolean }>();

  put(timers: readonly Timer[]): void {
    for (const timer of timers) {
      const known = this.#rows.get(timer.id);
      if (known?.timer.dueAt.getTime() === timer.dueAt.getTime()) continue;
      this.#rows.set(timer.id, { timer, isFired: false });
    }
  }

  waiting(): readonly Timer[] {
    return [...this.#rows.values()]
      .filter(({ isFired }) => !isFired)
      .map(({ timer }) => timer)
      .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  }

  takeDue(now: Date): Timer | undefined {
    const timer = this.waiting().find(({ dueAt }) => dueAt <= now);
    if (timer !== undefined) this.#rows.set(timer.id, { timer, isFired: true });
    return timer;
  }
}

/** One case, its due rows and the sweep. */
class Life {
  readonly rows = new Rows();
  readonly keys: string[] = [];
  /** Whether a line of the history was ever changed. */
  isRewritten = false;
  current: Case;
  now: Date;

  constructor(draft: Partial<CaseDraft>) {
    this.now = local(MONDAY);
    this.current = open(draft, at(this.now));
    this.#carryOut(this.current.pending);
  }

  do(action: CaseAction, eventId: string, actor = actorOf(action)): void {
    const change = transition(this.current, { eventId, actor, action }, at(this.now));
    this.isRewritten ||= this.current.history.some(
      (event, index) => event !== change.after.history[index],
    );
    this.current = change.after;
    this.#carryOut(change.effects);
  }

  tryOneOf(wishes: readonly CaseAction[], eventId: string): void {
    for (const wish of wishes) {
      try {
        this.do(wish, eventId);
        return;
      } catch (error) {
        if (!(error instanceof IllegalTransition)) throw error;
      }
    }
  }

  sweepUntil(end: Date, isLate: boolean): void {
    if (isLate) this.now = end;
    for (let due = this.rows.takeDue(end); due !== undefined; due = this.rows.takeDue(end)) {
      if (due.dueAt > this.now) this.now = due.dueAt;
      const firing = fireTimer(due, this.current, at(this.now));
      if (firing.action !== undefined) this.do(firing.action, due.id, SYSTEM);
      this.keys.push(...firing.notices.map(({ key }) => key));
      this.rows.put(firing.timers);
    }
    this.now = end;
  }

  #carryOut(effects: Case['pending']): void {
    this.rows.put(timersIn({ effects }));
    for (const effect of effects) if (effect.type === 'notify') this.keys.push(effect.notice.key);
  }
}

const live = (draft: Partial<CaseDraft>, steps: readonly LifeStep[]): Life => {
  const life = new Life(draft);
  for (const [index, { hours, wishes, isSweepLate }] of steps.entries()) {
    life.sweepUntil(new Date(life.now.getTime() + hours * HOUR_MS), isSweepLate);
    life.tryOneOf(wishes, `step-${index}`);
    life.sweepUntil(life.now, false);
  }
  return life;
};

const forEveryLife = (check: (life: Life) => void): void =>
  fc.assert(
    fc.property(drafts, lives, (draft, steps) => {
      check(live(draft, steps));
    }),
    { numRuns: 150 },
  );

describe('every case, whatever happens to it', () => {
  it('has an owner that exists', () => {
    forEveryLife(({ current, now }) => {
      const on = at(now).calendar.dateOf(now);
      expect(standingUnits(current.ownerUnitId, DIRECTORY, on)).toContain(current.ownerUnitId);
    });
  });

  it('has a due row ahead that will do something, as long as it is open', () => {
    forEveryLife((life) => {
      // A month in which nobody does anything; an emergency alone would fire thousands of times.
      const idleDays = life.current.urgency === 'emergency' ? 2 : 30;
      life.sweepUntil(new Date(life.now.getTime() + idleDays * 24 * HOUR_MS), false);
      const { current, rows, now } = life;
      const ahead = rows.waiting().filter((timer) => {
        const firing = fireTimer(timer, current, at(timer.dueAt));
        return firing.action !== undefined || firing.notices.length > 0;
      });
      expect(ahead.every(({ dueAt }) => dueAt > now)).toBe(true);
      expect(ahead.length > 0).toBe(!isFinal(current.status));
    });
  });

  it('has a history that adds up to what it is', () => {
    forEveryLife(({ current, isRewritten }) => {
      expect(isRewritten).toBe(false);
      const statuses = current.history.map(({ to }) => to);
      expect(current.history.map(({ from }) => from)).toEqual(['triage', ...statuses.slice(0, -1)]);
      expect(current.status).toBe(statuses.at(-1));
      const reopenings = current.history.filter(({ action }) => action.type === 'reopen');
      expect(current.reopenedCount).toBe(reopenings.length);
      expect(new Set(current.history.map(({ id }) => id)).size).toBe(current.history.length);
    });
  });

  it('keeps only the fields that its status has', () => {
    forEveryLife(({ current }) => {
      const { status } = current;
      expect(current.pausedAt !== undefined).toBe(status === 'needs-info');
      expect(current.resumeStatus !== undefined).toBe(status === 'needs-info');
      expect(current.closedAt !== undefined).toBe(isFinal(status));
      expect(current.mergedIntoId !== undefined).toBe(status === 'merged');
      const { teamUnitId, ownerUnitId } = current;
      expect(teamUnitId === undefined || teamUnitId === ownerUnitId).toBe(true);
      expect(!['waiting', 'working'].includes(status) || teamUnitId !== undefined).toBe(true);
      expect(status !== 'triage' || teamUnitId === undefined).toBe(true);
      expect(isOpen(status) || current.escalatedToId === undefined).toBe(true);
      expect(Object.values(current)).not.toContain(undefined);
    });
  });

  it('never tells anybody the same thing twice', () => {
    forEveryLife(({ keys }) => expect(new Set(keys).size).toBe(keys.length));
  });

  it('comes to an end when nobody does anything after the team has answered or asked', () => {
    forEveryLife((life) => {
      if (!['answered', 'needs-info'].includes(life.current.status)) return;
      life.sweepUntil(new Date(life.now.getTime() + 30 * 24 * HOUR_MS), false);
      expect(['unconfirmed', 'declined']).toContain(life.current.status);
    });
  });
});
