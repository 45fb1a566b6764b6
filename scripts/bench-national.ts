import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { createDirectory, type Directory } from '../src/domain/directory.ts';
import { openFolder } from '../src/import/open-folder.ts';
import { readOrganisation } from '../src/import/read-organisation.ts';
import { loadModel } from '../src/load-model.ts';
import type { Model } from '../src/text/model/model.ts';
import { createReader } from '../src/text/reader.ts';
import { seededChance } from './bench/chance.ts';
import { madeUpCountry } from './bench/made-up-country.ts';
import { formsOver } from './bench/messages.ts';
import { nationalDirectory } from './bench/national-directory.ts';
import { tally } from './bench/tally.ts';
import { withoutRepeats } from './units/flaws.ts';
import { readNationalFile } from './units/national-file.ts';

const SEED = 20_250_701;
const TODAY = '2026-11-23';
const MESSAGES = 1_000;
const SAMPLE = 'data/sample-tam-dao';

const heapMb = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1_048_576;
};

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`.padStart(8);
const micro = (us: number): string => us.toFixed(0).padStart(7);

const bench = (title: string, directory: Directory, model: Model): void => {
  const before = heapMb();
  const start = performance.now();
  const reader = createReader(directory, TODAY, model);
  const built = performance.now() - start;
  const heap = heapMb() - before;
  const villages = directory.receivers(TODAY).length;
  console.log(`\n${title}: ${villages} villages, ${directory.units.length} units`);
  console.log(`reader built in ${built.toFixed(0)} ms, ${heap.toFixed(1)} MB of heap`);
  console.log(
    `${'message'.padEnd(36)}   right    wrong    asked  asked, others  none   µs p50  µs p99`,
  );
  for (const form of formsOver(directory, TODAY)) {
    const chance = seededChance(SEED);
    const messages = Array.from({ length: MESSAGES }, () => form.write(chance));
    const { right, wrong, asked, askedOthers, none, p50, p99 } = tally(reader, messages);
    const shares = [right, wrong, asked, askedOthers, none]
      .map((share) => (form.isOnlyTimed ? '–'.padStart(8) : percent(share)))
      .join(' ');
    console.log(`${form.name.padEnd(36)}${shares} ${micro(p50)} ${micro(p99)}`);
  }
  console.log(`heap after reading: ${(heapMb() - before).toFixed(1)} MB`);
};

/** `bench:national [FILE]`: how the reader does with the whole country, beside the sample organisation. */
async function main([file = process.env['CB_UNITS']]: readonly string[]): Promise<void> {
  if (globalThis.gc === undefined) console.log('run with --expose-gc for true figures of memory');
  const chance = seededChance(SEED);
  const units =
    file === undefined
      ? madeUpCountry(chance)
      : withoutRepeats(readNationalFile(await readFile(file, 'utf8')));
  const model = await loadModel();
  const sample = readOrganisation(await openFolder(SAMPLE));
  if ('problems' in sample) throw new Error('the sample organisation is broken');
  bench('sample organisation', createDirectory(sample.tree), model);
  const start = performance.now();
  const nation = nationalDirectory(units, chance);
  console.log(`\nimport of the nation: ${(performance.now() - start).toFixed(0)} ms`);
  bench(file === undefined ? 'made-up nation' : 'nation', nation, model);
}

await main(process.argv.slice(2));
