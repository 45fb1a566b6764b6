import { describe, expect, it } from 'vitest';
import type { Cadre } from '../../src/domain/cadre.ts';
import {
  DEFAULT_DAY_TABLES,
  DEFAULT_NORMS,
  DEFAULT_OFFICE_HOURS,
  DEFAULT_QUIET_HOURS,
} from '../../src/domain/deadline.ts';
import {
  createDirectory,
  isWithin,
  type OrganisationTree,
  UnknownLevel,
  UnknownUnit,
} from '../../src/domain/directory.ts';
import type { Unit } from '../../src/domain/unit.ts';

const BEFORE = '2025-06-30';
const AFTER = '2025-07-01';

const unit = (id: string, levelId: string, name: string, rest: Partial<Unit> = {}): Unit => ({
  id,
  levelId,
  areaType: 'xã',
  name,
  validity: {},
  parents: [],
  aliases: [],
  successorIds: [],
  ...rest,
});

const units: readonly Unit[] = [
  unit('VP', 'area', 'Vĩnh Phúc', { areaType: 'tỉnh', validity: { to: BEFORE } }),
  unit('PT', 'area', 'Phú Thọ', { areaType: 'tỉnh' }),
  unit('DT-MOI', 'area', 'Đạo Trù', {
    validity: { from: AFTER },
    parents: [{ unitId: 'PT', validity: {} }],
  }),
  unit('DT', 'block', 'Đạo Trù', {
    parents: [
      { unitId: 'VP', validity: { to: BEFORE } },
      { unitId: 'DT-MOI', validity: { from: AFTER } },
    ],
  }),
  unit('YD', 'block', 'Yên Dương', { parents: [{ unitId: 'DT-MOI', validity: { from: AFTER } }] }),
  unit('DT-12', 'village', 'Lục Liễu', {
    areaType: 'thôn',
    parents: [{ unitId: 'DT', validity: {} }],
  }),
  unit('DT-99', 'village', 'Cũ', {
    areaType: 'thôn',
    validity: { to: BEFORE },
    parents: [{ unitId: 'DT', validity: {} }],
  }),
  unit('YD-01', 'village', 'Tổ dân phố 1', {
    areaType: 'tổ dân phố',
    parents: [{ unitId: 'YD', validity: {} }],
  }),
];

const level = (id: string, rank: number, vi: string, en: string) => ({
  id,
  rank,
  name: { vi: id },
  body: { vi, en },
  receives: id === 'village',
});

const tree = (list: readonly Unit[] = units): OrganisationTree => ({
  organisation: {
    id: 'thu',
    name: { vi: 'Thử' },
    isFictional: true,
    timeZone: 'Asia/Ho_Chi_Minh',
    levels: [
      level('village', 0, 'tổ dân vận', 'village team'),
      level('block', 1, 'khối dân vận', 'commune block'),
      level('area', 2, 'ban dân vận', 'board'),
    ],
    roles: [
      { id: 'member', name: { vi: 'tổ viên' }, abilities: ['work'] },
      { id: 'guest', name: { vi: 'khách' }, abilities: [] },
    ],
    dutyUnitId: 'PT',
    officeHours: DEFAULT_OFFICE_HOURS,
    quietHours: DEFAULT_QUIET_HOURS,
    dayTables: DEFAULT_DAY_TABLES,
    norms: DEFAULT_NORMS,
    edition: 1,
  },
  units: list,
});

const directory = createDirectory(tree());
const idsOf = (list: readonly Unit[]): string[] => list.map((one) => one.id);

describe('a period', () => {
  it.each([
    [{}, true],
    [{ from: '2025-07-01' }, true],
    [{ from: '2025-07-02' }, false],
    [{ to: '2025-07-01' }, true],
    [{ to: '2025-06-30' }, false],
    [{ from: '2025-01-01', to: '2025-12-31' }, true],
  ])('%j holds 1 July 2025: %s', (period, holds) => {
    expect(isWithin(period, AFTER)).toBe(holds);
  });
});

describe('a unit', () => {
  it('is found by its id', () => {
    expect(directory.unit('DT-12').name).toBe('Lục Liễu');
    expect(directory.find('DT-12')).toBe(directory.unit('DT-12'));
    expect(directory.units).toHaveLength(units.length);
    expect(directory.organisation.id).toBe('thu');
  });

  it('that does not exist is not found, or refused by name', () => {
    expect(directory.find('XX')).toBeUndefined();
    expect(() => directory.unit('XX')).toThrow(UnknownUnit);
    expect(() => directory.unit('XX')).toThrow('no unit XX');
    expect(() => directory.children('XX', AFTER)).toThrow(UnknownUnit);
  });

  it('has the level that the organisation describes', () => {
    expect(directory.level(directory.unit('DT')).rank).toBe(1);
    expect(() => directory.level(unit('XX', 'nowhere', 'Không'))).toThrow(UnknownLevel);
  });
});

