import { describe, expect, it } from 'vitest';
import type { CasePlace } from '../../src/domain/case.ts';
import type { Directory } from '../../src/domain/directory.ts';
import {
  blockOf,
  commonUnit,
  dutyUnitOf,
  standingUnits,
  unitsAbove,
} from '../../src/domain/succession.ts';
import {
  decidePlacement,
  ownerOfLastResort,
  type PlacementReading,
} from '../../src/domain/triage.ts';
import type { Understanding } from '../../src/text/understand.ts';
import type { Unit } from '../../src/domain/unit.ts';
import { DIRECTORY, directoryOf, open, UNITS } from './village.ts';

const ON = '2026-03-02';
const BEFORE_JULY = '2025-06-30';

const NOTHING_READ: PlacementReading = {
  place: { decision: 'none', choices: [] },
  category: { decision: 'ask' },
};
const read = (place: Partial<PlacementReading['place']>): PlacementReading => ({
  ...NOTHING_READ,
  place: { ...NOTHING_READ.place, ...place },
});

const place = (where: CasePlace, reading = NOTHING_READ, directory: Directory = DIRECTORY) =>
  decidePlacement(open({ place: where }), reading, directory, ON);

const held = (ownerUnitId: string, asks: readonly string[] = []) => ({
  type: 'hold',
  ownerUnitId,
  categoryId: 'duong',
  asks,
});
const given = (unitId: string) => ({ type: 'assign', unitId, categoryId: 'duong' });

describe('succession', () => {
  it.each([
    ['A1', ['A1']],
    ['A3', ['A1']],
    ['A4', ['A1', 'A2']],
    ['GONE', []],
    ['LOOP', []],
    ['nowhere', []],
  ])('finds what %s is today', (unitId, standing) => {
    expect(standingUnits(unitId, DIRECTORY, ON)).toEqual(standing);
  });

  it('leaves a unit as it was on a day before it ended', () => {
    expect(standingUnits('A4', DIRECTORY, BEFORE_JULY)).toEqual(['A4']);
  });

  it('follows successors of successors', () => {
    const chain = UNITS.map((unit) =>
      unit.id === 'A1' ? { ...unit, validity: { to: '2025-12-31' }, successorIds: ['A2'] } : unit,
    );
    expect(standingUnits('A3', directoryOf({}, chain), ON)).toEqual(['A2']);
  });

  it.each([
    [['A1'], 'A1'],
    [['A1', 'A2'], 'A'],
    [['A1', 'A'], 'A'],
    [['A1', 'B1'], 'P'],
    [[], undefined],
  ])('finds the unit that %j share', (unitIds, shared) => {
    expect(commonUnit(unitIds, DIRECTORY, ON)).toBe(shared);
  });

  it('finds no shared unit between two trees', () => {
    const root = { ...UNITS[0], id: 'Q' } as (typeof UNITS)[number];
    expect(commonUnit(['Q', 'A1'], directoryOf({}, [...UNITS, root]), ON)).toBeUndefined();
  });

  it.each([
    ['A1', ['A', 'P']],
    ['A3', ['A', 'P']],
    ['A4', ['A', 'P']],
    ['X', ['P']],
    ['P', []],
    ['GONE', []],
  ])('finds the units above %s', (unitId, above) => {
    expect(unitsAbove(unitId, DIRECTORY, ON)).toEqual(above);
  });

  it('falls back on the unit on duty, or on what became of it', () => {
    expect(blockOf('A1', DIRECTORY, ON)).toBe('A');
    expect(blockOf('P', DIRECTORY, ON)).toBe('P');
    expect(dutyUnitOf(directoryOf({ dutyUnitId: 'C' }), ON)).toBe('A');
    expect(dutyUnitOf(directoryOf({ dutyUnitId: 'A4' }), ON)).toBe('A');
    expect(dutyUnitOf(directoryOf({ dutyUnitId: 'GONE' }), ON)).toBe('GONE');
  });
});

