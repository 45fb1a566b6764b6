import { describe, expect, it } from 'vitest';
import type { Unit } from '../../src/domain/unit.ts';
import { readMessage } from '../../src/text/normalise.ts';
import { createPlaceReader } from '../../src/text/place.ts';
import { directoryOf, NETWORK, TODAY } from './network.ts';

const BEFORE = { to: '2025-06-30' };
const SINCE = { from: '2025-07-01' };

type Parts = Partial<Unit> & Pick<Unit, 'id' | 'name'>;

const commune = (parts: Parts): Unit => ({
  levelId: 'commune',
  areaType: 'xã',
  validity: {},
  parents: [],
  aliases: [],
  successorIds: [],
  ...parts,
});

const village = (parent: string, parts: Parts): Unit => ({
  ...commune(parts),
  levelId: 'village',
  areaType: 'thôn',
  parents: [{ unitId: parent, validity: {} }],
});

/** What the years did to communes and villages; the old units have no villages of their own any more. */
const UNITS: readonly Unit[] = [
  // Merged twice: Hồng Phong became Phú Lộc, Phú Lộc became Sông Lô.
  commune({
    id: 'o-hp',
    name: 'Hồng Phong',
    validity: { to: '2019-12-31' },
    successorIds: ['o-pl'],
  }),
  commune({ id: 'o-pl', name: 'Phú Lộc', validity: BEFORE, successorIds: ['sl'] }),
  commune({ id: 'sl', name: 'Sông Lô', validity: SINCE }),
  // Split over two.
  commune({ id: 'o-dq', name: 'Đức Quang', validity: BEFORE, successorIds: ['sl', 'hl'] }),
  commune({ id: 'hl', name: 'Hải Lựu', validity: SINCE }),
  // Went whole to Hải Lựu, while its name went to another new commune.
  commune({ id: 'o-yl', name: 'Yên Lãng', validity: BEFORE, successorIds: ['hl'] }),
  commune({ id: 'yl', name: 'Yên Lãng', validity: SINCE }),
  // Renamed, and called by its former name with a time.
  commune({
    id: 'lt',
    name: 'Lập Thạch',
    aliases: [{ name: 'Xuân Hòa', areaType: 'thị trấn', validity: { to: '2020-01-31' } }],
  }),
  commune({ id: 'later', name: 'Bạch Lưu', validity: { from: '2030-01-01' } }),
  village('sl', { id: 'sl-vt', name: 'Vân Trục' }),
  village('hl', { id: 'hl-vt', name: 'Vân Trục' }),
  village('yl', { id: 'yl-vt', name: 'Vân Trục' }),
  village('lt', { id: 'lt-vt', name: 'Vân Trục' }),
  village('yl', { id: 'yl-ng', name: 'Ngọc Mỹ' }),
  village('sl', { id: 'sl-nk', name: 'Như Khuê' }),
  // Villages: merged, renamed in two steps, split, ended without a successor.
  village('sl', { id: 'v-m1', name: 'Thọ Linh', validity: BEFORE, successorIds: ['sl-nk'] }),
  village('sl', {
    id: 'v-r1',
    name: 'Quế Trạo',
    validity: { to: '2018-12-31' },
    successorIds: ['v-r2'],
  }),
  village('sl', { id: 'v-r2', name: 'Quế Nham', validity: BEFORE, successorIds: ['sl-nk'] }),
  village('hl', {
    id: 'v-s',
    name: 'Đồng Dong',
    validity: BEFORE,
    successorIds: ['sl-nk', 'hl-vt'],
  }),
  village('hl', { id: 'v-e', name: 'Khoan Bộ', validity: BEFORE }),
];

const places = createPlaceReader(directoryOf(UNITS), TODAY);
const read = (text: string, home?: string) => places.read(readMessage(text), home);
const choicesOf = (text: string) => new Set(read(text).choices);