describe('the tree', () => {
  it('has another parent from the day of the reorganisation', () => {
    expect(directory.parent('DT', BEFORE)?.id).toBe('VP');
    expect(directory.parent('DT', AFTER)?.id).toBe('DT-MOI');
    expect(directory.parent('YD', BEFORE)).toBeUndefined();
  });

  it('is climbed from the unit to the root of that day', () => {
    expect(idsOf(directory.chain('DT-12', BEFORE))).toEqual(['DT-12', 'DT', 'VP']);
    expect(idsOf(directory.chain('DT-12', AFTER))).toEqual(['DT-12', 'DT', 'DT-MOI', 'PT']);
  });

  it('is climbed to an end even in a circle', () => {
    const circle = [
      unit('A', 'area', 'A', { parents: [{ unitId: 'B', validity: {} }] }),
      unit('B', 'area', 'B', { parents: [{ unitId: 'A', validity: {} }] }),
    ];
    const round = createDirectory(tree(circle));
    expect(idsOf(round.chain('A', AFTER))).toEqual(['A', 'B']);
    expect(round.subtree('A', AFTER)).toEqual(['A', 'B']);
  });

  it('shows the children of that day only', () => {
    expect(idsOf(directory.children('DT-MOI', AFTER))).toEqual(['DT', 'YD']);
    expect(idsOf(directory.children('VP', BEFORE))).toEqual(['DT']);
    expect(idsOf(directory.children('VP', AFTER))).toEqual([]);
    expect(idsOf(directory.children('DT', BEFORE))).toEqual(['DT-12', 'DT-99']);
    expect(idsOf(directory.children('DT', AFTER))).toEqual(['DT-12']);
    expect(idsOf(directory.children('DT-12', AFTER))).toEqual([]);
  });

  it('gives a unit with everything below it', () => {
    expect(directory.subtree('PT', AFTER)).toEqual(['PT', 'DT-MOI', 'DT', 'YD', 'DT-12', 'YD-01']);
    expect(directory.subtree('DT-12', AFTER)).toEqual(['DT-12']);
  });

  it('lists who receives concerns', () => {
    expect(idsOf(directory.receivers(BEFORE))).toEqual(['DT-12', 'DT-99', 'YD-01']);
    expect(idsOf(directory.receivers(AFTER))).toEqual(['DT-12', 'YD-01']);
  });
});

describe('names', () => {
  it('are spoken with what the place is', () => {
    expect(directory.areaName('DT-12')).toBe('thôn Lục Liễu');
    expect(directory.areaName('YD-01')).toBe('tổ dân phố 1');
  });

  it('tell namesakes apart by the parent', () => {
    expect(directory.placeName('DT-12', AFTER)).toBe('thôn Lục Liễu (Đạo Trù)');
    expect(directory.placeName('YD', AFTER)).toBe('xã Yên Dương (Đạo Trù)');
  });

  it('do not repeat a parent of the same name, nor name one that is not there', () => {
    expect(directory.placeName('DT', AFTER)).toBe('xã Đạo Trù');
    expect(directory.placeName('PT', AFTER)).toBe('tỉnh Phú Thọ');
  });

  it('of the body come in every language of its level', () => {
    expect(directory.bodyName('DT-12')).toEqual({
      vi: 'tổ dân vận thôn Lục Liễu',
      en: 'village team thôn Lục Liễu',
    });
  });
});

describe('what a cadre may do', () => {
  const cadre: Cadre = {
    id: 'c1',
    name: 'Người Mẫu',
    positions: [
      { unitId: 'DT-12', roleId: 'member', validity: { from: '2025-01-01', to: '2025-12-31' } },
      { unitId: 'YD-01', roleId: 'unheard-of', validity: {} },
      { unitId: 'XX', roleId: 'member', validity: {} },
    ],
    chats: [],
    absences: [],
    locale: 'vi',
    isFictional: true,
  };

  it('comes from the roles of the positions held that day', () => {
    expect(directory.grants(cadre, AFTER)).toEqual([
      { position: cadre.positions[0], abilities: ['work'] },
      { position: cadre.positions[1], abilities: [] },
    ]);
    expect(directory.role('member')?.abilities).toEqual(['work']);
  });

  it('ends with the term, and is nothing in an unknown role or unit', () => {
    const abilities = directory.grants(cadre, '2026-01-01').flatMap((grant) => grant.abilities);
    expect(abilities).toEqual([]);
  });
});