describe('the owner of last resort', () => {
  it.each<[CasePlace, string]>([
    [{ unitId: 'A1' }, 'A1'],
    [{ unitId: 'A3' }, 'A1'],
    [{ unitId: 'A4' }, 'A'],
    [{ unitId: 'X' }, 'P'],
    [{ unitId: 'GONE' }, 'P'],
    [{ unitId: 'GONE', withinId: 'A' }, 'A'],
    [{ unitId: 'nowhere', candidateIds: ['A1', 'A2'] }, 'A'],
    [{ withinId: 'A' }, 'A'],
    [{ withinId: 'C' }, 'A'],
    [{ withinId: 'A', candidateIds: ['B1', 'A1'] }, 'A'],
    [{ candidateIds: ['A1', 'A2'] }, 'A'],
    [{ candidateIds: ['A1', 'B1'] }, 'P'],
    [{ candidateIds: ['A4', 'A3'] }, 'A'],
    // One possible village is not a sure one: the block above it decides.
    [{ candidateIds: ['A1'] }, 'A'],
    [{ candidateIds: [] }, 'P'],
    [{}, 'P'],
  ])('of %j is %s', (where, owner) => {
    expect(ownerOfLastResort(where, DIRECTORY, ON)).toBe(owner);
  });
});

describe('a new commune above former ones', () => {
  // N holds the blocks N (with village N1) and M (with village M1); nobody coordinates in the commune itself.
  const made = (id: string, levelId: string, name: string, parentId: string): Unit => ({
    id,
    levelId,
    areaType: levelId,
    name,
    validity: {},
    parents: [{ unitId: parentId, validity: {} }],
    aliases: [],
    successorIds: [],
  });
  const units = [
    ...UNITS,
    made('NEW', 'commune', 'N', 'P'),
    made('OLD-N', 'commune', 'N', 'NEW'),
    made('OLD-M', 'commune', 'M', 'NEW'),
    made('N1', 'village', 'N1', 'OLD-N'),
    made('M1', 'village', 'M1', 'OLD-M'),
  ];
  const renamed = (id: string, name: string) =>
    directoryOf(
      {},
      units.map((unit) => (unit.id === id ? { ...unit, name } : unit)),
    );

  it.each<[string, CasePlace, Directory, string]>([
    ['its block of the same name', { withinId: 'NEW' }, directoryOf({}, units), 'OLD-N'],
    ['the block that was named', { withinId: 'OLD-M' }, directoryOf({}, units), 'OLD-M'],
    [
      'its block of that name for villages of both',
      { candidateIds: ['N1', 'M1'] },
      directoryOf({}, units),
      'OLD-N',
    ],
    ['the unit on duty without a namesake', { withinId: 'NEW' }, renamed('NEW', 'Q'), 'P'],
    ['the unit on duty between two namesakes', { withinId: 'NEW' }, renamed('OLD-M', 'N'), 'P'],
  ])('leaves a concern to %s', (_what, where, directory, owner) => {
    expect(ownerOfLastResort(where, directory, ON)).toBe(owner);
    expect(place(where, NOTHING_READ, directory)).toMatchObject({
      type: 'hold',
      ownerUnitId: owner,
    });
  });

  it('knows the block by its former name', () => {
    const former = units.map((unit) =>
      unit.id === 'OLD-M'
        ? { ...unit, aliases: [{ name: 'Q', validity: {} }] }
        : unit.id === 'NEW'
          ? { ...unit, name: 'Q' }
          : unit,
    );
    expect(ownerOfLastResort({ withinId: 'NEW' }, directoryOf({}, former), ON)).toBe('OLD-M');
  });
});

