import { performance } from 'node:perf_hooks';
import type { Reader } from '../../src/text/reader.ts';
import { createRandom } from '../../src/text/model/random.ts';
import { fold } from '../../src/text/syllable.ts';
import type { Labelled } from './labelled.ts';
import {
  bands,
  calibrationError,
  found,
  isCategoryRight,
  type Judged,
  macroF1,
  percentile,
  placeFigures,
} from './measure.ts';

const BAND_LIMITS = [0, 0.3, 0.5, 0.7, 0.8, 0.9];
const WARM_UP_ROUNDS = 20;

/** A line of a table. */
export type Row = readonly [name: string, ...values: string[]];

const percent = (value: number): string =>
  Number.isNaN(value) ? '–' : `${(value * 100).toFixed(1)} %`;

/** Reads all messages, warmed up, and times each. */
export const judge = (reader: Reader, rows: readonly Labelled[]): readonly Judged[] => {
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) {
    for (const { text, commune } of rows) reader.understand(text, commune);
  }
  return rows.map((labelled) => {
    const start = performance.now();
    const understood = reader.understand(labelled.text, labelled.commune);
    return { labelled, understood, microseconds: (performance.now() - start) * 1000 };
  });
};

const placeRows = (columns: readonly (readonly Judged[])[]): readonly Row[] => {
  const figures = columns.map(placeFigures);
  return Object.keys(figures[0] ?? {}).map((name) => [
    `place: ${name}`,
    ...figures.map((figure) => percent(figure[name] ?? Number.NaN)),
  ]);
};

const accuracy = (judged: readonly Judged[]): string =>
  percent(judged.filter(isCategoryRight).length / judged.length);

const automatic = (judged: readonly Judged[]): string => {
  const kept = judged.filter(({ understood }) => understood.category.decision === 'auto');
  return `${accuracy(kept)} of ${percent(kept.length / judged.length)}`;
};

const bandRows = (columns: readonly (readonly Judged[])[]): readonly Row[] =>
  BAND_LIMITS.map((limit) => [
    `category: right of covered, confidence ≥ ${limit}`,
    ...columns.map((judged) => {
      const [band] = bands(judged, [limit]);
      return band ? `${percent(band.accuracy)} of ${percent(band.coverage)}` : '–';
    }),
  ]);

const categoryRows = (columns: readonly (readonly Judged[])[]): readonly Row[] => [
  ['category: accuracy', ...columns.map(accuracy)],
  ['category: macro-F1', ...columns.map((judged) => macroF1(judged).toFixed(3))],
  ['category: right of automatic', ...columns.map(automatic)],
  ...bandRows(columns),
  ['category: calibration error', ...columns.map((judged) => percent(calibrationError(judged)))],
];

const warningRow = (
  columns: readonly (readonly Judged[])[],
  name: string,
  isLabelled: (one: Labelled) => boolean,
  isRead: (one: Judged['understood']) => boolean,
): Row => [
  `${name}: recall / precision`,
  ...columns.map((judged) => {
    const { recall, precision } = found(judged, isLabelled, isRead);
    return `${percent(recall)} / ${percent(precision)}`;
  }),
];

const falseAlarms = (judged: readonly Judged[]): string => {
  const calm = judged.filter(({ labelled }) => labelled.urgency !== 'emergency');
  const alarmed = calm.filter(({ understood }) => understood.urgency === 'emergency');
  return percent(alarmed.length / calm.length);
};

const heeded = (judged: readonly Judged[]): string =>
  right(
    judged.filter(({ labelled }) => labelled.urgency === 'emergency'),
    ({ understood }) => understood.isPossibleEmergency === true,
  );

const right = (judged: readonly Judged[], isRight: (one: Judged) => boolean): string =>
  percent(judged.filter(isRight).length / judged.length);

/** Figures of what must not be missed. */
export const warningRows = (columns: readonly (readonly Judged[])[]): readonly Row[] => [
  warningRow(
    columns,
    'to-cao',
    (one) => one.kind === 'to-cao',
    (one) => one.kind.id === 'to-cao',
  ),
  warningRow(
    columns,
    'khieu-nai',
    (one) => one.kind === 'khieu-nai',
    (one) => one.kind.id === 'khieu-nai',
  ),
  warningRow(
    columns,
    'emergency',
    (one) => one.urgency === 'emergency',
    (one) => one.urgency === 'emergency',
  ),
  ['emergency: false alarms on the rest', ...columns.map(falseAlarms)],
  ['emergency: raised, or the sender is asked', ...columns.map(heeded)],
  [
    'kind: accuracy',
    ...columns.map((judged) =>
      right(judged, (one) => one.understood.kind.id === one.labelled.kind),
    ),
  ],
  [
    'urgency: accuracy',
    ...columns.map((judged) =>
      right(judged, (one) => one.understood.urgency === one.labelled.urgency),
    ),
  ],
];

const timeRow = (columns: readonly (readonly Judged[])[]): Row => [
  'microseconds a message: p50 / p99',
  ...columns.map((judged) => {
    const times = judged.map(({ microseconds }) => microseconds);
    return `${percentile(times, 0.5).toFixed(0)} / ${percentile(times, 0.99).toFixed(0)}`;
  }),
];

/** The same messages as they are, without marks, and without marks and with a slip of the finger each. */
export const variantsOf = (
  rows: readonly Labelled[],
): readonly (readonly [name: string, rows: readonly Labelled[]])[] => {
  const folded = rows.map((row) => ({ ...row, text: fold(row.text) }));
  const random = createRandom(1);
  const slipped = folded.map((row) => ({ ...row, text: withSlip(row.text, random) }));
  return [
    ['as written', rows],
    ['folded', folded],
    ['folded, a typo', slipped],
  ];
};

const LONG_ENOUGH = 3;

// Two letters change places, one is lost, or one is doubled, in one word of the message.
const withSlip = (text: string, random: () => number): string => {
  const words = text.split(' ');
  const long = words.flatMap((word, at) =>
    /^[a-z]+$/u.test(word) && word.length >= LONG_ENOUGH ? [at] : [],
  );
  const at = long[Math.floor(random() * long.length)];
  if (at === undefined) return text;
  const word = words[at] ?? '';
  const letter = Math.floor(random() * (word.length - 1));
  const head = word.slice(0, letter);
  const [one = '', two = ''] = word.slice(letter);
  const tail = word.slice(letter + 2);
  const slips = [head + two + one + tail, head + two + tail, head + one + one + two + tail];
  words[at] = slips[Math.floor(random() * slips.length)] ?? word;
  return words.join(' ');
};

/** Every figure of some columns of judged messages, a row each. */
export const figureRows = (columns: readonly (readonly Judged[])[]): readonly Row[] => [
  ...placeRows(columns),
  ...categoryRows(columns),
  ...warningRows(columns),
  timeRow(columns),
];
