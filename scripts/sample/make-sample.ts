import { parse } from 'csv-parse/sync';
import { cadreTable, positionTable, sampleCadres } from './people.ts';
import { csvText } from '../units/table.ts';
import type { SourceCommune, SourceVillage } from './sources.ts';
import { aliasTable, parentTable, unitTable } from './units.ts';

/**
 * Makes the generated files of the sample, by name, from the text of `communes.csv` and `villages.csv`.
 * There is no chance in it: the same sources give the same people.
 */
export const makeSample = (
  communesCsv: string,
  villagesCsv: string,
): ReadonlyMap<string, string> => {
  const communes = parse<SourceCommune>(communesCsv, { columns: true });
  const villages = parse<SourceVillage>(villagesCsv, { columns: true });
  const cadres = sampleCadres(communes, villages);
  return new Map([
    ['units.csv', csvText(unitTable(communes, villages))],
    ['parents.csv', csvText(parentTable(communes))],
    ['aliases.csv', csvText(aliasTable(communes, villages))],
    ['cadres.csv', csvText(cadreTable(cadres))],
    ['positions.csv', csvText(positionTable(cadres))],
  ]);
};
