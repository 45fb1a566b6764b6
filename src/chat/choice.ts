import type { Choice } from './message.ts';
import type { Text } from '../domain/text.ts';

/** Telegram takes at most this many bytes with a button; all other channels take more. */
export const MOST_CHOICE_BYTES = 64;

/** A choice id, taken apart. */
export interface ChoiceParts {
  readonly flow: string;
  readonly verb: string;
  readonly arguments: readonly string[];
}

// Printable ASCII without the colon that parts them.
const PART = /^[!-9;-~]+$/;

/** Makes a choice; where it is about a case or a draft, that is its first argument. */
export const choice = (
  flow: string,
  verb: string,
  label: Text,
  ...given: readonly (string | number)[]
): Choice => ({ id: [flow, verb, ...given].join(':'), label });

/** The same choice, which words do as well: it is left out where there are no buttons. */
export const shortcut = (offered: Choice): Choice => ({ ...offered, isShortcut: true });

/** The same choice under a number of its own, a whole one from 1 to 99; any other leaves it to be counted off. */
export const numbered = (offered: Choice, number: number | undefined): Choice =>
  number === undefined ? offered : { ...offered, number };

/** The same choice, which "không" or "thôi" in words press too. */
export const declining = (offered: Choice): Choice => ({ ...offered, isNo: true });

/** Whether every part is plain ASCII and the whole fits into a button. */
export const isChoiceId = (id: string): boolean =>
  id.length <= MOST_CHOICE_BYTES &&
  id.split(':').length >= 2 &&
  id.split(':').every((part) => PART.test(part));

/** Takes a choice id apart; `undefined` when it is not one of ours. */
export const readChoice = (id: string): ChoiceParts | undefined => {
  if (!isChoiceId(id)) return undefined;
  const [flow = '', verb = '', ...rest] = id.split(':');
  return { flow, verb, arguments: rest };
};
