import { foldPhrase } from '../../domain/fold.ts';
import type { Turn } from '../../chat/flow.ts';
import type { PlaceReading } from '../../text/understand.ts';
import type { Draft } from '../parts/draft.ts';
import { homeOf } from '../parts/home.ts';
import { localDay } from '../parts/names.ts';
import { withWords } from './gather.ts';
import { isAroundName, lies, MOST_PLACES } from './place.ts';

const REFUTES = /(?:^| )(?:khong|ko|k|hong|chang|dau) phai(?: |$)/;
const CORRECTS =
  /(?:^| )(?:nham|nham roi|nham lai|lon roi|sai thon|sai xa|moi dung|moi phai)(?: |$)/;

/** What a correction says: the words that refuse a place, and those that name another. */
interface Correction {
  readonly refuted: string;
  readonly named: string;
}

// A clause ends at a comma, where "mà" turns to what is right, and before a "(chứ) không phải" that refuses what follows.
const TURN = /[,.;\n]|\smà\s|\sma\s/u;
const BEFORE_REFUSAL =
  /\s+(?:(?:chứ|chu)\s+)?(?=(?:không|khong|ko|k|hông|hong|chẳng|chang)\s+(?:phải|phai)\s+(?!(?:đâu|dau|rồi|roi|ạ|a|nhé|nhe|nha)\s*(?:[,.;\n]|$))\S)/u;
const CLAUSE_END = new RegExp(`${TURN.source}|${BEFORE_REFUSAL.source}`, 'iu');

const clausesOf = (words: string): readonly string[] =>
  words
    .normalize('NFC')
    .split(CLAUSE_END)
    .map((clause) => clause.trim());

const correctionIn = (words: string): Correction | undefined => {
  const folded = foldPhrase(words);
  if (!REFUTES.test(folded) && !CORRECTS.test(folded)) return undefined;
  const clauses = clausesOf(words);
  const isRefuting = (clause: string): boolean => REFUTES.test(foldPhrase(clause));
  return {
    refuted: clauses.filter(isRefuting).join(', '),
    named: clauses.filter((clause) => !isRefuting(clause)).join(', '),
  };
};

/** Villages that lie in what the words refuse, by the unit's own name or a unit's above it. */
const refutedBy = (words: string, turn: Turn): readonly string[] => {
  const { directory } = turn.world;
  const on = localDay(directory, turn.now);
  const folded = ` ${foldPhrase(words)} `;
  return directory
    .receivers(on)
    .filter(({ id }) =>
      directory.chain(id, on).some(({ name }) => folded.includes(` ${foldPhrase(name)} `)),
    )
    .map(({ id }) => id);
};

/**
 * What is refused, without what the same words name: a new commune may be called like a part of it, and "Yên Dương,
 * không phải Đạo Trù" does not refuse Yên Dương for lying in the new Đạo Trù.
 */
const sparingNamed = (
  denied: readonly string[],
  { choices, withinId }: PlaceReading,
  refuted: string,
  turn: Turn,
): readonly string[] => {
  const { directory } = turn.world;
  const on = localDay(directory, turn.now);
  const folded = ` ${foldPhrase(refuted)} `;
  const isSpared =
    withinId !== undefined &&
    directory.chain(withinId, on).some(({ name }) => folded.includes(` ${foldPhrase(name)} `));
  const left = isSpared ? denied.filter((id) => !lies(id, withinId, directory, on)) : denied;
  return choices.every((id) => left.includes(id))
    ? left.filter((id) => !choices.includes(id))
    : left;
};

const isOnlyCorrection = (words: string, unitIds: readonly string[], turn: Turn): boolean => {
  const { directory } = turn.world;
  const on = localDay(directory, turn.now);
  const names = unitIds.map((id) => directory.placeName(id, on)).join(' ');
  const spoken = new Set(foldPhrase(names).split(' '));
  return foldPhrase(words)
    .split(' ')
    .every((word) => spoken.has(word) || isAroundName(word));
};

/**
 * A place put right: "à nhầm, ở Tân Lập", "không phải Bồ Lý, ở Đạo Trù mới đúng". What was refuted is never kept;
 * what is named instead is taken, or asked about. `undefined`: the words put no place right.
 */
export const corrected = (draft: Draft, words: string, turn: Turn): Draft | undefined => {
  const correction = correctionIn(words);
  if (correction === undefined) return undefined;
  const { place } = turn.world.understand(correction.named, homeOf(turn));
  const denied = refutedBy(correction.refuted, turn);
  const isNamed = place.decision !== 'none' || place.withinId !== undefined;
  if (!isNamed && denied.length === 0) return undefined;
  const no = sparingNamed(denied, place, correction.refuted, turn);
  const refutedIds = [...new Set([...(draft.refutedIds ?? []), ...no, ...formerly(draft)])];
  const left = place.choices.filter((id) => !no.includes(id) && id !== draft.unitId);
  const isSure = place.decision === 'assign' && place.unitId !== undefined;
  const next: Draft = {
    ...draft,
    refutedIds: refutedIds.filter((id) => id !== place.unitId && !left.includes(id)),
    unitId: isSure ? (place.unitId ?? null) : null,
    candidateIds: isSure ? [] : left.slice(0, MOST_PLACES),
    withinId: isSure ? null : (place.withinId ?? null),
    isElsewhere: true,
    isPlaceLeft: false,
    asked: { ...draft.asked, place: 0 },
  };
  const mentioned = [
    ...no,
    ...place.choices,
    ...(place.withinId === undefined ? [] : [place.withinId]),
  ];
  return isOnlyCorrection(words, mentioned, turn) ? next : keepingPlace(next, words, turn);
};

const formerly = ({ unitId }: Draft): readonly string[] => (unitId === null ? [] : [unitId]);

/** Keeps what was said besides, without letting the refuted name in it place the draft again. */
const keepingPlace = (draft: Draft, words: string, turn: Turn): Draft => {
  const { unitId, candidateIds, withinId } = draft;
  return { ...withWords(draft, words, turn), unitId, candidateIds, withinId };
};

/** Bare "không phải" to offered villages: none of them is asked about again. */
export const refutingOffered = (draft: Draft): Draft => ({
  ...draft,
  refutedIds: [...new Set([...(draft.refutedIds ?? []), ...draft.candidateIds])],
  candidateIds: [],
  isElsewhere: true,
});
