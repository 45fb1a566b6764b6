import type { TurnEffect } from '../../chat/effect.ts';
import type { Turn } from '../../chat/flow.ts';
import type { Reporter } from '../../domain/case.ts';
import { consentFor, type ConsentPurpose } from '../../domain/person.ts';

/** The version of the words under `consent.*`; it changes with their meaning, and is stored with each answer. */
const CONSENT_TEXT_VERSION = '2026-11-23';

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

/** Keeps the answer with when, where and to which words it was given (Decree 356/2025, Art. 6: provable). */
export const recordConsent = (
  turn: Turn,
  purpose: ConsentPurpose,
  granted: boolean,
): TurnEffect => ({
  key: `consent-${turn.newId()}`,
  type: 'record-consent',
  personId: turn.asker.person.id,
  consent: {
    purpose,
    granted,
    at: turn.now,
    channel: turn.inbound.chat.channel,
    textVersion: CONSENT_TEXT_VERSION,
  },
});
