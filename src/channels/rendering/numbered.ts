import { numbersOf } from '../../chat/numbering.ts';

/** A choice as it is written down. */
export interface NumberedLabel {
  readonly label: string;
  /** Its own number. Absent: counted off. */
  readonly number?: number;
}

/** Lines in the order of their numbers. A label that begins with its own number has it already: "5 sao". */
const numberedLines = (choices: readonly NumberedLabel[]): readonly string[] => {
  const numbers = numbersOf(choices);
  return choices
    .map(({ label, number: own }, index) => ({ label, own, number: numbers[index] ?? 0 }))
    .toSorted((one, other) => one.number - other.number)
    .map(({ label, own, number }) =>
      own === number && label.startsWith(`${number} `) ? label : `${number}. ${label}`,
    );
};

/**
 * A text with its choices as numbered lines under it, for where there are no buttons.
 *
 * @param choices - Those that have a number: see `numberable`.
 * @param hint - How to answer, in a few words.
 */
export const withNumbers = (
  text: string,
  choices: readonly NumberedLabel[],
  hint: string,
): string =>
  choices.length === 0
    ? text
    : [...(text === '' ? [] : [text]), ...numberedLines(choices), hint].join('\n');
