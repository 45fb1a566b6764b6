import { parseArgs } from 'node:util';
import { compareBaselines } from './triage/baselines/compare.ts';
import { figureRows, judge, type Row, variantsOf } from './triage/figures.ts';
import { findHome } from './triage/home-unit.ts';
import { loadLabelled } from './triage/labelled.ts';
import { type Judged, placeOutcome } from './triage/measure.ts';
import { openDirectory, readerOf } from './triage/sample-reader.ts';

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

/** `triage:eval FILE.jsonl [--baseline] [--confusions] [--show category|kind|urgency]`: how well labelled messages are understood. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      baseline: { type: 'boolean' },
      confusions: { type: 'boolean' },
      show: { type: 'string' },
    },
  });
  const [path] = positionals;
  if (path === undefined)
    throw new Error('usage: triage:eval FILE.jsonl [--baseline] [--confusions]');
  const dated = await openDirectory();
  const rows = (await loadLabelled(path)).map(({ commune, ...row }) => {
    const home = commune === undefined ? undefined : findHome(commune, dated);
    return home === undefined ? row : { ...row, commune: home };
  });
  const reader = await readerOf(dated);
  const variants = variantsOf(rows);
  const columns = variants.map(([, variant]) => judge(reader, variant));
  print([`${rows.length} messages`, ...variants.map(([name]) => name)], figureRows(columns));
  if (values.baseline) {
    for (const [at, [name]] of variants.entries()) {
      const { header, rows: beside } = await compareBaselines(columns[at] ?? []);
      print([`${header[0]}, ${name}`, ...header.slice(1)], beside);
    }
  }
  if (values.confusions) {
    for (const judged of columns) printMistakes(judged);
  }
  if (values.show !== undefined) printRows(columns[0] ?? [], values.show);
}

await main();
