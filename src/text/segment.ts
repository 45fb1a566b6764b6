/** A stretch of words with what it is worth when read as one thing. */
export interface Segment {
  readonly start: number;
  /** One past the last word. */
  readonly end: number;
  readonly worth: number;
}

interface Best<Kept> {
  readonly worth: number;
  readonly last: Kept | undefined;
  readonly before: number;
}

/**
 * Chooses segments that do not overlap and are worth most together (Viterbi), in order. Names run
 * together without commas ("hòa thịnh tây hòa phú yên") are only then told apart.
 *
 * @param length - How many words there are.
 */
export const chooseSegments = <Kept extends Segment>(
  segments: readonly Kept[],
  length: number,
): readonly Kept[] => {
  const ending = new Map<number, Kept[]>();
  for (const segment of segments) {
    const known = ending.get(segment.end);
    if (known) known.push(segment);
    else ending.set(segment.end, [segment]);
  }
  const best: Best<Kept>[] = [{ worth: 0, last: undefined, before: 0 }];
  for (let end = 1; end <= length; end += 1) {
    let chosen: Best<Kept> = { worth: best[end - 1]?.worth ?? 0, last: undefined, before: end - 1 };
    for (const segment of ending.get(end) ?? []) {
      const worth = (best[segment.start]?.worth ?? 0) + segment.worth;
      if (worth > chosen.worth) chosen = { worth, last: segment, before: segment.start };
    }
    best.push(chosen);
  }
  const kept: Kept[] = [];
  for (let at = length; at > 0; ) {
    const step = best[at];
    if (step?.last) kept.push(step.last);
    at = step?.before ?? 0;
  }
  return kept.toReversed();
};
