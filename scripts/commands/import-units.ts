import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findFlaws, withoutRepeats } from '../units/flaws.ts';
import { flawLine, readNationalFile, type NationalUnits } from '../units/national-file.ts';
import { nationalTables } from '../units/national-tables.ts';
import { csvText, type Table } from '../units/table.ts';
import { UsageError, type AdminCommand } from './command.ts';

const USAGE = 'import-units FILE --to FOLDER [--province CODE]…';

const checkProvinces = (units: NationalUnits, codes: readonly string[]): void => {
  const known = new Set(units.provinces.map(([code]) => code));
  for (const code of codes) {
    if (!known.has(code)) throw new UsageError(`there is no province ${code} in the file`);
  }
};

const writeTables = async (folder: string, tables: ReadonlyMap<string, Table>): Promise<void> => {
  // A folder in use holds villages that took work: nothing there is written over.
  const there = [...tables.keys()].find((name) => existsSync(join(folder, name)));
  if (there !== undefined)
    throw new UsageError(`${join(folder, there)} is already there: name another folder`);
  await mkdir(folder, { recursive: true });
  for (const [name, table] of tables) {
    await writeFile(join(folder, name), csvText(table), { flag: 'wx' });
    console.log(`${name}: ${table.length - 1} rows`);
  }
};

/** Turns a national list of old and new units into CSV files for `import-org`. */
export const importUnitsCommand: AdminCommand = {
  name: 'import-units',
  usage: USAGE,
  summary:
    'Writes levels.csv, units.csv, parents.csv and aliases.csv from a list of old and new units, for import-org to take.',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { to: { type: 'string' }, province: { type: 'string', multiple: true } },
    });
    const [file, ...rest] = positionals;
    if (file === undefined || rest.length > 0 || values.to === undefined)
      throw new UsageError(`usage: scripts/admin ${USAGE}`);
    const units = readNationalFile(await readFile(file, 'utf8'));
    checkProvinces(units, values.province ?? []);
    for (const flaw of findFlaws(units)) console.log(`left out: ${flawLine(flaw)}`);
    const chosen = values.province === undefined ? undefined : new Set(values.province);
    await writeTables(values.to, nationalTables(withoutRepeats(units), chosen));
  },
};
