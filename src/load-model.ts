import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createModel, type Model } from './text/model/model.ts';
import { decodeWeights } from './text/model/weights.ts';

/** The same from `src/` and from `dist/`. */
const SHIPPED = fileURLToPath(new URL('../data/triage/weights.bin', import.meta.url));

/**
 * The model that comes with the program, or another in a file.
 *
 * @throws {BadWeights} when the file holds something else.
 */
export async function loadModel(file = SHIPPED): Promise<Model> {
  return createModel(decodeWeights(await readFile(file)));
}
