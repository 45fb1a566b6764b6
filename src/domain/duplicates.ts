import { isAboutOfficial, type Case } from './case.ts';
import type { CategoryId, Kind, Urgency } from './category.ts';
import { metresBetween } from './distance.ts';
import { reportersOf } from './following.ts';
import type { Setting } from './setting.ts';
import { isOpen } from './status.ts';
import type { Pin } from './unit.ts';

const DAY_MS = 86_400_000;

/**
 * How long after its end a case may still be the one that is meant, in days. What is not listed concerns one person or
 * household (land, papers, health, a quarrel, a crime) or nobody knows what, and is never offered to others.
 */
const SHARED_DAYS: Readonly<Partial<Record<CategoryId, number>>> = {
  duong: 60,
  dien: 2,
  'nuoc-sach': 2,
  'thuy-loi': 14,
  'moi-truong': 14,
  'tieng-on': 1,
  rung: 7,
  'vien-thong': 3,
  'van-hoa': 30,
};

/** Outcomes tell of the people in it, so even a coordinator cannot have others follow it. */
const SECLUDED: readonly CategoryId[] = ['hoa-giai'];

/** Whether others may be made to follow such a case at all, or it them: both teams read the words of both. */
export const isSecluded = (current: Pick<Case, 'categoryId' | 'marks'>): boolean =>
  SECLUDED.includes(current.categoryId) || isAboutOfficial(current);

/** What is told, as far as it decides whether others may be asked to follow it. */
export interface Matter {
  readonly kind: Kind;
  readonly categoryId: CategoryId;
  readonly urgency: Urgency;
}

/** Whether it concerns everybody who passes by. Danger goes its own way: nothing about it waits for a question. */
export const isShared = ({ kind, categoryId, urgency }: Matter): boolean =>
  (kind === 'phan-anh' || kind === 'hien-ke') &&
  urgency !== 'emergency' &&
  SHARED_DAYS[categoryId] !== undefined;

/** Where a case lies: the village of its team, else the one that was told. */
export const villageOf = ({ teamUnitId, place }: Case): string | undefined =>
  teamUnitId ?? place.unitId;

const ENDED = ['answered', 'confirmed', 'unconfirmed'] as const;

const endOf = ({ closedAt, answeredAt }: Case): Date | undefined => closedAt ?? answeredAt;

/** Until when others may be asked to follow the case: always while it is open, `undefined` when never. */
export const sharedUntil = (current: Case): Date | 'always' | undefined => {
  const days = SHARED_DAYS[current.categoryId];
  if (!isShared(current) || days === undefined) return undefined;
  if (isOpen(current.status)) return 'always';
  const end = ENDED.some((status) => status === current.status) ? endOf(current) : undefined;
  return end === undefined ? undefined : new Date(end.getTime() + days * DAY_MS);
};

/** Whether the case may be offered now: what has ended must still be possible to open again. */
export const mayBeOffered = (current: Case, { now, calendar, directory }: Setting): boolean => {
  const until = sharedUntil(current);
  if (until === undefined || until === 'always') return until === 'always';
  const { closedAt } = current;
  const { ratingWindow } = directory.organisation.norms;
  return (
    now <= until && (closedAt === undefined || now <= calendar.addSpan(closedAt, ratingWindow))
  );
};

/** What is about to be sent, as far as it is compared. */
export interface Probe extends Matter {
  readonly text: string;
  readonly unitId: string;
  readonly pin?: Pin;
}

/** A case that may be the same, told without a word of those who reported it. */
export interface Offer {
  readonly caseId: string;
  readonly categoryId: CategoryId;
  readonly unitId: string;
  /** How many people reported it. */
  readonly reporters: number;
  readonly since: Date;
  /** When it was answered; `null` while it is open. */
  readonly endedAt: Date | null;
}

