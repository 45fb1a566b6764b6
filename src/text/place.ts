import type { Directory } from '../domain/directory.ts';
import type { Landmark } from '../domain/landmark.ts';
import { type Area, createGazetteer, type Gazetteer } from './gazetteer.ts';
import { mentionsBeside, withLandmarks } from './landmark-choice.ts';
import { createLandmarkIndex } from './landmark-index.ts';
import { type CommonPairs, NO_COMMON_PAIRS } from './model/common-pairs.ts';
import type { Span } from './model/features.ts';
import type { Reading } from './normalise.ts';
import {
  type AreaMention,
  bestPerUnit,
  type Candidate,
  capped,
  decide,
  MARGIN,
  tied,
} from './place-choice.ts';
import { createNameFinder } from './place-names.ts';
import { createNarrowing, type Narrowing } from './place-narrow.ts';
import { createCountryFinder } from './place-in-country.ts';
import type { NameHit } from './place-score.ts';
import { BETWEEN, FORMER_WORDS, PRESENT_WORDS } from './place-words.ts';
import { chooseSegments, type Segment } from './segment.ts';
import type { PlaceReading } from './understand.ts';
import { wordsAround } from './words-around.ts';

/** What is read of the places in a message. */
export interface PlaceFinding {
  readonly place: PlaceReading;
  /** Words that are surely the name of a village or commune, and mean nothing else. */
  readonly names: readonly Span[];
}

/** Reads where a message happens. */
export interface PlaceReader {
  /** As {@link PlaceReader.read}, with the names that were found. */
  find(reading: Reading, homeUnitId?: string): PlaceFinding;
  /** @param homeUnitId - The sender's own village, or a commune, which tells namesakes apart. */
  read(reading: Reading, homeUnitId?: string): PlaceReading;
}

interface NameSegment extends Segment {
  readonly hits: readonly NameHit[];
}

const LEAST_SCORE = 0.2;
const LEAST_AREA = 0.5;
// Within one deployment all areas of a name are near enough to be meant.
const WHOLE: Narrowing = { narrow: (mentions) => mentions, settle: (mentions) => mentions };
/** Named places that are weighed; the rest of a longer list is not. */
const MOST_MENTIONS = 16;
const NEAR_TOKENS = 4;
const PARENT_NEAR = 0.35;
const PARENT_FAR = 0.15;
const OTHER_PARENT_NEAR = -0.3;
const OTHER_PARENT_FAR = -0.1;
const COMMUNE_TYPES = new Set(['xã', 'phường', 'thị trấn', 'đặc khu']);

// An exact name leaves no room for one that differs by a letter.
const exactFirst = (hits: readonly NameHit[]): readonly NameHit[] => {
  const least = Math.min(...hits.map((hit) => hit.cost));
  return least === 0 ? hits.filter((hit) => hit.cost === 0) : hits;
};

const segmentsOf = (hits: readonly NameHit[]): readonly NameSegment[] => {
  const bySpan = new Map<number, NameHit[]>();
  for (const hit of hits) {
    const span = hit.start * 10_000 + hit.end;
    const known = bySpan.get(span);
    if (known) known.push(hit);
    else bySpan.set(span, [hit]);
  }
  return [...bySpan.values()].flatMap((all) => {
    const kept = exactFirst(all).filter((hit) => hit.score >= LEAST_SCORE);
    const first = kept[0];
    if (!first) return [];
    const best = Math.max(...kept.map((hit) => hit.score));
    return [
      { start: first.start, end: first.end, hits: kept, worth: best * (first.end - first.start) },
    ];
  });
};

const segmentsIn = (reading: Reading, hits: readonly NameHit[]): readonly NameSegment[] =>
  chooseSegments(segmentsOf(hits), reading.tokens.length);

