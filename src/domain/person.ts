import type { Locale } from './text.ts';

/** One chat of one person on one channel; `chatId` is the provider's id, always a string (ids pass 2^53). */
export interface ChatRef {
  readonly channel: string;
  readonly chatId: string;
}

/**
 * What a person may agree to, one question each (Law 91/2025, Art. 9: per purpose, not bundled).
 * `report`: keep the words and the chat's address to pass the concern on and to answer;
 * `remember`: keep the village for the next time;
 * `learn`: keep the words without names and numbers, to read later ones better;
 * `phone`: keep the phone number, for results that the chat lets through no more;
 * `link`: keep several chats as one person's.
 */
export type ConsentPurpose = 'report' | 'remember' | 'learn' | 'phone' | 'link';

/** Proof of an answer to a consent question. */
export interface Consent {
  readonly purpose: ConsentPurpose;
  readonly granted: boolean;
  readonly at: Date;
  readonly channel: string;
  /** The version of the words that were shown. */
  readonly textVersion: string;
  /** No answer of the person: an earlier one does not hold any more, and is to be asked for again. Absent: no. */
  readonly isLapsed?: boolean;
}

/** A citizen, known by chats alone; never joined with cases in views of staff. */
export interface Person {
  readonly id: string;
  readonly chats: readonly ChatRef[];
  readonly locale: Locale;
  readonly homeUnitId?: string;
  /** A mobile number that was given for results, such as `84912345678`. */
  readonly phone?: string;
  readonly consents: readonly Consent[];
  readonly createdAt: Date;
}

/** The latest answer to a purpose, or `undefined` when it was never asked, or is to be asked for again. */
export const consentFor = (
  { consents }: Pick<Person, 'consents'>,
  purpose: ConsentPurpose,
): Consent | undefined => {
  const latest = consents.findLast((consent) => consent.purpose === purpose);
  return latest?.isLapsed === true ? undefined : latest;
};
