import { say, type TextParam } from '../../domain/text.ts';

/** Why a team sends a case back, as offered; kept as the words of `return`, labels under `staff.returnReason.<code>`. */
export const RETURN_REASONS = ['other-village', 'other-body', 'place-unclear'] as const;

/** The words of a `return` as they are shown: the label of an offered reason, else what was written. */
export const returnWords = (words: string): TextParam =>
  RETURN_REASONS.some((reason) => reason === words) ? say(`staff.returnReason.${words}`) : words;
