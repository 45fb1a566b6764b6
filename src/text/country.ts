import type { Clusters } from './clusters.ts';
import type { Area } from './gazetteer.ts';
import type { Lineage } from './lineage.ts';
import type { NamedUnit, NameForm } from './name-forms.ts';

/** The villages of a deployment that has too many of them to look at all in every message. */
export interface Country {
  /** Every folded syllable that is part of a village's name. */
  readonly syllables: ReadonlySet<string>;
  /** Units that a unit belongs to or belonged to. */
  readonly lineage: Lineage;
  /** Present communes that have a village which lies or once lay in an area. */
  communesOf(areaId: string): ReadonlySet<string>;
  /** Where a village lies now. */
  communeOf(villageId: string): string;
  /** Names of the villages that lie in a commune now. */
  formsIn(communeId: string): readonly NameForm[];
  /** Villages of a name, by its folded syllables; none for a number, which every commune has. */
  namesakes(foldedName: string): readonly NamedUnit[];
}

/** What a country is made of. */
interface CountrySource {
  readonly named: readonly NamedUnit[];
  readonly areas: readonly Area[];
  readonly clusters: Clusters;
  readonly lineage: Lineage;
  parentOf(unitId: string): string;
  formsOf(named: readonly NamedUnit[]): readonly NameForm[];
}

const NONE: ReadonlySet<string> = new Set();

const addTo = <Item>(lists: Map<string, Item[]>, key: string, item: Item): void => {
  const known = lists.get(key);
  if (known) known.push(item);
  else lists.set(key, [item]);
};

const byCommune = (
  named: readonly NamedUnit[],
  communeOf: (villageId: string) => string,
): ReadonlyMap<string, NamedUnit[]> => {
  const communes = new Map<string, NamedUnit[]>();
  for (const one of named) addTo(communes, communeOf(one.unitId), one);
  return communes;
};

const byCluster = (
  { named, clusters }: CountrySource,
  communeOf: (villageId: string) => string,
): ReadonlyMap<number, ReadonlySet<string>> => {
  const communes = new Map<number, Set<string>>();
  for (const { unitId } of named) {
    const cluster = clusters.of(unitId);
    if (cluster !== undefined)
      communes.set(cluster, (communes.get(cluster) ?? new Set()).add(communeOf(unitId)));
  }
  return communes;
};

const byArea = (
  source: CountrySource,
  communeOf: (villageId: string) => string,
): ReadonlyMap<string, ReadonlySet<string>> => {
  const communes = byCluster(source, communeOf);
  return new Map(
    source.areas.map(({ unit, clusters }) => [
      unit.id,
      new Set([...clusters].flatMap((cluster) => [...(communes.get(cluster) ?? [])])),
    ]),
  );
};

const byName = (named: readonly NamedUnit[]): ReadonlyMap<string, NamedUnit[]> => {
  const names = new Map<string, NamedUnit[]>();
  for (const one of named) {
    const isNumber = one.syllables.every(({ folded }) => /^\p{N}/u.test(folded));
    if (!isNumber) addTo(names, one.syllables.map(({ folded }) => folded).join(' '), one);
  }
  return names;
};

/** Sorts the names of a country's villages by commune, area and spelling; forms are made when a message needs them. */
export const createCountry = (source: CountrySource): Country => {
  const present = new Map(source.named.map(({ unitId }) => [unitId, source.parentOf(unitId)]));
  const communeOf = (villageId: string): string => present.get(villageId) ?? '';
  const communes = byCommune(source.named, communeOf);
  const areas = byArea(source, communeOf);
  const names = byName(source.named);
  return {
    syllables: new Set(
      source.named.flatMap(({ syllables }) => syllables.map(({ folded }) => folded)),
    ),
    lineage: source.lineage,
    communesOf: (areaId) => areas.get(areaId) ?? NONE,
    communeOf,
    formsIn: (communeId) => source.formsOf(communes.get(communeId) ?? []),
    namesakes: (foldedName) => names.get(foldedName) ?? [],
  };
};