const qualifierAfter = (reading: Reading, end: number): 'former' | 'present' | undefined => {
  const token = reading.tokens[end];
  if (!token) return undefined;
  const after = reading.tokens[end + 1];
  const isLast = after === undefined || after.wall > 0;
  if (FORMER_WORDS.has(token.written) || (token.written === 'cu' && isLast)) return 'former';
  if (token.folded === 'truoc' && (after?.folded === 'day' || after?.folded === 'kia'))
    return 'former';
  if (PRESENT_WORDS.has(token.written) || (token.written === 'moi' && isLast)) return 'present';
  return undefined;
};

const fittingAreas = (reading: Reading, hit: NameHit, areas: readonly Area[]): readonly Area[] => {
  const words = hit.prefix?.words;
  const isAbove = hit.prefix?.prefix === 'above';
  const exact = areas.filter((area) => words !== undefined && area.areaTypes.has(words));
  const sameTier = isAbove
    ? []
    : areas.filter(
        (area) => !hit.prefix || [...area.areaTypes].some((type) => COMMUNE_TYPES.has(type)),
      );
  const typed = exact.length > 0 ? exact : sameTier;
  const qualifier = qualifierAfter(reading, hit.end);
  const dated = typed.filter((area) => area.isFormer === (qualifier === 'former'));
  return qualifier !== undefined && dated.length > 0 ? dated : typed;
};

const mentionIn = (
  gazetteer: Gazetteer,
  reading: Reading,
  segment: NameSegment,
): AreaMention | undefined => {
  const best = Math.max(...segment.hits.map((hit) => hit.score));
  const hits = segment.hits.filter(
    (hit) => hit.form.kind === 'area' && hit.score > best - MARGIN && hit.score >= LEAST_AREA,
  );
  const areas = hits.flatMap((hit) =>
    fittingAreas(
      reading,
      hit,
      hit.form.unitIds.flatMap((id) => gazetteer.area(id) ?? []),
    ),
  );
  if (areas.length === 0) return undefined;
  const villageIds = gazetteer.villagesOf(areas.map((area) => area.unit.id));
  return { start: segment.start, end: segment.end, areas, villageIds };
};

const mentionsOf = (
  gazetteer: Gazetteer,
  reading: Reading,
  segments: readonly NameSegment[],
): readonly AreaMention[] => {
  const mentions: AreaMention[] = [];
  for (const segment of segments) {
    const mention = mentionIn(gazetteer, reading, segment);
    if (mention) mentions.push(mention);
    if (mentions.length === MOST_MENTIONS) break;
  }
  return mentions;
};

const isNear = (hit: NameHit, mention: AreaMention): boolean =>
  (mention.start >= hit.end && mention.start - hit.end <= NEAR_TOKENS) ||
  (mention.end <= hit.start && hit.start - mention.end <= NEAR_TOKENS);

const parentScore = (
  hit: NameHit,
  unitId: string,
  mentions: readonly AreaMention[],
): { readonly score: number; readonly isConfirmed: boolean } => {
  if (mentions.length === 0) return { score: 0, isConfirmed: false };
  const holding = mentions.filter((mention) => mention.villageIds.has(unitId));
  const isConfirmed = holding.length > 0;
  const near = (isConfirmed ? holding : mentions).some((mention) => isNear(hit, mention));
  // A commune far off makes no village of words that were hardly one.
  const far = hit.score >= LEAST_AREA ? PARENT_FAR : 0;
  if (isConfirmed) return { score: near ? PARENT_NEAR : far, isConfirmed };
  return { score: near ? OTHER_PARENT_NEAR : OTHER_PARENT_FAR, isConfirmed };
};

// "xã Bồ Lý, huyện Tam Đảo cũ, nay là xã Đại Đình": what lies in all of them, not in any.
const heldByMost = (
  candidates: readonly Candidate[],
  mentions: readonly AreaMention[],
): readonly Candidate[] => {
  const held = candidates.map(
    ({ unitId, hit }) =>
      mentions.filter((mention) => mention.villageIds.has(unitId) && isNear(hit, mention)).length,
  );
  const most = Math.max(...held);
  return candidates.filter((_candidate, at) => held[at] === most);
};

