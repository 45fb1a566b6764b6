import { performance } from 'node:perf_hooks';
import type { CategoryId } from '../../../src/domain/category.ts';
import type { PlaceReading, Understanding } from '../../../src/text/understand.ts';
import type { Row } from '../figures.ts';
import type { Labelled } from '../labelled.ts';
import { isCategoryRight, type Judged, macroF1, percentile, placeFigures } from '../measure.ts';
import { loadPhrases } from '../phrases.ts';
import { openDirectory } from '../sample-reader.ts';
import { villageRows } from './gazetteer-rows.ts';
import { levenshteinWindows } from './levenshtein.ts';
import { type Example, trainNaiveBayes } from './naive-bayes.ts';
import { fuseSearch, miniSearch, readPlace } from './place-search.ts';

/** A plain way to tell the place or the category, to be put beside ours. */
interface Baseline {
  readonly name: string;
  readonly tells: 'place' | 'category';
  read(text: string): Understanding;
}

const NOTHING: Understanding = {
  place: { decision: 'none', choices: [] },
  category: { confidence: 0, decision: 'ask', choices: [] },
  kind: { id: 'phan-anh', confidence: 0 },
  urgency: 'normal',
  isAbusive: false,
  isSuspectedDenunciation: false,
  isSuspectedComplaint: false,
  masked: '',
};

const placed = (place: PlaceReading): Understanding => ({ ...NOTHING, place });

const sorted = (id: CategoryId): Understanding => ({
  ...NOTHING,
  category: { id, confidence: 1, decision: 'auto', choices: [id] },
});

/** The phrases that our own model learns from, without the places in them. */
const loadExamples = async (): Promise<readonly Example[]> =>
  (await loadPhrases()).flatMap(({ text, category }) =>
    category === undefined ? [] : [{ text: text.replaceAll('{p}', ' '), category }],
  );

const openBaselines = async (): Promise<readonly Baseline[]> => {
  const { directory, today } = await openDirectory();
  const rows = villageRows(directory, today);
  const category = trainNaiveBayes(await loadExamples());
  return [
    ...[fuseSearch(rows), miniSearch(rows), levenshteinWindows(rows)].map(
      (search): Baseline => ({
        name: search.name,
        tells: 'place',
        read: (text) => placed(readPlace(search, text)),
      }),
    ),
    { name: 'naive Bayes', tells: 'category', read: (text) => sorted(category(text)) },
  ];
};

const judgeBaseline = (baseline: Baseline, rows: readonly Labelled[]): readonly Judged[] => {
  for (const { text } of rows) baseline.read(text);
  return rows.map((labelled) => {
    const start = performance.now();
    const understood = baseline.read(labelled.text);
    return { labelled, understood, microseconds: (performance.now() - start) * 1000 };
  });
};

/** What was judged of one way of reading. */
interface Column {
  readonly name: string;
  readonly tells: 'both' | Baseline['tells'];
  readonly judged: readonly Judged[];
}

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

const PLACE_FIGURES = [
  'right without a question',
  'wrong without a question',
  'asked, the right one offered',
  'asked, the right one missing',
  'nothing found though named',
  'right, asked rightly, or rightly none',
];

const rowOf = (
  name: string,
  columns: readonly Column[],
  tells: Baseline['tells'] | undefined,
  value: (judged: readonly Judged[]) => string,
): Row => [
  name,
  ...columns.map((column) =>
    tells === undefined || column.tells === 'both' || column.tells === tells
      ? value(column.judged)
      : '–',
  ),
];

const right = (judged: readonly Judged[]): string =>
  percent(judged.filter(isCategoryRight).length / judged.length);

/** Plain baselines beside what was judged of ours, on the same messages: a header and its rows. */
export const compareBaselines = async (
  ours: readonly Judged[],
): Promise<{ readonly header: Row; readonly rows: readonly Row[] }> => {
  const rows = ours.map(({ labelled }) => labelled);
  const columns: readonly Column[] = [
    { name: 'ours', tells: 'both', judged: ours },
    ...(await openBaselines()).map((baseline) => ({
      name: baseline.name,
      tells: baseline.tells,
      judged: judgeBaseline(baseline, rows),
    })),
  ];
  return {
    header: ['baselines', ...columns.map(({ name }) => name)],
    rows: [
      ...PLACE_FIGURES.map((name) =>
        rowOf(`place: ${name}`, columns, 'place', (judged) =>
          percent(placeFigures(judged)[name] ?? Number.NaN),
        ),
      ),
      rowOf('category: accuracy', columns, 'category', right),
      rowOf('category: macro-F1', columns, 'category', (judged) => macroF1(judged).toFixed(3)),
      rowOf('microseconds a message: p50', columns, undefined, (judged) =>
        percentile(
          judged.map(({ microseconds }) => microseconds),
          0.5,
        ).toFixed(0),
      ),
    ],
  };
};
