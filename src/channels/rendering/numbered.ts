import { numbersOf } from '../../chat/numbering.ts';

/** The choices of a message as lines, each with the number that stands for it. A label that begins with it has it already. */
const numberedLines = (labels: readonly string[]): readonly string[] => {
  const numbers = numbersOf(labels);
  return labels.map((label, index) => {
    const number = String(numbers[index]);
    return label.startsWith(`${number} `) ? label : `${number}. ${label}`;
  });
};

/**
 * A text with its choices as numbered lines under it, for where there are no buttons.
 *
 * @param labels - Of the choices that have a number: see `numberable`.
 * @param hint - How to answer, in a few words.
 */
export const withNumbers = (text: string, labels: readonly string[], hint: string): string =>
  labels.length === 0
    ? text
    : [...(text === '' ? [] : [text]), ...numberedLines(labels), hint].join('\n');
