import { consentFor, type Consent, type ConsentPurpose, type Person } from './person.ts';

type Answers = Pick<Person, 'consents'>;
type Known = Answers & Pick<Person, 'homeUnitId' | 'phone'>;

const PURPOSES: readonly ConsentPurpose[] = ['report', 'remember', 'learn', 'phone'];

/** Leave that goes for a chat which was never asked would take in its words, or tell its news to somebody's phone. */
const PER_CHAT: ReadonlySet<ConsentPurpose> = new Set(['learn', 'phone']);

/**
 * Whether what was answered in one of two chats holds once they are one person's. Both said the same: it does. They
 * differ: neither does. Asked in one alone: that answer is the person's, except leave to learn and leave to keep a
 * number.
 */
const holds = (purpose: ConsentPurpose, ours: Answers, theirs: Answers): boolean => {
  const answers = [consentFor(ours, purpose), consentFor(theirs, purpose)];
  const given = answers.filter((answer) => answer !== undefined);
  const isSame = new Set(given.map(({ granted }) => granted)).size <= 1;
  const isLeave = given.some(({ granted }) => granted);
  return isSame && (!PER_CHAT.has(purpose) || !isLeave || given.length === answers.length);
};

/** What a person takes over from the one that it is joined with. */
export interface Inheritance {
  /** To be added behind its own, in this order: all answers of the other, as proof, then which of them lapsed. */
  readonly consents: readonly Consent[];
  readonly homeUnitId: string | undefined;
  readonly phone: string | undefined;
}

/**
 * Joins two persons who are one: never more leave than was given, never an answer forgotten.
 *
 * @param linked - The answer to "join these chats?", with when, where and to which words it was given.
 */
export function inherit(ours: Known, theirs: Known, linked: Consent): Inheritance {
  const { at, channel, textVersion } = linked;
  const isOtherPhone = ours.phone !== theirs.phone;
  const lapsed = PURPOSES.filter(
    (purpose) => !holds(purpose, ours, theirs) || (purpose === 'phone' && isOtherPhone),
  ).map(
    (purpose): Consent => ({ purpose, granted: false, at, channel, textVersion, isLapsed: true }),
  );
  const consents = [...theirs.consents, ...lapsed, linked];
  const may = (purpose: ConsentPurpose): boolean =>
    consentFor({ consents: [...ours.consents, ...consents] }, purpose)?.granted === true;
  return {
    consents,
    homeUnitId: may('remember') ? (ours.homeUnitId ?? theirs.homeUnitId) : undefined,
    phone: may('phone') && ours.phone === theirs.phone ? ours.phone : undefined,
  };
}

/** Which of two stays when they become one: the one known for longer, whoever of them is asked. */
export const isElder = (
  one: Pick<Person, 'id' | 'createdAt'>,
  other: Pick<Person, 'id' | 'createdAt'>,
): boolean => {
  const olderMs = other.createdAt.getTime() - one.createdAt.getTime();
  return olderMs === 0 ? one.id < other.id : olderMs > 0;
};
