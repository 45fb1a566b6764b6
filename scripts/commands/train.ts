import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createModel } from '../../src/text/model/model.ts';
import { encodeWeights, type Weights } from '../../src/text/model/weights.ts';
import { createPlaceReader } from '../../src/text/place.ts';
import { createReader } from '../../src/text/reader.ts';
import { loadLabelled } from '../triage/labelled.ts';
import { cardOf } from '../triage/model-card.ts';
import { lessonsOf, loadPhrases } from '../triage/phrases.ts';
import { runWithProgress } from '../triage/progress-bar.ts';
import { openDirectory } from '../triage/sample-reader.ts';
import {
  CALIBRATION,
  HARD,
  HELD_OUT,
  MODEL_CARD,
  trainCourse,
  WEIGHTS,
} from '../triage/training.ts';
import { databaseUri, UsageError, withStore, type AdminCommand } from './command.ts';
import { activate, retrain } from './retrain.ts';

/** Trains on the phrases of `data/triage/` and writes the weights with their card. */
async function trainShipped(isCheck: boolean): Promise<void> {
  const phrases = await loadPhrases();
  const { directory, today } = await openDirectory();
  const weights = runWithProgress(
    'training',
    trainCourse({
      lessons: phrases.flatMap(lessonsOf),
      calibration: await loadLabelled(CALIBRATION),
      places: createPlaceReader(directory, today),
    }),
  );
  if (isCheck) return compare(weights);
  const bytes = encodeWeights(weights);
  const reader = createReader(directory, today, createModel(weights));
  await writeFile(WEIGHTS, bytes);
  await writeFile(
    MODEL_CARD,
    cardOf({
      weights,
      sizeBytes: bytes.length,
      phrases,
      reader,
      rows: await loadLabelled(HELD_OUT),
      hardRows: await loadLabelled(HARD),
    }),
  );
  console.log(`version ${weights.version}, ${bytes.length} bytes: ${WEIGHTS}`);
}

async function compare(weights: Weights): Promise<void> {
  const shipped = await readFile(WEIGHTS);
  if (!shipped.equals(encodeWeights(weights)))
    throw new Error(
      'the shipped weights are not what these phrases give; run: scripts/admin train',
    );
  console.log(`version ${weights.version} is what these phrases give`);
}

/** Trains the model that tells category, kind and urgency. */
export const trainCommand: AdminCommand = {
  name: 'train',
  usage: 'train [--check | --with-corrections | --activate VERSION]',
  summary:
    'Trains on data/triage/phrases and writes the weights and their card; with --check, only compares. With ' +
    '--with-corrections, learns from corrections too and puts the result in force, unless it is worse.',
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        check: { type: 'boolean' },
        'with-corrections': { type: 'boolean' },
        activate: { type: 'string' },
      },
    });
    const { activate: version } = values;
    if (Object.keys(values).length > 1) throw new UsageError('only one of these at a time');
    const now = new Date();
    if (version !== undefined)
      console.log(await withStore(databaseUri(), (store) => activate(store, version, now)));
    else if (values['with-corrections'] === true)
      console.log(await withStore(databaseUri(), (store) => retrain(store, now)));
    else await trainShipped(values.check === true);
  },
};
