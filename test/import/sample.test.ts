import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { makeSample } from '../../scripts/sample/make-sample.ts';
import {
  DEFAULT_NORMS,
  DEFAULT_OFFICE_HOURS,
  DEFAULT_QUIET_HOURS,
} from '../../src/domain/deadline.ts';
import { createDirectory } from '../../src/domain/directory.ts';
import { landmarksOf } from '../../src/domain/landmark.ts';
import { openFolder } from '../../src/import/open-folder.ts';
import { readOrganisation } from '../../src/import/read-organisation.ts';

const FOLDER = 'data/sample-tam-dao';
const BEFORE = '2025-06-30';
const AFTER = '2025-07-01';

const reading = readOrganisation(await openFolder(FOLDER));
if ('problems' in reading) throw new Error(JSON.stringify(reading.problems));
const { tree, cadres } = reading;
const directory = createDirectory(tree);

const source = (name: string): Promise<string> => readFile(`${FOLDER}/sources/${name}`, 'utf8');
const unitsOf = (levelId: string) => tree.units.filter((unit) => unit.levelId === levelId);
const membersOf = (unitId: string) =>
  cadres.filter((cadre) => cadre.positions.some((position) => position.unitId === unitId));
const rolesIn = (unitId: string) =>
  membersOf(unitId).map((cadre) => cadre.positions[0]?.roleId.split('-').at(-1));

const chainOf = (unitId: string, on: string) => directory.chain(unitId, on).map((unit) => unit.id);

describe('the sample organisation', () => {
  it('is what its script makes of its sources', async () => {
    const made = makeSample(await source('communes.csv'), await source('villages.csv'));
    expect([...made.keys()]).toHaveLength(5);
    for (const [name, text] of made) {
      expect(await readFile(`${FOLDER}/${name}`, 'utf8')).toBe(text);
    }
  });

  it('spells out the defaults of the program', () => {
    expect(tree.organisation).toMatchObject({
      norms: DEFAULT_NORMS,
      officeHours: DEFAULT_OFFICE_HOURS,
      quietHours: DEFAULT_QUIET_HOURS,
    });
  });

  it('counts what the article of 2024 counts', () => {
    const blocks = unitsOf('block');
    const teams = unitsOf('village');
    expect(blocks).toHaveLength(9);
    expect(teams).toHaveLength(103);
    expect(blocks.map((unit) => membersOf(unit.id).length)).toEqual(Array(9).fill(14));
    const sizes = teams.map((unit) => membersOf(unit.id).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(485);
    expect(new Set(sizes)).toEqual(new Set([4, 5]));
  });

  it('has four leaders, one reader and two people on duty besides, 618 in all', () => {
    const byRole = (roleId: string) =>
      cadres.filter((cadre) => cadre.positions.some((position) => position.roleId === roleId));
    expect(byRole('commune-leader')).toHaveLength(4);
    expect(byRole('province-reader')).toHaveLength(1);
    expect(byRole('duty')).toHaveLength(2);
    expect(cadres).toHaveLength(126 + 485 + 7);
  });

  it('has one head and one deputy in every team and block, who stand in for each other', () => {
    for (const unit of [...unitsOf('block'), ...unitsOf('village')]) {
      const [first, second] = membersOf(unit.id);
      expect(rolesIn(unit.id).slice(0, 3)).toEqual(['head', 'deputy', 'member']);
      expect(new Set(rolesIn(unit.id).slice(2))).toEqual(new Set(['member']));
      expect([first?.deputyId, second?.deputyId]).toEqual([second?.id, first?.id]);
    }
  });

  it('names nobody real and nobody twice, and gives everybody a post', () => {
    expect(tree.organisation.isFictional).toBe(true);
    expect(cadres.every((cadre) => cadre.isFictional)).toBe(true);
    expect(new Set(cadres.map((cadre) => cadre.name)).size).toBe(cadres.length);
    expect(cadres.every((cadre) => cadre.positions[0]?.post !== undefined)).toBe(true);
  });

  it('has a few landmarks, which say that they are invented', async () => {
    const listed = landmarksOf(directory);
    expect(listed.length).toBeGreaterThan(0);
    const text = await readFile(`${FOLDER}/landmarks.csv`, 'utf8');
    expect(text.match(/,invented$/gm)).toHaveLength(listed.length);
  });

  it('says of every place how far its name can be trusted', () => {
    expect(tree.units.every((unit) => unit.source !== undefined)).toBe(true);
    const unverified = unitsOf('village').filter((unit) => unit.source?.includes('not verified'));
    expect(unverified).toHaveLength(67);
  });

  it('leads from a village to the district before July 2025, and to the new commune since', () => {
    expect(chainOf('TD-DT-12', BEFORE)).toEqual(['TD-DT-12', 'TD-DT', 'VP-TD', 'VP']);
    expect(chainOf('TD-DT-12', AFTER)).toEqual(['TD-DT-12', 'TD-DT', 'PT-DT', 'PT']);
  });

  it('hangs together below one root since July 2025', () => {
    expect(directory.subtree('PT', AFTER)).toHaveLength(1 + 4 + 9 + 103);
    expect(directory.receivers(AFTER)).toHaveLength(103);
  });

  it('speaks of places and bodies as people do', () => {
    expect(directory.placeName('TD-DT-12', AFTER)).toBe('thôn Lục Liễu (Đạo Trù)');
    expect(directory.areaName('TD-TD-01')).toBe('tổ dân phố 1');
    expect(directory.bodyName('TD-DT-12').vi).toBe('tổ dân vận thôn Lục Liễu');
    expect(directory.bodyName('TD-DD').vi).toBe('khối dân vận thị trấn Đại Đình');
  });
});

describe('a folder', () => {
  it('without the files is an organisation with everything missing', async () => {
    const files = await openFolder('data');
    expect(files.size).toBe(0);
    expect(readOrganisation(files)).toHaveProperty('problems');
  });

  it('that is none is an error of the system', async () => {
    await expect(openFolder(`${FOLDER}/README.md`)).rejects.toThrow('ENOTDIR');
  });
});
