import { describe, expect, it } from 'vitest';
import type { Ability } from '../../src/domain/cadre.ts';
import type { Case } from '../../src/domain/case.ts';
import type { ActionType } from '../../src/domain/lifecycle.ts';
import { type CaseAsker, mayAct, maySee, scopeOf } from '../../src/domain/policy.ts';
import { ACTION_TYPES } from '../../src/domain/step.ts';
import { DIRECTORY, open, play, waiting } from './village.ts';

const ON = '2026-03-02';

const grant = (unitId: string, ...abilities: readonly Ability[]) => ({
  position: { unitId, roleId: 'role', validity: {} },
  abilities,
});
const cadre = (unitId: string, ...abilities: readonly Ability[]): CaseAsker => ({
  personId: 'person-of-cadre',
  cadreId: 'cadre-1',
  grants: [grant(unitId, ...abilities)],
});

const REPORTER: CaseAsker = { personId: 'person-1', grants: [] };
const STRANGER: CaseAsker = { personId: 'person-2', grants: [] };

const CASES: Readonly<Record<string, Case>> = {
  'given to A1': waiting(),
  'held by block A': play(open({ place: { withinId: 'A' } }), [{ type: 'hold', ownerUnitId: 'A' }]),
  'held on duty': open({ place: {} }),
  'an emergency in A1': waiting({ urgency: 'emergency' }),
  'given to a village that is A1 today': { ...waiting(), teamUnitId: 'A3', ownerUnitId: 'A3' },
};

const ASKERS: Readonly<Record<string, CaseAsker>> = {
  reporter: REPORTER,
  stranger: STRANGER,
  'work A1': cadre('A1', 'work'),
  'work A2': cadre('A2', 'work'),
  'work A': cadre('A', 'work'),
  'coordinate A1': cadre('A1', 'coordinate'),
  'coordinate A': cadre('A', 'coordinate'),
  'coordinate B': cadre('B', 'coordinate'),
  'coordinate P': cadre('P', 'coordinate'),
  'lead A': cadre('A', 'lead'),
  'lead B': cadre('B', 'lead'),
  'duty A': cadre('A', 'duty'),
  'duty B': cadre('B', 'duty'),
  'duty P': cadre('P', 'duty'),
  'no ability': cadre('A1'),
};

/** R the citizen's own, T the team's, C the coordinator's, D those on duty's, L reading only. */
const RIGHTS: Readonly<Record<string, readonly ActionType[]>> = {
  '.': [],
  L: [],
  R: ['reply', 'add', 'confirm', 'rate', 'reopen', 'withdraw'],
  T: ['accept', 'return', 'ask', 'progress', 'hand-over', 'resolve', 'forward', 'decline'],
  C: ['assign', 'hold', 'recategorise', 'forward', 'decline', 'merge', 'split', 'reveal'],
  D: ['assign', 'hold', 'recategorise'],
};

const EXPECTED: Readonly<Record<string, string>> = {
  //                  A1 held duty emergency ended
  reporter: '         R  R    R    R         R',
  stranger: '         .  .    .    .         .',
  'work A1': '        T  .    .    T         T',
  'work A2': '        .  .    .    .         .',
  'work A': '         .  .    .    .         .',
  'coordinate A1': '  C  .    .    C         C',
  'coordinate A': '   C  C    .    C         C',
  'coordinate B': '   .  .    .    .         .',
  'coordinate P': '   C  C    C    C         C',
  'lead A': '         L  L    .    L         L',
  'lead B': '         .  .    .    .         .',
  'duty A': '         .  D    .    D         .',
  'duty B': '         .  .    .    .         .',
  'duty P': '         .  .    D    D         .',
  'no ability': '     .  .    .    .         .',
};

describe.each(Object.entries(ASKERS))('%s', (name, asker) => {
  const rights = (EXPECTED[name] ?? '').trim().split(/\s+/);
  const rows = Object.entries(CASES).map(
    ([about, current], index) => [about, current, rights[index] ?? '?'] as const,
  );

  it.each(rows)('towards a case %s', (_about, current, right) => {
    const allowed = ACTION_TYPES.filter((type) => mayAct(asker, type, current, DIRECTORY, ON));
    expect(allowed.toSorted()).toEqual(RIGHTS[right]?.toSorted());
    expect(maySee(asker, current, DIRECTORY, ON)).toBe(right !== '.');
  });
});

describe('several hats', () => {
  it('add up', () => {
    const asker = { ...REPORTER, grants: [grant('A1', 'work'), grant('A', 'coordinate', 'lead')] };
    for (const type of ['accept', 'assign', 'withdraw'] as const)
      expect(mayAct(asker, type, waiting(), DIRECTORY, ON)).toBe(true);
    for (const type of ['open', 'lapse', 'escalate'] as const)
      expect(mayAct(asker, type, waiting(), DIRECTORY, ON)).toBe(false);
  });
});

describe('the scope of an ability', () => {
  it.each<[string, Ability, readonly string[]]>([
    ['A', 'lead', ['A', 'A1', 'A2']],
    ['A', 'coordinate', ['A', 'A1', 'A2']],
    ['A', 'work', ['A']],
    ['A1', 'work', ['A1']],
    ['C', 'lead', ['A', 'A1', 'A2']],
    ['A3', 'work', ['A1']],
    ['GONE', 'work', []],
  ])('in %s of %s', (unitId, ability, scope) => {
    const grants = [grant(unitId, ability)];
    expect(scopeOf(grants, ability, DIRECTORY, ON)).toEqual(scope);
    expect(scopeOf(grants, 'duty', DIRECTORY, ON)).toEqual([]);
  });

  it('names each unit once, whatever the positions', () => {
    const grants = [grant('A', 'lead'), grant('A1', 'lead'), grant('P', 'lead')];
    expect(scopeOf(grants, 'lead', DIRECTORY, ON)).toEqual(['A', 'A1', 'A2', 'P', 'B', 'B1']);
  });

  it('is empty for citizens', () => {
    expect(scopeOf([], 'lead', DIRECTORY, ON)).toEqual([]);
  });
});
