import type { Reading } from './normalise.ts';
import { ACCUSATION_PHRASES, type AccusationTag } from './denunciation-words.ts';
import type { Sign } from './model/features.ts';
import { createPhraseIndex, type PhraseHit } from './phrases.ts';

/** Whether a message may accuse an official, or asks for review of a decision. */
export interface AccusationReading {
  readonly isDenunciation: boolean;
  readonly isComplaint: boolean;
  readonly evidence: readonly string[];
  /** The same and more, as the model is told it. */
  readonly signs: readonly Sign[];
}

/**
 * Finds of one phrase that are weighed. Whoever names an office many times before saying what it did must be heard too,
 * so there are many; but not without end, for each is compared with each.
 */
const MOST_FINDS = 40;

const index = createPhraseIndex(ACCUSATION_PHRASES, MOST_FINDS);

type Hit = PhraseHit<AccusationTag>;

const NEAR_TOKENS = 25;
const MONEY_NEAR_TOKENS = 12;
const FAVOUR_TOKENS = 8;
const VICE_TOKENS = 10;
/** A body is named in passing more often than an office holder: its misconduct must follow soon. */
const BODY_TOKENS = 10;
const APPEAL_TOKENS = 3;

const isWithin = (left: Hit, right: Hit, tokens: number): boolean =>
  Math.max(left.start, right.start) - Math.min(left.end, right.end) <= tokens;

const overlap = (left: Hit, right: Hit): boolean =>
  left.start < right.end && right.start < left.end;

const only = (hits: readonly Hit[], tag: AccusationTag): readonly Hit[] =>
  hits.filter((hit) => hit.tag === tag);

const denied = (hit: Hit, hits: readonly Hit[]): boolean =>
  hits.some((other) => other.tag === 'denial' && overlap(other, hit));

// The doer is named before the deed, "được cán bộ … giúp" aside.
const isAfter = (deed: Hit, office: Hit, tokens: number): boolean =>
  deed.start >= office.end && deed.start - office.end <= tokens;

/** More evidence of one sort proves no more. */
const MOST_EVIDENCE = 4;

const pairs = (
  lefts: readonly Hit[],
  rights: readonly Hit[],
  fits: (left: Hit, right: Hit) => boolean,
): readonly string[] => {
  const found: string[] = [];
  for (const left of lefts) {
    const right = rights.find((one) => !overlap(left, one) && fits(left, one));
    if (right !== undefined) found.push(`${left.phrase} + ${right.phrase}`);
    if (found.length === MOST_EVIDENCE) break;
  }
  return found;
};

const near =
  (tokens: number) =>
  (left: Hit, right: Hit): boolean =>
    isWithin(left, right, tokens);

const paidDeeds = (hits: readonly Hit[]): readonly Hit[] => {
  const money = only(hits, 'money');
  return only(hits, 'taking').filter((taking) =>
    money.some((sum) => isWithin(taking, sum, MONEY_NEAR_TOKENS)),
  );
};

const favours = (hits: readonly Hit[]): readonly Hit[] => {
  const benefits = only(hits, 'benefit');
  return only(hits, 'kin').filter((kin) =>
    benefits.some((benefit) => !overlap(kin, benefit) && isWithin(kin, benefit, FAVOUR_TOKENS)),
  );
};

const conditions = (hits: readonly Hit[]): readonly Hit[] => {
  const money = only(hits, 'money');
  return only(hits, 'condition').filter((condition) =>
    money.some((sum) => isWithin(condition, sum, MONEY_NEAR_TOKENS)),
  );
};

// "nhờ công an xử lý quán nhậu": whoever is turned to for help is not the one who drinks.
const isTurnedTo = (office: Hit, vice: Hit, hits: readonly Hit[]): boolean =>
  only(hits, 'appeal').some(
    (appeal) => appeal.end + APPEAL_TOKENS >= office.end && appeal.end <= vice.start,
  );

const vices = (offices: readonly Hit[], hits: readonly Hit[]): readonly string[] =>
  pairs(
    offices,
    only(hits, 'vice'),
    (office, vice) => isAfter(vice, office, VICE_TOKENS) && !isTurnedTo(office, vice, hits),
  );

const officeEvidence = (hits: readonly Hit[]): readonly string[] => {
  const offices = only(hits, 'office');
  return [
    ...pairs(offices, only(hits, 'misconduct'), near(NEAR_TOKENS)),
    ...pairs(only(hits, 'institution'), only(hits, 'misconduct'), (body, deed) =>
      isAfter(deed, body, BODY_TOKENS),
    ),
    ...pairs(offices, only(hits, 'deed'), (office, deed) => isAfter(deed, office, NEAR_TOKENS)),
    ...vices(offices, hits),
    ...pairs(offices, paidDeeds(hits), near(NEAR_TOKENS)),
    ...pairs(offices, favours(hits), near(NEAR_TOKENS)),
    ...pairs(offices, conditions(hits), near(NEAR_TOKENS)),
  ];
};

const denunciation = (hits: readonly Hit[]): readonly string[] => {
  const accusations = only(hits, 'accusation').filter((hit) => !denied(hit, hits));
  if (accusations.length > 0) return accusations.map((hit) => hit.phrase);
  return only(hits, 'pretender').length > 0 ? [] : officeEvidence(hits);
};

const complaint = (hits: readonly Hit[]): readonly string[] => {
  const decisions = only(hits, 'decision');
  const named = only(hits, 'complaint').filter((hit) => !denied(hit, hits));
  const disputed = only(hits, 'disagreement').filter(() => only(hits, 'review').length > 0);
  return [...named, ...disputed]
    .filter((hit) => decisions.some((decision) => isWithin(hit, decision, NEAR_TOKENS)))
    .map((hit) => hit.phrase);
};

const signsOf = (hits: readonly Hit[], accused: boolean, complained: boolean): readonly Sign[] => {
  const counts = new Map<string, number>();
  for (const { tag } of hits)
    counts.set(`accusation:${tag}`, (counts.get(`accusation:${tag}`) ?? 0) + 1);
  return [
    ...[...counts].map(([name, weight]) => ({ name, weight })),
    ...(accused ? [{ name: 'accusation!', weight: 2 }] : []),
    ...(complained ? [{ name: 'complaint!', weight: 2 }] : []),
  ];
};

/**
 * Reads whether a message may be a denunciation (a misconduct word, or an office and misconduct or
 * money close together) or a complaint. Doubt counts as yes: a false alarm costs one question, a
 * miss exposes a person.
 */
export const readAccusation = (reading: Reading): AccusationReading => {
  const hits = index.find(reading);
  const accused = denunciation(hits);
  const complained = complaint(hits);
  return {
    isDenunciation: accused.length > 0,
    isComplaint: complained.length > 0,
    evidence: [...accused, ...complained],
    signs: signsOf(hits, accused.length > 0, complained.length > 0),
  };
};
