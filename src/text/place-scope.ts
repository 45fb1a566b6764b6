import type { Country } from './country.ts';
import type { AreaMention } from './place-choice.ts';
import type { NameHit } from './place-score.ts';

/** Communes whose villages are looked for in one message. */
const MOST_COMMUNES = 25;

/** Where villages are looked for. */
export interface Scope {
  /** With the mentions that lead to each; none leads to the home. */
  readonly communes: ReadonlyMap<string, readonly AreaMention[]>;
  readonly isAnyNamed: boolean;
  /** Communes of named areas that have too many to be taken in. */
  readonly others: ReadonlySet<string>;
}

/** Areas without those that only say where another one lies: the province of a commune. */
const lowestOf = ({ lineage }: Country, mentions: readonly AreaMention[]): readonly string[] => {
  const named = mentions.flatMap(({ areas }) => areas.map(({ unit }) => unit.id));
  const over = new Set(named.flatMap((id) => [...lineage.above(id)]));
  return named.filter((id) => !over.has(id));
};

const homeOf = (country: Country, homeUnitId: string): ReadonlySet<string> => {
  const communes = country.communesOf(homeUnitId);
  return communes.size > 0 ? communes : new Set([country.communeOf(homeUnitId)]);
};

/** The narrowest areas first, as many as fit; the home only when no other place is named. */
export const scopeOf = (
  country: Country,
  mentions: readonly AreaMention[],
  homeUnitId: string | undefined,
): Scope => {
  const named = lowestOf(country, mentions)
    .map((id) => country.communesOf(id))
    .toSorted((one, other) => one.size - other.size);
  const home = homeUnitId === undefined ? new Set<string>() : homeOf(country, homeUnitId);
  const isHome =
    named.length === 0 || named.some((communes) => [...home].some((id) => communes.has(id)));
  const ids = new Set<string>();
  for (const more of isHome ? [home, ...named] : named) {
    if (ids.size + more.size > MOST_COMMUNES) continue;
    for (const id of more) ids.add(id);
  }
  const leadsTo = (id: string, { areas }: AreaMention): boolean =>
    areas.some(({ unit }) => country.communesOf(unit.id).has(id));
  const sources = (id: string): readonly AreaMention[] =>
    isHome && home.has(id) ? [] : mentions.filter((mention) => leadsTo(id, mention));
  const others = new Set(named.flatMap((more) => [...more].filter((id) => !ids.has(id))));
  return {
    communes: new Map([...ids].map((id) => [id, sources(id)])),
    isAnyNamed: named.length > 0,
    others,
  };
};

/** A name is no witness of itself: "Hưng Hà" opens no commune in which to find a village Hưng Hạ at the same words. */
export const isWitnessed = (hit: NameHit, sources: readonly AreaMention[]): boolean =>
  sources.length === 0 || sources.some(({ start, end }) => end <= hit.start || start >= hit.end);