describe('a village that is no more', () => {
  it.each([
    ['thôn Thọ Linh mất nước', 'sl-nk'],
    ['thôn Quế Nham mất nước', 'sl-nk'],
    ['thon que trao mat nuoc', 'sl-nk'],
  ])('is what it became in %j', (text, unitId) => {
    expect(read(text)).toMatchObject({ decision: 'assign', unitId });
  });

  it('that was split is asked about', () => {
    expect(read('thôn Đồng Dong mất nước').decision).toBe('ask');
    expect(choicesOf('thôn Đồng Dong mất nước')).toEqual(new Set(['sl-nk', 'hl-vt']));
  });

  it('and that nobody took over is not found', () => {
    expect(read('thôn Khoan Bộ mất nước')).toMatchObject({ decision: 'none' });
  });
});

describe('a commune that is no more', () => {
  it.each([
    ['thôn Vân Trục, xã Phú Lộc', 'sl-vt'],
    ['thôn Vân Trục, xã Phú Lộc cũ', 'sl-vt'],
    ['thôn Vân Trục, xã Hồng Phong cũ', 'sl-vt'],
    ['van truc xa hong phong', 'sl-vt'],
    ['thôn Vân Trục, thị trấn Xuân Hòa', 'lt-vt'],
    ['thôn Vân Trục, Xuân Hòa cũ', 'lt-vt'],
  ])('tells namesakes apart in %j', (text, unitId) => {
    expect(read(text)).toMatchObject({ decision: 'assign', unitId });
  });

  it('and was split leaves the villages of both parts to be asked about', () => {
    const text = 'thôn Vân Trục, xã Đức Quang';
    expect(read(text).decision).toBe('ask');
    expect(choicesOf(text)).toEqual(new Set(['sl-vt', 'hl-vt']));
  });

  it('and whose name another one has now is asked about', () => {
    const text = 'thôn Vân Trục, xã Yên Lãng';
    expect(read(text).decision).toBe('ask');
    expect(choicesOf(text)).toEqual(new Set(['hl-vt', 'yl-vt']));
    expect(read('thôn Vân Trục, xã Yên Lãng cũ')).toMatchObject({ unitId: 'hl-vt' });
    expect(read('thôn Vân Trục, xã Yên Lãng mới')).toMatchObject({ unitId: 'yl-vt' });
  });

  it('and whose name another one has now stays open when no village is named', () => {
    expect(read('xã Yên Lãng mất điện')).toEqual({ decision: 'none', choices: [], candidates: [] });
    expect(read('xã Yên Lãng cũ mất điện').withinId).toBe('o-yl');
    expect(read('xã Yên Lãng mới mất điện').withinId).toBe('yl');
  });

  it('is still where the home is', () => {
    expect(read('thôn Vân Trục', 'o-pl')).toMatchObject({ decision: 'assign', unitId: 'sl-vt' });
    expect(read('thôn Vân Trục', 'yl')).toMatchObject({ decision: 'assign', unitId: 'yl-vt' });
  });
});

it('a commune that is yet to come is none', () => {
  expect(read('xã Bạch Lưu mất điện').withinId).toBeUndefined();
});

describe('old and new in one line', () => {
  const all = createPlaceReader(directoryOf(NETWORK), TODAY);
  const within = (text: string) => all.read(readMessage(text)).withinId;

  it.each([
    ['Hợp Châu cũ mất điện', 'HC'],
    ['thị trấn Hợp Châu mất điện', 'HC'],
    ['xã Tam Đảo mới mất điện', 'N-TD'],
    ['xã Tam Đảo mất điện', 'N-TD'],
    ['thị trấn Tam Đảo mất điện', 'TD'],
    ['Đạo Trù mới mất điện', 'N-DT'],
    ['Đạo Trù cũ mất điện', 'DT'],
  ])('%j is in %s', (text, unitId) => {
    expect(within(text)).toBe(unitId);
  });

  it('a village is found by its former commune, its former district and its new commune', () => {
    const found = (words: string) => all.read(readMessage(words));
    const text = 'thôn Tân Lập, xã Bồ Lý, huyện Tam Đảo cũ, nay là xã Đại Đình';
    expect(found(text)).toMatchObject({ decision: 'assign', unitId: 'BL-TL' });
    expect(new Set(found('Tân Tiến, xã Đạo Trù').choices)).toEqual(new Set(['DT-TT', 'YD-TT']));
  });
});
