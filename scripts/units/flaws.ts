import type { Flaw, ListName, NationalUnits } from './national-file.ts';

const LISTS: readonly ListName[] = [
  'provinces',
  'communes',
  'oldProvinces',
  'oldDistricts',
  'oldCommunes',
];

type Rows = readonly (readonly [code: string, name: string, ...rest: unknown[]])[];

const codesOf = (rows: Rows): ReadonlySet<string> => new Set(rows.map(([code]) => code));

const comingAgain = (list: ListName, rows: Rows): readonly Flaw[] => {
  const first = new Map<string, number>();
  return rows.flatMap(([code, name], at) => {
    const earlier = first.get(code);
    first.set(code, earlier ?? at + 1);
    if (earlier === undefined) return [];
    return [{ list, row: at + 1, message: `${code} ${name} is already row ${earlier}` }];
  });
};

const danglingOf = (units: NationalUnits): readonly Flaw[] => {
  const flaws: Flaw[] = [];
  const listed = new Map<ListName, ReadonlySet<string>>();
  const expect = (list: ListName, at: number, says: string, wanted: string, among: ListName) => {
    const codes = listed.get(among) ?? codesOf(units[among]);
    listed.set(among, codes);
    if (codes.has(wanted)) return;
    flaws.push({ list, row: at + 1, message: `${says} ${wanted}, which is not among ${among}` });
  };
  for (const [at, [code, name, province]] of units.communes.entries())
    expect('communes', at, `${code} ${name} lies in`, province, 'provinces');
  for (const [at, [code, name, province]] of units.oldDistricts.entries())
    expect('oldDistricts', at, `${code} ${name} lay in`, province, 'oldProvinces');
  for (const [at, [code, name, district, , targets]] of units.oldCommunes.entries()) {
    expect('oldCommunes', at, `${code} ${name} lay in`, district, 'oldDistricts');
    for (const [target] of targets)
      expect('oldCommunes', at, `${code} ${name} went to`, target, 'communes');
  }
  return flaws;
};

/** Rows that come again, and pointers to what the file does not list; the rest is imported without them. */
export const findFlaws = (units: NationalUnits): readonly Flaw[] => [
  ...LISTS.flatMap((list) => comingAgain(list, units[list])),
  ...danglingOf(units),
];

const firsts = <Row extends readonly [string, ...unknown[]]>(rows: readonly Row[]): Row[] =>
  [...new Map(rows.toReversed().map((row) => [row[0], row])).values()].toReversed();

/** The file without rows whose code came before. */
export const withoutRepeats = (units: NationalUnits): NationalUnits => ({
  provinces: firsts(units.provinces),
  communes: firsts(units.communes),
  oldProvinces: firsts(units.oldProvinces),
  oldDistricts: firsts(units.oldDistricts),
  oldCommunes: firsts(units.oldCommunes),
});