const candidatesOf = (
  hits: readonly NameHit[],
  mentions: readonly AreaMention[],
): readonly Candidate[] => {
  const candidates = hits
    .filter((hit) => hit.form.kind !== 'area')
    .flatMap((hit) =>
      hit.form.unitIds.map((unitId) => {
        const parent = parentScore(hit, unitId, mentions);
        return { unitId, hit, score: hit.score + parent.score, isConfirmed: parent.isConfirmed };
      }),
    );
  const confirmed = candidates.filter((candidate) => candidate.isConfirmed);
  return confirmed.length > 0 ? heldByMost(confirmed, mentions) : candidates;
};

// A commune of the same name, or another reading of the same words, can be the likelier one.
const beatenByArea = (segment: NameSegment): boolean => {
  const best = (kind: 'area' | 'other'): number =>
    Math.max(
      0,
      ...segment.hits
        .filter((hit) => (hit.form.kind === 'area') === (kind === 'area'))
        .map((hit) => hit.score),
    );
  return best('area') >= best('other');
};

const isTiedIn =
  (reading: Reading) =>
  (end: number, start: number): boolean => {
    const word = reading.tokens[end];
    return start === end + 1 && word?.wall === 0 && BETWEEN.has(word);
  };

const isSureName = (hit: NameHit): boolean =>
  hit.cost === 0 && hit.score >= LEAST_AREA && hit.end - hit.start > 1;

/**
 * Builds the reader of places for a directory as it stands on a local date `YYYY-MM-DD`.
 *
 * @param common - Pairs of words that are everyday language; without it every name counts as rare.
 * @param landmarks - Markets, schools, bridges with their villages.
 */
export const createPlaceReader = (
  directory: Directory,
  on: string,
  common: CommonPairs = NO_COMMON_PAIRS,
  landmarks: readonly Landmark[] = [],
): PlaceReader => {
  const gazetteer = createGazetteer(directory, on);
  const { country } = gazetteer;
  const narrowing = country ? createNarrowing(gazetteer, country.lineage) : WHOLE;
  const mentionsIn = (reading: Reading, segments: readonly NameSegment[]) =>
    narrowing.narrow(mentionsOf(gazetteer, reading, segments));
  const names = country
    ? createCountryFinder(country, gazetteer.forms, ({ reading }, hits) =>
        mentionsIn(reading, segmentsIn(reading, hits)),
      )
    : createNameFinder(gazetteer.forms);
  const seen = createLandmarkIndex(landmarks, directory, on);
  const find = (reading: Reading, homeUnitId?: string): PlaceFinding => {
    const around = wordsAround(reading, common);
    const segments = segmentsIn(reading, names.hitsIn(around, homeUnitId));
    const mentions = mentionsIn(reading, segments);
    const found = segments
      .filter((segment) => !beatenByArea(segment))
      .slice(0, MOST_MENTIONS)
      .flatMap((segment) => candidatesOf(segment.hits, mentions));
    const landmarked = segmentsIn(reading, seen.hitsIn(around))
      .slice(0, MOST_MENTIONS)
      .flatMap(({ hits }) => hits)
      .flatMap((hit) => candidatesOf([hit], mentionsBeside(hit, mentions)));
    const all = withLandmarks(found, landmarked, mentions, reading);
    const home = gazetteer.villagesOf(homeUnitId === undefined ? [] : [homeUnitId]);
    return {
      place: decide(
        bestPerUnit(tied(capped(bestPerUnit(all)), isTiedIn(reading))),
        home,
        narrowing.settle(mentions),
      ),
      names: segments.filter((segment) => segment.hits.some(isSureName)),
    };
  };
  return { find, read: (reading, homeUnitId) => find(reading, homeUnitId).place };
};
