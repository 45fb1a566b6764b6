import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { importUnitsCommand } from '../../scripts/commands/import-units.ts';
import { createDirectory } from '../../src/domain/directory.ts';
import { problemLine } from '../../src/import/problem.ts';
import { openFolder } from '../../src/import/open-folder.ts';
import { readOrganisation } from '../../src/import/read-organisation.ts';
import { readNationalFile } from '../../scripts/units/national-file.ts';
import { GOOD_FILES } from '../import/files.ts';

const FIXTURE = 'test/fixtures/units-old-new.json';
const NATION = process.env['CB_UNITS'] ?? '../shared/data/national/units-old-new.json';
const BEFORE = '2025-06-30';
const AFTER = '2025-07-01';

let folder: string;
let said: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cau-noi-units-'));
  said = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

/** Converts a file, adds people to the units, and reads the organisation as `import-org` does. */
async function organisationOf(dutyUnitId: string, ...args: readonly string[]) {
  const to = join(folder, 'org');
  await importUnitsCommand.run([...args, '--to', to]);
  const encoder = new TextEncoder();
  const others = {
    ...GOOD_FILES,
    'organisation.json': `${GOOD_FILES['organisation.json']}`.replace('"H"', `"${dutyUnitId}"`),
    'cadres.csv': 'id,name,fictional\nc1,Lê Gió Thơm,yes',
    'positions.csv': `cadre,unit,role\nc1,${dutyUnitId},duty`,
  };
  const files = new Map(Object.entries(others).map(([name, text]) => [name, encoder.encode(text)]));
  const reading = readOrganisation(new Map([...files, ...(await openFolder(to))]));
  if ('problems' in reading) throw new Error(reading.problems.map(problemLine).join('\n'));
  return createDirectory(reading.tree);
}

describe('import-units', () => {
  it('writes what import-org takes, every former unit with its last day and successors', async () => {
    const directory = await organisationOf('N-01', FIXTURE);
    expect(directory.unit('O-00001')).toMatchObject({
      areaType: 'phường',
      name: 'Cũ Mẫu',
      validity: { to: BEFORE },
      successorIds: ['N-00001'],
    });
    expect(directory.unit('O-00002').successorIds).toEqual(['N-00002', 'N-00004']);
    expect(directory.unit('O-002').successorIds).toEqual(['N-00002', 'N-00004']);
    expect(directory.unit('O-03').successorIds).toEqual(['N-02']);
    expect(directory.unit('N-02').validity).toEqual({ from: AFTER });
  });

  it('keeps apart an old and a new unit that share a code', async () => {
    const directory = await organisationOf('N-01', FIXTURE);
    expect(directory.areaName('O-00004')).toBe('xã Xuân Mẫu');
    expect(directory.areaName('N-00004')).toBe('phường 1');
  });

  it('keeps one unit for what went on under its name, below other parents and of another type', async () => {
    const directory = await organisationOf('N-01', FIXTURE);
    expect(directory.find('O-00003')).toBeUndefined();
    expect(directory.find('O-01')).toBeUndefined();
    expect(directory.unit('N-00003').aliases).toMatchObject([
      { name: 'Đảo Mẫu', areaType: 'thị trấn' },
    ]);
    const chain = (on: string) => directory.chain('N-00003', on).map(({ id }) => id);
    expect(chain(BEFORE)).toEqual(['N-00003', 'O-003', 'O-03']);
    expect(chain(AFTER)).toEqual(['N-00003', 'N-02']);
  });

  it('tells by list and row what comes twice and what points nowhere, and imports the rest', async () => {
    const directory = await organisationOf('N-01', FIXTURE);
    expect(said.filter((line) => line.startsWith('left out'))).toEqual([
      'left out: oldDistricts row 4: 003 Huyện Gió Mẫu is already row 3',
      'left out: oldCommunes row 6: 00009 Xã Lạc Mẫu went to 00099, which is not among communes',
    ]);
    expect(directory.unit('O-00009').successorIds).toEqual([]);
    expect(directory.parent('O-003', BEFORE)?.id).toBe('O-03');
  });

  it('writes the provinces that are asked for, with what they were made of', async () => {
    const directory = await organisationOf('N-02', FIXTURE, '--province', '02');
    expect(directory.find('N-01') ?? directory.find('O-00001')).toBeUndefined();
    expect(directory.find('O-00009')).toBeDefined();
    expect(directory.units).toHaveLength(11);
  });

  it('writes over nothing', async () => {
    await importUnitsCommand.run([FIXTURE, '--to', folder]);
    const before = await readFile(join(folder, 'units.csv'), 'utf8');
    const again = importUnitsCommand.run([FIXTURE, '--to', folder, '--province', '02']);
    await expect(again).rejects.toThrow(/levels\.csv is already there: name another folder/);
    expect(await readFile(join(folder, 'units.csv'), 'utf8')).toBe(before);
  });

  it.each([
    [[], /^usage: scripts\/admin import-units FILE --to FOLDER/],
    [[FIXTURE], /^usage: /],
    [[FIXTURE, '--to', 'x', '--province', '77'], /^there is no province 77 in the file$/],
    [['README.md', '--to', 'x'], /^not JSON: /],
    [['package.json', '--to', 'x'], /^Nothing was written\. \d+ to mend:\n {2}provinces: /],
  ])('answers %o with what is wrong', async (args, says) => {
    await expect(importUnitsCommand.run(args)).rejects.toThrow(says);
    expect(existsSync('x')).toBe(false);
  });

  it('names the row and column that cannot be read', () => {
    const bad = { provinces: [['01', 'Mây']], communes: [['00001', '', '01']] };
    expect(() =>
      readNationalFile(
        JSON.stringify({ ...bad, oldProvinces: [], oldDistricts: [], oldCommunes: [] }),
      ),
    ).toThrow(/communes row 1 column 2: an empty name/);
  });

  it.skipIf(!existsSync(NATION))('takes the whole country', async () => {
    const directory = await organisationOf('N-01', NATION);
    expect(directory.units.filter((unit) => unit.levelId === 'commune').length).toBeGreaterThan(
      13_000,
    );
    expect(said.filter((line) => line.includes('06970'))).toHaveLength(5);
    const present = directory.units.filter((unit) => unit.validity.to === undefined);
    expect(present).toHaveLength(34 + 3321);
  });
});
