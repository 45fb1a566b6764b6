import { readMessage } from './normalise.ts';

/** Longer words add nothing to a comparison but time, in folded characters. */
const MOST_COMPARED = 1_200;
const SIZES = [3, 4] as const;

const LINK = /(?:https?:\/\/|www\.)\S{1,500}/giu;

// Stand in nearly every message: alike in them says nothing, and a few candidates are too few to show that.
const COMMON = new Set(
  (
    'o a da roi bi co cua cho va voi la thi ma nay do kia ay nhe nha oi de duoc khong ko k chua toi em minh anh chi ba con ' +
    'bac co chau nha may nguoi dan xin kinh de nghi mong nho bao cao phan anh cau noi xa thon xom khu to dan pho tdp ' +
    'van dang lai ra vao tai trong ngoai tren duoi hom qua nay sang trua chieu toi dem ngay tuan thang nam luc gio moi rat ' +
    'qua lam lam nhieu giup xem di cac nhung mot hai ba bon nhu nua cung ai gi sao'
  ).split(' '),
);

/** What is compared: folded syllables without numbers, links, common words and the given names. */
const contentOf = (text: string, ignored: ReadonlySet<string>): readonly string[] => {
  const { tokens } = readMessage(text.replaceAll(LINK, ' '));
  const kept = tokens.filter(
    ({ folded, isNumber }) => !isNumber && !COMMON.has(folded) && !ignored.has(folded),
  );
  return kept.map(({ folded }) => folded);
};

const essence = (text: string, ignored: ReadonlySet<string>): string =>
  contentOf(text, ignored).join(' ').slice(0, MOST_COMPARED);

const foldedWords = (names: readonly string[]): ReadonlySet<string> =>
  new Set(names.flatMap((name) => readMessage(name).tokens.map(({ folded }) => folded)));

type Counts = ReadonlyMap<string, number>;

const gramsOf = (essential: string): Counts => {
  const counts = new Map<string, number>();
  if (essential === '') return counts;
  const padded = ` ${essential} `;
  for (const size of SIZES)
    for (let start = 0; start + size <= padded.length; start += 1) {
      const gram = padded.slice(start, start + size);
      counts.set(gram, (counts.get(gram) ?? 0) + 1);
    }
  return counts;
};

const documentCounts = (all: readonly Counts[]): Counts => {
  const known = new Map<string, number>();
  for (const counts of all)
    for (const gram of counts.keys()) known.set(gram, (known.get(gram) ?? 0) + 1);
  return known;
};

const weighted = (counts: Counts, known: Counts, size: number): Counts => {
  const weights = new Map<string, number>();
  for (const [gram, count] of counts) {
    const idf = Math.log((1 + size) / (1 + (known.get(gram) ?? 0))) + 1;
    weights.set(gram, (1 + Math.log(count)) * idf);
  }
  return weights;
};

const lengthOf = (weights: Counts): number => {
  let squares = 0;
  for (const weight of weights.values()) squares += weight * weight;
  return Math.sqrt(squares);
};

const cosine = (left: Counts, right: Counts): number => {
  const lengths = lengthOf(left) * lengthOf(right);
  if (lengths === 0) return 0;
  let product = 0;
  for (const [gram, weight] of left) product += weight * (right.get(gram) ?? 0);
  return Math.min(1, product / lengths);
};

/**
 * How alike a message is to each of some others, from 0 to 1: TF-IDF over character 3- and 4-grams of the folded words,
 * so that marks, shorthand and slips hardly matter. Linear in the characters, and never throws.
 *
 * @param ignored - Names that all of them may hold, such as the village's; they tell nothing apart.
 */
export const similarities = (
  message: string,
  others: readonly string[],
  ignored: readonly string[] = [],
): readonly number[] => {
  const names = foldedWords(ignored);
  const [own = new Map(), ...rest] = [message, ...others].map((text) =>
    gramsOf(essence(text, names)),
  );
  const all = [own, ...rest];
  const known = documentCounts(all);
  const [ownWeights = own, ...restWeights] = all.map((counts) =>
    weighted(counts, known, all.length),
  );
  return restWeights.map((weights) => cosine(ownWeights, weights));
};

/** One word in common is a coincidence. */
const FEWEST_SHARED = 2;

const shareOf = (left: ReadonlySet<string>, right: ReadonlySet<string>): number => {
  const shared = [...left].filter((word) => right.has(word)).length;
  return shared < FEWEST_SHARED ? 0 : shared / Math.sqrt(left.size * right.size);
};

/**
 * What share of its words a message has in common with each of some others, from 0 to 1, wherever they stand: people
 * put the same few words in another order.
 *
 * @param ignored - See {@link similarities}.
 */
export const wordsShared = (
  message: string,
  others: readonly string[],
  ignored: readonly string[] = [],
): readonly number[] => {
  const names = foldedWords(ignored);
  const [own = new Set<string>(), ...rest] = [message, ...others].map(
    (text) => new Set(contentOf(text, names)),
  );
  return rest.map((words) => shareOf(own, words));
};
