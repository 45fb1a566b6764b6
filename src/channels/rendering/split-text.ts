import { placeAfter, type TextUnit } from './text-unit.ts';

/** Where a text may be cut, the best place first: between paragraphs and lines, sentences, words. */
const ENDS = [/\n/g, /[.!?…]["”]?(?= )/g, / /g] as const;

/** A cut that leaves less than this part of the room used is not worth a better place. */
const LEAST_USE = 0.5;

/**
 * Parts a text so that each part has at most `most` of a unit, at line ends if it can be, else at sentence ends, else
 * between words; never inside a letter with its marks, unless that alone is longer.
 *
 * @param unit - Default: UTF-16 units.
 */
export function splitText(text: string, most: number, unit: TextUnit = 'utf16'): readonly string[] {
  const parts: string[] = [];
  let rest = text.trim();
  for (;;) {
    const room = placeAfter(rest, most, unit);
    if (room >= rest.length) return rest === '' ? parts : [...parts, rest];
    const end = findEnd(rest, room);
    const part = rest.slice(0, end).trimEnd();
    if (part !== '') parts.push(part);
    rest = rest.slice(end).trimStart();
  }
}

/** @param room - An index of the string, where the room ends. */
function findEnd(text: string, room: number): number {
  const head = text.slice(0, room + 1);
  for (const pattern of ENDS) {
    const end = [...head.matchAll(pattern)]
      .map((match) => match.index + match[0].length)
      .findLast((at) => at <= room);
    if (end !== undefined && end >= room * LEAST_USE) return end;
  }
  return lastWholeLetter(text, room);
}

/** Cuts before a letter that the limit would part from its marks, unless it alone is longer than the limit. */
function lastWholeLetter(text: string, room: number): number {
  const letters = new Intl.Segmenter('vi', { granularity: 'grapheme' }).segment(text);
  const start = letters.containing(room)?.index ?? room;
  if (start > 0) return start;
  // Half of a sign that takes two units is no text.
  return room > 1 && isSecondHalf(text, room) ? room - 1 : Math.max(1, room);
}

const isSecondHalf = (text: string, at: number): boolean =>
  (text.codePointAt(at - 1) ?? 0) > 0xff_ff;
