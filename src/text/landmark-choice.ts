import type { Reading } from './normalise.ts';
import { type AreaMention, type Candidate, SURE } from './place-choice.ts';
import type { NameHit } from './place-score.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a landmark adds to a village that was named as well; as much as its commune would. */
const AGREES = 0.35;
/** How far the name inside a landmark's stays behind it. */
const BEHIND = 0.01;
/** Fewer words may be the name of something else as well. */
const UNMISTAKABLE_WORDS = 3;

const meet = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

const covers = (one: Span, other: Span): boolean =>
  one.start <= other.start && one.end >= other.end;

/** The mentions that are not part of a landmark's own name: "chợ Bồ Lý" is no second word for Bồ Lý. */
export const mentionsBeside = (
  hit: NameHit,
  mentions: readonly AreaMention[],
): readonly AreaMention[] => mentions.filter((mention) => !meet(hit, mention));

// "cầu Suối Đá" with all its marks, known once, and no name of a place in it.
const isUnmistakable = ({ hit }: Candidate, reading: Reading, names: readonly Span[]): boolean =>
  reading.isToned &&
  hit.cost === 0 &&
  hit.form.unitIds.length === 1 &&
  hit.form.syllables.length >= UNMISTAKABLE_WORDS &&
  !names.some((name) => meet(name, hit));

/**
 * Lets landmarks speak where no village is named outright, and tell which of several named ones is meant.
 * They never speak against a name: "thôn Lục Liễu, gần chợ Bồ Lý" is Lục Liễu.
 *
 * @param named - What the names of villages say.
 * @param seen - What landmarks say.
 */
export const withLandmarks = (
  named: readonly Candidate[],
  seen: readonly Candidate[],
  mentions: readonly AreaMention[],
  reading: Reading,
): readonly Candidate[] => {
  const landmarks = seen.filter(
    ({ hit }) => !named.some((one) => one.hit.cost <= hit.cost && covers(one.hit, hit)),
  );
  if (landmarks.length === 0) return named;
  const isInside = ({ hit }: Candidate): boolean => landmarks.some((one) => meet(one.hit, hit));
  const isOutright = (one: Candidate): boolean =>
    one.score >= SURE && (!isInside(one) || one.hit.prefix?.prefix === 'village');
  const agreed = named
    .filter((one) => !isInside(one) || one.hit.cost === 0)
    .map((one) =>
      landmarks.some(({ unitId }) => unitId === one.unitId)
        ? { ...one, score: one.score + AGREES, isConfirmed: true }
        : one,
    );
  if (named.some(isOutright)) return agreed;
  const names = [...agreed.map(({ hit }) => hit), ...mentions];
  const best = Math.max(...landmarks.map(({ score }) => score));
  return [
    ...landmarks.map((one) =>
      isUnmistakable(one, reading, names) ? { ...one, isConfirmed: true } : one,
    ),
    // "chợ Đồng Cà" stands where it stands, though it is called after another village.
    ...agreed.map((one) =>
      isInside(one) && !one.isConfirmed
        ? { ...one, score: Math.min(one.score, best - BEHIND) }
        : one,
    ),
  ];
};
