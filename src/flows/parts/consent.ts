import type { TurnEffect } from '../../chat/effect.ts';
import type { Turn } from '../../chat/flow.ts';
import type { Reporter } from '../../domain/case.ts';
import { consentFor, type Consent, type ConsentPurpose } from '../../domain/person.ts';

/** The version of the words of each question; it changes with their meaning, and is stored with each answer. */
const TEXT_VERSIONS: Readonly<Record<ConsentPurpose, string>> = {
  report: '2026-11-23',
  remember: '2026-11-23',
  learn: '2026-11-23',
  phone: '2026-11-28',
  link: '2026-11-28',
};

/** Stands for nobody: whoever refused that the chat is kept is not in the case at all. */
const NOBODY = 'nobody-';

/** A reporter that no chat belongs to; another one each time, so that two reports cannot be tied together. */
export const nobody = (id: string): string => `${NOBODY}${id}`;

/** Whether no answer can come back, because the chat was not to be kept. */
export const isUnanswerable = ({ personId }: Pick<Reporter, 'personId'>): boolean =>
  personId.startsWith(NOBODY);

/** The answer to a purpose, if it was asked. */
export const answerTo = (turn: Turn, purpose: ConsentPurpose): boolean | undefined =>
  consentFor(turn.asker.person, purpose)?.granted;

/** An answer given in this turn, with all that proves it. */
export const answerNow = (turn: Turn, purpose: ConsentPurpose, granted: boolean): Consent => ({
  purpose,
  granted,
  at: turn.now,
  channel: turn.inbound.chat.channel,
  textVersion: TEXT_VERSIONS[purpose],
});

/** Keeps the answer with when, where and to which words it was given (Decree 356/2025, Art. 6: provable). */
export const recordConsent = (
  turn: Turn,
  purpose: ConsentPurpose,
  granted: boolean,
): TurnEffect => ({
  key: `consent-${turn.newId()}`,
  type: 'record-consent',
  personId: turn.asker.person.id,
  consent: answerNow(turn, purpose, granted),
});
