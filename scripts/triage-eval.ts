import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { Reader } from '../src/text/reader.ts';
import { fold } from '../src/text/syllable.ts';
import { type Labelled, loadLabelled } from './triage/labelled.ts';
import {
  bands,
  calibrationError,
  found,
  isCategoryRight,
  type Judged,
  macroF1,
  percentile,
  placeFigures,
  placeOutcome,
} from './triage/measure.ts';
import { openReader } from './triage/sample-reader.ts';

const BAND_LIMITS = [0, 0.3, 0.5, 0.7, 0.8, 0.9];
const WARM_UP_ROUNDS = 20;

type Row = readonly [name: string, ...values: string[]];

const percent = (value: number): string =>
  Number.isNaN(value) ? '–' : `${(value * 100).toFixed(1)} %`;

const judge = (reader: Reader, rows: readonly Labelled[]): readonly Judged[] => {
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

const right = (judged: readonly Judged[], isRight: (one: Judged) => boolean): string =>
  percent(judged.filter(isRight).length / judged.length);

const warningRows = (columns: readonly (readonly Judged[])[]): readonly Row[] => [
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

const print = (header: Row, rows: readonly Row[]): void => {
  const widths = header.map((_, at) =>
    Math.max(...[header, ...rows].map((row) => (row[at] ?? '').length)),
  );
  for (const row of [header, ...rows]) {
    console.log(row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '));
  }
};

const tally = (pairs: readonly string[]): readonly Row[] => {
  const counts = new Map<string, number>();
  for (const pair of pairs) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  return [...counts]
    .toSorted(([, fewer], [, more]) => more - fewer)
    .map(([pair, count]) => [pair, String(count)]);
};

const confusions = (judged: readonly Judged[]): readonly Row[] =>
  tally(
    judged.flatMap(({ labelled, understood }) => [
      ...(understood.category.id === labelled.category
        ? []
        : [`${labelled.category} → ${understood.category.id ?? 'none'}`]),
      ...(understood.kind.id === labelled.kind ? [] : [`${labelled.kind} → ${understood.kind.id}`]),
      ...(understood.urgency === labelled.urgency
        ? []
        : [`${labelled.urgency} → ${understood.urgency}`]),
    ]),
  );

const BAD_PLACES = new Set(['wrong', 'missed', 'asked-wrong', 'asked-needlessly', 'none-asked']);

const printMistakes = (judged: readonly Judged[]): void => {
  print(['mistaken for', 'times'], confusions(judged));
  for (const one of judged) {
    const outcome = placeOutcome(one);
    if (!BAD_PLACES.has(outcome)) continue;
    const { place } = one.understood;
    console.log(
      `${one.labelled.id} place ${outcome}: ${one.labelled.accept.join(' ')} → ${place.choices.join(' ')}`,
    );
  }
};

const printRows = (judged: readonly Judged[], kind: string): void => {
  for (const { labelled, understood } of judged) {
    const wrong =
      (kind === 'category' && understood.category.id !== labelled.category) ||
      (kind === 'kind' && understood.kind.id !== labelled.kind) ||
      (kind === 'urgency' && understood.urgency !== labelled.urgency);
    if (!wrong) continue;
    console.log(
      `${labelled.id} ${labelled.category}/${labelled.kind}/${labelled.urgency} → ${understood.category.id ?? 'none'} ${understood.category.confidence.toFixed(2)}/${understood.kind.id}/${understood.urgency}: ${labelled.text}`,
    );
  }
};

/** `triage:eval FILE.jsonl [--confusions] [--show category|kind|urgency]`: how well labelled messages are understood. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { confusions: { type: 'boolean' }, show: { type: 'string' } },
  });
  const [path] = positionals;
  if (path === undefined) throw new Error('usage: triage:eval FILE.jsonl [--confusions]');
  const rows = await loadLabelled(path);
  const reader = await openReader();
  const written = judge(reader, rows);
  const folded = judge(
    reader,
    rows.map((row) => ({ ...row, text: fold(row.text) })),
  );
  const columns = [written, folded];
  print(
    [`${rows.length} messages`, 'as written', 'folded'],
    [...placeRows(columns), ...categoryRows(columns), ...warningRows(columns), timeRow(columns)],
  );
  if (values.confusions) {
    for (const judged of columns) printMistakes(judged);
  }
  if (values.show !== undefined) printRows(written, values.show);
}

await main();
