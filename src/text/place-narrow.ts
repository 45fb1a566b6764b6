import type { Area, Gazetteer } from './gazetteer.ts';
import type { Lineage } from './lineage.ts';
import type { AreaMention } from './place-choice.ts';

/** Makes of the areas that a message names those that belong together. */
export interface Narrowing {
  /**
   * "Tân Thành, Cà Mau" leaves, of some fifty places called Tân Thành, those in Cà Mau; and next to the two, whatever
   * lies in neither nor around them was hardly a place. At most 31 mentions.
   */
  narrow(mentions: readonly AreaMention[]): readonly AreaMention[];
  /** What is named for sure, the lowest first: mentions that lead to one unit which exists now. */
  settle(mentions: readonly AreaMention[]): readonly AreaMention[];
}

const bitsIn = (mask: number): number => {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
};

/** Which mentions name a unit, and which name one below it: a bit for each mention. */
interface Marks {
  readonly named: ReadonlyMap<string, number>;
  readonly below: ReadonlyMap<string, number>;
}

const mark = (marks: Map<string, number>, id: string, at: number): void => {
  marks.set(id, (marks.get(id) ?? 0) | (1 << at));
};

const marksOf = (lineage: Lineage, mentions: readonly AreaMention[]): Marks => {
  const named = new Map<string, number>();
  const below = new Map<string, number>();
  for (const [at, { areas }] of mentions.entries()) {
    for (const { unit } of areas) {
      mark(named, unit.id, at);
      for (const id of lineage.above(unit.id)) mark(below, id, at);
    }
  }
  return { named, below };
};

const linksOf = (lineage: Lineage, { named, below }: Marks, area: Area, own: number): number => {
  let mask = below.get(area.unit.id) ?? 0;
  for (const id of lineage.above(area.unit.id)) mask |= named.get(id) ?? 0;
  return bitsIn(mask & ~(1 << own));
};

/** Narrows and settles mentions by what lies in what. */
export const createNarrowing = (gazetteer: Gazetteer, lineage: Lineage): Narrowing => {
  const withAreas = (mention: AreaMention, areas: readonly Area[]): AreaMention => ({
    ...mention,
    areas,
    villageIds: gazetteer.villagesOf(areas.map((area) => area.unit.id)),
  });
  const settled = (mention: AreaMention): readonly AreaMention[] => {
    const present = new Set(mention.areas.flatMap((area) => gazetteer.presentOf(area.unit.id)));
    const [only, another] = [...present].flatMap((id) => gazetteer.area(id) ?? []);
    return only === undefined || another !== undefined ? [] : [withAreas(mention, [only])];
  };
  return {
    narrow: (mentions) => {
      const marks = marksOf(lineage, mentions);
      const narrowed = mentions.map((mention, at) => {
        const links = mention.areas.map((area) => linksOf(lineage, marks, area, at));
        const most = Math.max(...links);
        const kept = mention.areas.filter((_, index) => links[index] === most);
        const isSame = kept.length === mention.areas.length;
        return { most, mention: isSame ? mention : withAreas(mention, kept) };
      });
      const isAnyLinked = narrowed.some(({ most }) => most > 0);
      return narrowed.flatMap(({ most, mention }) => (isAnyLinked && most === 0 ? [] : [mention]));
    },
    settle: (mentions) =>
      mentions
        .flatMap(settled)
        .toSorted((one, other) => (one.areas[0]?.rank ?? 0) - (other.areas[0]?.rank ?? 0)),
  };
};
