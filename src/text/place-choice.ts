import type { Area, Villages } from './gazetteer.ts';
import { isGuess, type NameHit } from './place-score.ts';
import type { PlaceReading } from './understand.ts';

/** A unit above the villages that a message names. */
export interface AreaMention {
  readonly start: number;
  readonly end: number;
  readonly areas: readonly Area[];
  readonly villageIds: Villages;
}

/** A village that the words may mean. */
export interface Candidate {
  readonly unitId: string;
  readonly score: number;
  readonly hit: NameHit;
  readonly isConfirmed: boolean;
}

/** From here on a name is a place for sure. */
export const SURE = 0.7;
/** Two scores closer than this are rivals. */
export const MARGIN = 0.2;
const WORTH_ASKING = 0.42;
const CHOICE_RANGE = 0.35;
const MOST_CHOICES = 4;
const MOST_STUB_UNITS = 6;

/** The best finding of each village, best first. */
export const bestPerUnit = (candidates: readonly Candidate[]): readonly Candidate[] => {
  const best = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const known = best.get(candidate.unitId);
    if (!known || known.score < candidate.score) best.set(candidate.unitId, candidate);
  }
  return [...best.values()].toSorted((left, right) => right.score - left.score);
};

/** Two places that are both sure stay two, however much surer one is. */
export const capped = (candidates: readonly Candidate[]): readonly Candidate[] => {
  const top = candidates[0];
  return candidates.map((candidate) =>
    top && candidate.hit.start !== top.hit.start && candidate.score >= SURE
      ? { ...candidate, score: top.score }
      : candidate,
  );
};

/**
 * Two places tied by "với", "đến" or the like are a stretch: as likely, both of them.
 *
 * @param isTied - Whether one stretch of words is tied to the one after it.
 */
export const tied = (
  candidates: readonly Candidate[],
  isTied: (end: number, start: number) => boolean,
): readonly Candidate[] =>
  candidates.map((candidate) => {
    const partners = candidates.filter(
      ({ hit }) => isTied(hit.end, candidate.hit.start) || isTied(candidate.hit.end, hit.start),
    );
    return {
      ...candidate,
      score: Math.max(candidate.score, ...partners.map(({ score }) => score)),
    };
  });

const needsQuestion = (candidate: Candidate): boolean =>
  candidate.hit.form.kind === 'stub' ||
  (!candidate.isConfirmed &&
    (candidate.hit.form.kind === 'landmark' ||
      candidate.hit.form.isNumber ||
      candidate.hit.isOpen ||
      isGuess(candidate.hit)));

// Of an old unit and a new one of the same name the larger is meant; that is none where neither holds the other.
const widest = ({ areas }: AreaMention): readonly Area[] => {
  const holding = areas.find((area) =>
    areas.every((other) => [...other.clusters].every((cluster) => area.clusters.has(cluster))),
  );
  return holding ? [holding] : [];
};

const withinOf = (mentions: readonly AreaMention[]): { readonly withinId?: string } => {
  const areas = mentions.flatMap(widest);
  const chosen = areas.find((area) => !area.isFormer) ?? areas[0];
  return chosen ? { withinId: chosen.unit.id } : {};
};

/** Settles on one village, on some to ask between, or on none. */
export const decide = (
  candidates: readonly Candidate[],
  home: Villages,
  mentions: readonly AreaMention[],
): PlaceReading => {
  const top = candidates[0];
  const rivals = top ? candidates.filter((one) => one.score > top.score - MARGIN) : [];
  const isLoose = top?.hit.form.kind === 'stub' || top?.hit.form.kind === 'landmark';
  const tooMany = isLoose && rivals.length > MOST_STUB_UNITS;
  const atHome = rivals.filter((one) => home.has(one.unitId));
  const within = withinOf(mentions);
  if (!top || top.score < WORTH_ASKING || (tooMany && atHome.length === 0)) {
    return { decision: 'none', choices: [], candidates: [], ...within };
  }
  const all = candidates.filter((one) => one.score > top.score - CHOICE_RANGE);
  const ordered = [...new Set([...atHome, ...all])].map((one) => one.unitId);
  const only = atHome.length === 1 ? atHome[0] : undefined;
  const sure = rivals.length === 1 && top.score >= SURE && !needsQuestion(top) ? top : only;
  if (sure) {
    return {
      decision: 'assign',
      unitId: sure.unitId,
      choices: [sure.unitId],
      candidates: ordered,
      ...within,
    };
  }
  return {
    decision: 'ask',
    choices: ordered.slice(0, MOST_CHOICES),
    candidates: ordered,
    ...within,
  };
};