/** What may be said of a case to somebody who may mean the same. */
export const offerOf = (current: Case): Offer => ({
  caseId: current.id,
  categoryId: current.categoryId,
  unitId: villageOf(current) ?? current.ownerUnitId,
  reporters: reportersOf(current),
  since: current.sentAt,
  endedAt: isOpen(current.status) ? null : (endOf(current) ?? null),
});

/** As FixMyStreet suggests to the public. */
const NEAR_M = 250;
/** Pins are often sent from home: a village is small, but not every place in it is the same. */
const FAR_M = 1_000;
const SAME_VILLAGE = 0.8;
const SAME_VILLAGE_APART = 0.3;

/** How the words of a probe compare to those of a case. */
export interface Wording {
  /** How alike they are, 0 to 1. */
  readonly likeness: number;
  /** Whether they name the same thing that is wrong. */
  readonly trouble: 'same' | 'other' | 'unknown';
  /** Whether they name the same spot of the village. */
  readonly spot: 'same' | 'other' | 'unknown';
}

/** What comes to a whole village by one line: who says at the same time that it is gone means the same. */
const NETWORKS: readonly CategoryId[] = ['dien', 'nuoc-sach', 'vien-thong'];

/** How surely it is the same place, 0 to 1; `undefined`: it is another. */
const placeScore = (probe: Probe, current: Case): number | undefined => {
  const isSameVillage = villageOf(current) === probe.unitId;
  const { pin } = current.place;
  if (probe.pin === undefined || pin === undefined) return isSameVillage ? SAME_VILLAGE : undefined;
  const metres = metresBetween(probe.pin, pin);
  if (metres <= NEAR_M) return 1 - metres / (2 * NEAR_M);
  return isSameVillage && metres <= FAR_M ? SAME_VILLAGE_APART : undefined;
};

const timeScore = ({ categoryId, sentAt }: Case, now: Date): number => {
  const windowMs = (SHARED_DAYS[categoryId] ?? 1) * DAY_MS;
  return Math.min(1, Math.max(0, 1 - (now.getTime() - sentAt.getTime()) / windowMs));
};

/** The same trouble at the same spot, or of one network within its short window, in whatever words it is told. */
const SURELY_SAME = 0.8;
/** What naming the same trouble adds where neither the spot nor the hour says that it is one. */
const SAME_TROUBLE = 0.15;

/** How much the words speak for the same, 0 to 1; `undefined`: they speak of something else. */
const wordScore = (
  { categoryId, sentAt }: Case,
  { likeness: alike, trouble, spot }: Wording,
  now: Date,
): number | undefined => {
  if (spot === 'other' || trouble === 'other') return undefined;
  const windowMs = (SHARED_DAYS[categoryId] ?? 0) * DAY_MS;
  const isAtOnce = NETWORKS.includes(categoryId) && now.getTime() - sentAt.getTime() <= windowMs;
  if (trouble === 'unknown') return alike;
  const isSure = spot === 'same' || isAtOnce;
  return Math.min(1, Math.max(isSure ? SURELY_SAME : 0, alike + SAME_TROUBLE));
};

/** Less alike in words is another thing, however near. */
const LEAST_TEXT = 0.4;
/** High, for a wrong offer hides a new concern behind an old one; what is missed costs a coordinator one merging. */
const LEAST_SCORE = 0.6;

/**
 * How surely a case is what the probe tells of, above the threshold from which it is worth a question; else `undefined`.
 */
export const likeness = (
  probe: Probe,
  current: Case,
  wording: Wording,
  now: Date,
): number | undefined => {
  const isSame = probe.categoryId === current.categoryId && probe.kind === current.kind;
  const place = placeScore(probe, current);
  const words = wordScore(current, wording, now);
  if (!isSame || place === undefined || words === undefined || words < LEAST_TEXT) return undefined;
  const score = 0.7 * words + 0.2 * place + 0.1 * timeScore(current, now);
  return score >= LEAST_SCORE ? score : undefined;
};
