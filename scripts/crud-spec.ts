import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import mongoose from 'mongoose';
import { startEmbedded } from '../src/embedded/server.ts';
import type { TestFile } from './crud-spec/format.ts';
import { runTest, type Verdict } from './crud-spec/run-test.ts';
import { Target } from './crud-spec/target.ts';

// Runs a folder of MongoDB's unified driver tests against a server, by default a fresh stand-in.
// The files are published by MongoDB under their own licence and are not part of this repository.

type Tally = Record<Verdict['ended'], number>;

const emptyTally = (): Tally => ({ passed: 0, failed: 0, skipped: 0 });

const shownTally = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

async function runFile(path: string, target: Target, isVerbose: boolean): Promise<Tally> {
  const file = mongoose.mongo.BSON.EJSON.parse(readFileSync(path, 'utf8')) as unknown as TestFile;
  const tally = emptyTally();
  for (const spec of file.tests) {
    const { ended, reason } = await runTest(file, spec, target);
    tally[ended] += 1;
    if (ended === 'failed' || (isVerbose && ended === 'skipped')) {
      console.log(`  ${ended}: ${file.description}: ${spec.description}\n    ${reason ?? ''}`);
    }
  }
  return tally;
}

async function runFolder(folder: string, target: Target, isVerbose: boolean): Promise<Tally> {
  const total = emptyTally();
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  for (const name of names.toSorted()) {
    const tally = await runFile(join(folder, name), target, isVerbose);
    console.log(`${name}: ${shownTally(tally)}`);
    for (const ended of ['passed', 'failed', 'skipped'] as const) total[ended] += tally[ended];
  }
  return total;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { uri: { type: 'string' }, verbose: { type: 'boolean', default: false } },
});
const [folder] = positionals;
if (folder === undefined) {
  console.error('usage: npx tsx scripts/crud-spec.ts FOLDER [--uri mongodb://…] [--verbose]');
  process.exit(2);
}
const embedded = values.uri === undefined ? await startEmbedded() : undefined;
const target = await Target.connect(values.uri ?? embedded?.uri ?? '');
const total = await runFolder(folder, target, values.verbose);
console.log(shownTally(total));
await target.close();
await embedded?.close();
process.exitCode = total.failed > 0 ? 1 : 0;
