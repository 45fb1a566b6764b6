import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { fold } from '../../../src/text/syllable.ts';
import type { PlaceReading } from '../../../src/text/understand.ts';
import type { VillageRow } from './gazetteer-rows.ts';

/** A village with how well it fits: the more the better. */
export interface Ranked {
  readonly unitId: string;
  readonly score: number;
}

/** An engine that ranks villages for a folded message. */
export interface PlaceSearch {
  readonly name: string;
  /** Below it nothing was found. */
  readonly least: number;
  /** Two scores closer than this share of the better one are rivals. */
  readonly margin: number;
  rank(folded: string): readonly Ranked[];
}

/** The whole message as a query, the engine's own measure of likeness. */
export const fuseSearch = (rows: readonly VillageRow[]): PlaceSearch => {
  const fuse = new Fuse([...rows], { keys: ['name'], includeScore: true, ignoreLocation: true });
  return {
    name: 'fuse.js',
    least: 0.4,
    margin: 0.05,
    rank: (folded) =>
      fuse.search(folded).map(({ item, score = 1 }) => ({ unitId: item.id, score: 1 - score })),
  };
};

/** The whole message as a query over names and what is above them, a letter in five wrong. */
export const miniSearch = (rows: readonly VillageRow[]): PlaceSearch => {
  const index = new MiniSearch<VillageRow>({ fields: ['name', 'above'], idField: 'id' });
  index.addAll(rows);
  const options = { fuzzy: 0.2, boost: { name: 2 } };
  return {
    name: 'MiniSearch, fuzzy',
    least: 1,
    margin: 0.05,
    rank: (folded) =>
      index.search(folded, options).map(({ id, score }) => ({ unitId: String(id), score })),
  };
};

const MOST_CHOICES = 4;

/** What an engine would answer: its best village, or a question where the next ones are as good. */
export const readPlace = (search: PlaceSearch, text: string): PlaceReading => {
  const { least, margin } = search;
  const ranked = search.rank(fold(text)).toSorted((one, other) => other.score - one.score);
  const best = ranked[0];
  if (best === undefined || best.score < least) return { decision: 'none', choices: [] };
  const rivals = ranked.filter(({ score }) => score >= best.score * (1 - margin));
  const choices = rivals.slice(0, MOST_CHOICES).map(({ unitId }) => unitId);
  return rivals.length === 1
    ? { decision: 'assign', unitId: best.unitId, choices }
    : { decision: 'ask', choices };
};