describe('placing', () => {
  it('takes what the text module reads as it is', () => {
    const understanding: Understanding = {
      place: { decision: 'assign', unitId: 'A1', choices: [] },
      category: { confidence: 0.9, decision: 'auto', choices: [], id: 'duong' },
      kind: { id: 'phan-anh', confidence: 1 },
      urgency: 'normal',
      isSuspectedDenunciation: false,
      isSuspectedComplaint: false,
      isAbusive: false,
      masked: '',
    };
    expect(place({}, understanding)).toEqual(given('A1'));
  });

  it.each<[string, CasePlace, PlacementReading, object]>([
    ['gives a known village to its team', { unitId: 'A1' }, NOTHING_READ, given('A1')],
    [
      'believes the citizen before the words',
      { unitId: 'A1' },
      read({ decision: 'assign', unitId: 'B1' }),
      given('A1'),
    ],
    [
      'gives a surely read village to its team',
      {},
      read({ decision: 'assign', unitId: 'B1' }),
      given('B1'),
    ],
    ['finds the village that took over', { unitId: 'A3' }, NOTHING_READ, given('A1')],
    [
      'sees that two old villages are one today',
      { candidateIds: ['A1', 'A3'] },
      NOTHING_READ,
      given('A1'),
    ],
    [
      'asks which part of a divided village is meant',
      { unitId: 'A4' },
      NOTHING_READ,
      held('A', ['A1', 'A2']),
    ],
    [
      'asks across communes, owned above both',
      {},
      read({ decision: 'assign', unitId: 'X' }),
      held('P', ['A2', 'B1']),
    ],
    ['leaves a commune to its block', { unitId: 'A' }, NOTHING_READ, held('A')],
    [
      'leaves a village that nobody took over to the unit on duty',
      { unitId: 'GONE' },
      NOTHING_READ,
      held('P'),
    ],
    [
      'asks between namesakes that were read',
      {},
      read({ decision: 'ask', choices: ['A1', 'B1'] }),
      held('P', ['A1', 'B1']),
    ],
    [
      'asks about one doubtful village rather than guess',
      {},
      read({ decision: 'ask', choices: ['A1'] }),
      held('A', ['A1']),
    ],
    [
      'does not ask again what the citizen could not say',
      { candidateIds: ['A1', 'B1'] },
      NOTHING_READ,
      held('P'),
    ],
    ['does not believe one doubtful village', { candidateIds: ['A1'] }, NOTHING_READ, held('A')],
    [
      'does not take the village that is left of two for the right one',
      { candidateIds: ['A1', 'GONE'] },
      NOTHING_READ,
      held('A'),
    ],
    ['leaves a named commune to its block', {}, read({ withinId: 'C' }), held('A')],
    [
      'believes the commune of the citizen before the one read',
      { withinId: 'B' },
      read({ withinId: 'A' }),
      held('B'),
    ],
    ['leaves what says no place to the unit on duty', {}, NOTHING_READ, held('P')],
    [
      'reads an empty list of candidates as none',
      { candidateIds: [] },
      read({ decision: 'assign', unitId: 'A1' }),
      given('A1'),
    ],
    [
      'does not trust a sure reading without a village',
      {},
      read({ decision: 'assign' }),
      held('P'),
    ],
  ])('%s', (_name, where, reading, placement) => {
    expect(place(where, reading)).toEqual(placement);
  });

  it('asks about four villages at most', () => {
    const many = ['A5', 'A6', 'A7'].map((id) => ({ ...UNITS[3], id }) as (typeof UNITS)[number]);
    const directory = directoryOf({}, [...UNITS, ...many]);
    const choices = ['A7', 'A1', 'A5', 'A2', 'A6'];
    expect(place({}, read({ decision: 'ask', choices }), directory)).toEqual(
      held('A', ['A7', 'A1', 'A5', 'A2']),
    );
  });

  it.each<[string, 'duong' | 'khac', PlacementReading['category'], string]>([
    ['keeps what was chosen', 'duong', { decision: 'auto', id: 'dien' }, 'duong'],
    ['fills in what is surely read', 'khac', { decision: 'auto', id: 'dien' }, 'dien'],
    ['does not fill in a guess', 'khac', { decision: 'ask', id: 'dien' }, 'khac'],
    ['leaves what is not read', 'khac', { decision: 'auto' }, 'khac'],
  ])('of a category %s', (_name, chosen, category, categoryId) => {
    const opened = open({ categoryId: chosen });
    expect(decidePlacement(opened, { ...NOTHING_READ, category }, DIRECTORY, ON)).toMatchObject({
      categoryId,
    });
  });
});
