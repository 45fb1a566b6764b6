import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import type { Figures } from '../../src/domain/figures.ts';
import { isAcceptedLate, isOpen, isOverdue } from '../../src/domain/status.ts';
import { useTestStore } from './open.ts';
import { randomCases, randomScope } from './random-case.ts';
import { assignedCase, hours, minutes, NOW, sampleCase } from './samples.ts';

const opened = useTestStore();

let sets = 0;
/** Cases and units under names of their own, so that the cases of other tests are out of scope. */
function apart(all: readonly Case[], scope: readonly string[]) {
  sets += 1;
  const own = (name: string): string => `${name}-set${sets}`;
  const renamed = all.map((one) => ({
    ...one,
    id: own(one.id),
    code: own(one.code),
    ownerUnitId: own(one.ownerUnitId),
    ...(one.teamUnitId === undefined ? {} : { teamUnitId: own(one.teamUnitId) }),
    ...(one.escalatedToId === undefined ? {} : { escalatedToId: own(one.escalatedToId) }),
  }));
  return { all: renamed, scope: scope.map(own) };
}

const keep = async (all: readonly Case[]): Promise<void> => {
  await Promise.all(all.map((one) => opened.store.cases.insert(one)));
};

const ids = (cases: readonly Case[]): readonly string[] => cases.map(({ id }) => id);

const isIn = (unitIds: readonly string[], unitId: string | undefined): boolean =>
  unitId !== undefined && unitIds.includes(unitId);

const isHeldBy = (one: Case, unitIds: readonly string[]): boolean =>
  isIn(unitIds, one.ownerUnitId) || isIn(unitIds, one.teamUnitId);

const isTeamWork = (one: Case, unitIds: readonly string[]): boolean =>
  isOpen(one.status) && one.status !== 'triage' && isHeldBy(one, unitIds);

const isWorry = (one: Case, unitIds: readonly string[]): boolean =>
  (one.status === 'triage' && isIn(unitIds, one.ownerUnitId)) ||
  (one.status === 'waiting' &&
    one.acceptDueAt !== undefined &&
    one.acceptDueAt < NOW &&
    isHeldBy(one, unitIds)) ||
  (isOpen(one.status) && isIn(unitIds, one.escalatedToId));

const isInScope = (one: Case, unitIds: readonly string[]): boolean =>
  isHeldBy(one, unitIds) || isIn(unitIds, one.escalatedToId);

function recount(all: readonly Case[], unitIds: readonly string[], startOfToday: Date): Figures {
  // What follows another case is counted there.
  const scope = all.filter((one) => one.status !== 'merged' && isInScope(one, unitIds));
  const count = (holds: (one: Case) => boolean): number => scope.filter(holds).length;
  return {
    open: count(({ status }) => isOpen(status)),
    newToday: count(({ sentAt }) => sentAt >= startOfToday),
    unaccepted: count(({ status }) => status === 'triage' || status === 'waiting'),
    overdue: count((one) => isOverdue(one, NOW)),
    acceptedLate: count(isAcceptedLate),
    answered: count(({ status }) => ['answered', 'confirmed', 'unconfirmed'].includes(status)),
    confirmed: count(({ status }) => status === 'confirmed'),
    reopened: count(({ reopenedCount }) => reopenedCount > 0),
    declined: count(({ status }) => status === 'declined'),
  };
}

describe('lists and figures over any cases', () => {
  it('agree with a slow recount', async () => {
    await fc.assert(
      fc.asyncProperty(randomCases(25), randomScope, async (drawn, units) => {
        const { cases } = opened.store;
        const { all, scope } = apart(drawn, units);
        await keep(all);
        const expected = (belongs: (one: Case, unitIds: readonly string[]) => boolean) =>
          ids(all.filter((one) => belongs(one, scope))).toSorted();
        const team = await cases.inbox('team', scope, NOW, 100);
        const block = await cases.inbox('block', scope, NOW, 100);
        const overdue = await cases.overdue(scope, NOW, 100);
        expect(ids(team).toSorted()).toEqual(expected(isTeamWork));
        expect(ids(block).toSorted()).toEqual(expected(isWorry));
        expect(ids(overdue).toSorted()).toEqual(
          expected((one, unitIds) => isInScope(one, unitIds) && isOverdue(one, NOW)),
        );
        expect(await cases.figures(scope, NOW, minutes(-100))).toEqual(
          recount(all, scope, minutes(-100)),
        );
      }),
      { numRuns: 30 },
    );
  });
});

describe('an inbox', () => {
  it('puts emergencies first, then what is due soonest, and what has no limit last', async () => {
    await keep([
      assignedCase('no-limit', 'team', {
        status: 'working',
        resolveDueAt: hours(0),
        kind: 'hien-ke',
      }),
      assignedCase('unaccepted', 'team', { acceptDueAt: minutes(30) }),
      assignedCase('soon', 'team', {
        status: 'working',
        resolveDueAt: hours(1),
        acceptDueAt: hours(9),
      }),
      assignedCase('danger', 'team', { urgency: 'emergency', acceptDueAt: hours(9) }),
    ]);
    const { resolveDueAt: _limit, ...unlimited } = assignedCase('no-limit', 'team', {
      status: 'working',
    });
    await opened.store.cases.commit(assignedCase('no-limit', 'team'), unlimited);
    expect(ids(await opened.store.cases.inbox('team', ['team'], NOW, 10))).toEqual([
      'danger',
      'unaccepted',
      'soon',
      'no-limit',
    ]);
    expect(ids(await opened.store.cases.inbox('team', ['team'], NOW, 2))).toEqual([
      'danger',
      'unaccepted',
    ]);
  });
});

describe('what is overdue', () => {
  it('is not a case whose clock was stopped at its limit, but one that was late before', async () => {
    const asked = { status: 'needs-info', resolveDueAt: hours(-1) } as const;
    await keep([
      assignedCase('in-time', 'asking-team', { ...asked, pausedAt: hours(-1) }),
      assignedCase('too-late', 'asking-team', { ...asked, pausedAt: minutes(-59) }),
    ]);
    const overdue = await opened.store.cases.overdue(['asking-team'], NOW, 10);
    expect(ids(overdue)).toEqual(['too-late']);
  });

  it('is told longest overdue first, as many as wanted', async () => {
    await keep([
      assignedCase('one-hour', 'late-team', { resolveDueAt: hours(-1) }),
      assignedCase('three-hours', 'late-team', { resolveDueAt: hours(-3) }),
      assignedCase('two-hours', 'late-team', { resolveDueAt: hours(-2) }),
    ]);
    expect(ids(await opened.store.cases.overdue(['late-team'], NOW, 2))).toEqual([
      'three-hours',
      'two-hours',
    ]);
  });
});

const by = (personId: string) => ({ personId, isHidden: true, isOnBehalf: false });

describe('the cases of a person', () => {
  it('are told newest first, as many as wanted, and nobody else’s', async () => {
    await keep([
      sampleCase('old', { sentAt: hours(-2), reporter: by('villager-1') }),
      sampleCase('new', { sentAt: hours(-1), reporter: by('villager-1') }),
      sampleCase('older', { sentAt: hours(-3), reporter: by('villager-1') }),
      sampleCase('other', { reporter: by('villager-2') }),
    ]);
    expect(ids(await opened.store.cases.ofPerson('villager-1', 2))).toEqual(['new', 'old']);
    expect(ids(await opened.store.cases.ofPerson('villager-2', 9))).toEqual(['other']);
  });
});
