import { createDirectory, type Directory } from '../../src/domain/directory.ts';
import { problemLine } from '../../src/import/problem.ts';
import { readOrganisation } from '../../src/import/read-organisation.ts';
import type { NationalUnits } from '../units/national-file.ts';
import { nationalTables, REORGANISATION } from '../units/national-tables.ts';
import { csvText, type Table } from '../units/table.ts';
import type { Chance } from './chance.ts';
import { madeUpVillageName } from './made-up-names.ts';

const VILLAGES = 90_000;
const NUMBERED_SHARE = 0.3;
const TYPES_OF_TOWNS = ['tổ dân phố', 'khu phố'];
const TYPES_OF_LAND = ['thôn', 'thôn', 'ấp', 'xóm', 'bản'];

interface Communes {
  readonly id: string;
  readonly areaType: string;
  readonly isPresent: boolean;
  readonly successors: readonly string[];
}

const communesOf = (units: Table): readonly Communes[] =>
  units.slice(1).flatMap(([id = '', level, areaType = '', , , from, to, successors = '']) => {
    if (level !== 'commune' || (from !== '' && to === '')) return [];
    return [
      {
        id,
        areaType,
        isPresent: to === '',
        successors: successors === '' ? [] : successors.split(' '),
      },
    ];
  });

/** Villages of one former commune: no name twice, though its neighbours may have it too. */
const villageNames = (count: number, isNumbered: boolean, chance: Chance): readonly string[] => {
  if (isNumbered) return Array.from({ length: count }, (_, at) => String(at + 1));
  const names = new Set<string>();
  while (names.size < count) names.add(madeUpVillageName(chance));
  return [...names];
};

interface Rows {
  readonly units: string[][];
  readonly parents: string[][];
}

const addVillages = (communes: readonly Communes[], rows: Rows, chance: Chance): void => {
  const living = communes.filter(({ isPresent, successors }) => isPresent || successors.length > 0);
  for (const [at, { id: communeId, areaType, isPresent, successors }] of living.entries()) {
    const isTown = areaType === 'phường' || areaType === 'thị trấn';
    const type = chance.pick(isTown ? TYPES_OF_TOWNS : TYPES_OF_LAND);
    const from = Math.floor((VILLAGES * at) / living.length);
    const until = Math.floor((VILLAGES * (at + 1)) / living.length);
    const isNumbered = chance.next() < NUMBERED_SHARE;
    for (const [index, short] of villageNames(until - from, isNumbered, chance).entries()) {
      const id = `V-${from + index + 1}`;
      const name = isNumbered ? `${type.charAt(0).toUpperCase()}${type.slice(1)} ${short}` : short;
      rows.units.push([
        id,
        'village',
        type,
        name,
        isPresent ? communeId : '',
        '',
        '',
        '',
        'made up',
      ]);
      if (isPresent) continue;
      rows.parents.push([id, communeId, '', REORGANISATION.lastDay]);
      rows.parents.push([id, chance.pick(successors), REORGANISATION.firstDay, '']);
    }
  }
};

const OTHER_FILES: Readonly<Record<string, string>> = {
  'organisation.json': JSON.stringify({
    id: 'nation',
    name: { vi: 'Cả nước' },
    isFictional: true,
    dutyUnitId: 'N-01',
  }),
  'roles.csv': 'id,name_vi,abilities\nduty,người trực,duty\n',
  'cadres.csv': 'id,name,fictional\nc1,Lê Gió Thơm,yes\n',
  'positions.csv': 'cadre,unit,role\nc1,N-01,duty\n',
};

/**
 * The country's units with 90,000 made-up villages below them, read as an import reads them.
 *
 * @throws {Error} listing what the import would refuse.
 */
export const nationalDirectory = (units: NationalUnits, chance: Chance): Directory => {
  const tables = nationalTables(units);
  const rows: Rows = {
    units: [...(tables.get('units.csv') ?? [])].map((row) => [...row]),
    parents: [...(tables.get('parents.csv') ?? [])].map((row) => [...row]),
  };
  addVillages(communesOf(rows.units), rows, chance);
  const encoder = new TextEncoder();
  const files = new Map<string, Uint8Array>(
    [
      ...Object.entries(OTHER_FILES),
      ...[...tables].map(([name, table]) => [name, csvText(table)] as const),
      ['units.csv', csvText(rows.units)] as const,
      ['parents.csv', csvText(rows.parents)] as const,
    ].map(([name, text]) => [name, encoder.encode(text)]),
  );
  const reading = readOrganisation(files);
  if ('problems' in reading)
    throw new Error(reading.problems.slice(0, 20).map(problemLine).join('\n'));
  return createDirectory(reading.tree);
};
