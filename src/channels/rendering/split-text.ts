/** Where a text may be cut, the best place first: between paragraphs and lines, sentences, words. */
const ENDS = [/\n/g, /[.!?…]["”]?(?= )/g, / /g] as const;

/** A cut that leaves less than this part of the room used is not worth a better place. */
const LEAST_USE = 0.5;

/**
 * Parts a text so that each part has at most `most` UTF-16 units, at line ends if it can be, else at sentence
 * ends, else between words; never inside a letter with its marks.
 */
export function splitText(text: string, most: number): readonly string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > most) {
    const end = findEnd(rest, most);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

function findEnd(text: string, most: number): number {
  const head = text.slice(0, most + 1);
  for (const pattern of ENDS) {
    const end = [...head.matchAll(pattern)]
      .map((match) => match.index + match[0].length)
      .findLast((at) => at <= most);
    if (end !== undefined && end >= most * LEAST_USE) return end;
  }
  return lastWholeLetter(text, most);
}

/** Cuts before a letter that the limit would part from its marks, unless it alone is longer than the limit. */
function lastWholeLetter(text: string, most: number): number {
  const letters = new Intl.Segmenter('vi', { granularity: 'grapheme' }).segment(text);
  const start = letters.containing(most)?.index ?? most;
  return start > 0 ? start : most;
}
