import { readFile, writeFile } from 'node:fs/promises';
import { makeSample } from './sample/make-sample.ts';

/** Writes the generated files of `data/sample-tam-dao/` anew; run it after a change of the sources. */
const folder = new URL('../data/sample-tam-dao/', import.meta.url);
const source = (name: string): Promise<string> =>
  readFile(new URL(`sources/${name}`, folder), 'utf8');

const files = makeSample(await source('communes.csv'), await source('villages.csv'));
for (const [name, text] of files) {
  await writeFile(new URL(name, folder), text);
  console.log(`data/sample-tam-dao/${name}: ${text.split('\n').length - 2} rows`);
}
