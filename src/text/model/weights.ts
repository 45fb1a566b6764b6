import { OUTPUT_COUNT } from './outputs.ts';

/** Confidences from which an answer is acted on; set on messages that were not trained on. */
export interface Thresholds {
  /** A category is taken without asking. */
  readonly automatic: number;
  /** A category is proposed among others; below it the whole menu is shown. */
  readonly proposal: number;
  /** A message may be a denunciation, whatever the words lists say. */
  readonly denunciation: number;
  /** A message may be a complaint. */
  readonly complaint: number;
  /** Somebody may be hurt now. */
  readonly emergency: number;
}

/** What training leaves: everything that is needed to classify. */
export interface Weights {
  /** Hash of the numbers themselves: the same training gives the same version. */
  readonly version: string;
  /** Features that are known, by their hashes. */
  readonly hashes: Uint32Array;
  /** {@link OUTPUT_COUNT} whole numbers a feature; times the output's scale they are weights. */
  readonly rows: Int8Array;
  /** See `common-pairs.ts`. */
  readonly commonPairs: Uint32Array;
  readonly scales: Float64Array;
  readonly biases: Float64Array;
  /** What scores are divided by, a head: tempers a model that is too sure of itself. */
  readonly temperatures: Float64Array;
  readonly thresholds: Thresholds;
}

/** A file that holds no weights, or weights of another shape. */
export class BadWeights extends Error {
  override readonly name = 'BadWeights';
}

const MAGIC = 'CBW1';

/** A hash of bytes as 8 hexadecimal digits; tells versions apart, protects nothing. */
const digest = (bytes: Uint8Array): string => {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
};

type Header = Omit<
  Weights,
  'version' | 'hashes' | 'rows' | 'commonPairs' | 'scales' | 'biases' | 'temperatures'
> & {
  readonly outputs: number;
  readonly features: number;
  readonly pairs: number;
  readonly scales: readonly number[];
  readonly biases: readonly number[];
  readonly temperatures: readonly number[];
};

/** Writes weights as bytes: a mark, the length of a JSON header, the header, hashes, pairs, rows. */
export const encodeWeights = (weights: Omit<Weights, 'version'>): Uint8Array => {
  const { hashes, rows, commonPairs, scales, biases, temperatures, thresholds } = weights;
  const header: Header = {
    outputs: OUTPUT_COUNT,
    features: hashes.length,
    pairs: commonPairs.length,
    scales: [...scales],
    biases: [...biases],
    temperatures: [...temperatures],
    thresholds,
  };
  const head = new TextEncoder().encode(JSON.stringify(header));
  const listed = [...hashes, ...commonPairs];
  const bytes = new Uint8Array(8 + head.length + listed.length * 4 + rows.length);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC));
  view.setUint32(4, head.length, true);
  bytes.set(head, 8);
  const at = 8 + head.length;
  for (const [index, hash] of listed.entries()) view.setUint32(at + index * 4, hash, true);
  bytes.set(new Uint8Array(rows.buffer, rows.byteOffset, rows.length), at + listed.length * 4);
  return bytes;
};

const isShare = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= 1;

const THRESHOLDS: readonly (keyof Thresholds)[] = [
  'automatic',
  'proposal',
  'denunciation',
  'complaint',
  'emergency',
];

/** No trained number is anywhere near it; more would make scores infinite. */
const LARGEST = 1_000;

const hasNumbers = (value: unknown, count: number): boolean =>
  Array.isArray(value) &&
  value.length === count &&
  value.every((one) => typeof one === 'number' && Math.abs(one) <= LARGEST);

const parseHeader = (bytes: Uint8Array): Header => {
  try {
    return (JSON.parse(new TextDecoder().decode(bytes)) ?? {}) as Header;
  } catch (cause) {
    throw new BadWeights('the header is no JSON', { cause });
  }
};

const readHeader = (bytes: Uint8Array, length: number): Header => {
  const header = parseHeader(bytes.subarray(8, 8 + length));
  const { outputs, features, pairs, scales, biases, temperatures, thresholds } = header;
  const isWhole =
    outputs === OUTPUT_COUNT &&
    Number.isSafeInteger(features) &&
    features >= 0 &&
    Number.isSafeInteger(pairs) &&
    pairs >= 0 &&
    hasNumbers(scales, OUTPUT_COUNT) &&
    hasNumbers(biases, OUTPUT_COUNT) &&
    hasNumbers(temperatures, 3) &&
    temperatures.every((one) => one > 0) &&
    THRESHOLDS.every((name) => isShare(thresholds?.[name]));
  if (!isWhole) throw new BadWeights('the header is not that of these outputs');
  return header;
};

/**
 * Reads what {@link encodeWeights} wrote.
 *
 * @throws {BadWeights} when the bytes are something else, cut short, or of other outputs.
 */
export const decodeWeights = (bytes: Uint8Array): Weights => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const mark = new TextDecoder().decode(bytes.subarray(0, 4));
  if (bytes.length < 8 || mark !== MAGIC) throw new BadWeights('no weights of this form');
  const length = view.getUint32(4, true);
  if (8 + length > bytes.length) throw new BadWeights('the header is cut short');
  const header = readHeader(bytes, length);
  const { features, pairs, scales, biases, temperatures, thresholds } = header;
  const at = 8 + length;
  if (bytes.length !== at + (features + pairs) * 4 + features * OUTPUT_COUNT)
    throw new BadWeights('the weights are cut short');
  const listed = Uint32Array.from({ length: features + pairs }, (_, index) =>
    view.getUint32(at + index * 4, true),
  );
  if (new Set(listed.subarray(0, features)).size !== features)
    throw new BadWeights('a feature is listed twice');
  // A copy: the bytes may be a window into a pool that is used again.
  const rows = Int8Array.from(bytes.subarray(at + listed.length * 4), (byte) => (byte << 24) >> 24);
  return {
    version: digest(bytes),
    hashes: listed.slice(0, features),
    rows,
    commonPairs: listed.slice(features),
    scales: Float64Array.from(scales),
    biases: Float64Array.from(biases),
    temperatures: Float64Array.from(temperatures),
    thresholds,
  };
};
