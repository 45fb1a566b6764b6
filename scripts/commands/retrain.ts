import { loadModel } from '../../src/load-model.ts';
import type { Store } from '../../src/store/index.ts';
import { createModel, type Model } from '../../src/text/model/model.ts';
import { decodeWeights, encodeWeights } from '../../src/text/model/weights.ts';
import { createPlaceReader } from '../../src/text/place.ts';
import { examine, figuresTable, worseIn } from '../triage/comparison.ts';
import { correctionLessons, siftCorrections } from '../triage/corrections.ts';
import { loadLabelled } from '../triage/labelled.ts';
import { lessonsOf, loadPhrases } from '../triage/phrases.ts';
import { runWithProgress } from '../triage/progress-bar.ts';
import { openDirectory } from '../triage/sample-reader.ts';
import { CALIBRATION, trainCourse } from '../triage/training.ts';
import { UsageError } from './command.ts';

/** With fewer the held-out part is too small to show anything. */
const FEWEST_CORRECTIONS = 20;

/** Of corrections by and large most agree with what is read; when so many do not, somebody floods them. */
const MOST_DISPUTED = 0.3;

/** What was learnt, or was to be, is worse than the model in force; the message holds the figures. */
export class WorseModel extends Error {
  override readonly name = 'WorseModel';
}

async function modelInForce(store: Store): Promise<Model> {
  const version = await store.models.inForce();
  const bytes = version === undefined ? undefined : await store.models.weights(version);
  return bytes === undefined ? loadModel() : createModel(decodeWeights(bytes));
}

/**
 * Trains on the phrases and on what people have corrected, and puts the result in force in all running processes.
 *
 * @returns what was done, for people.
 * @throws {WorseModel} when it is worse than the model in force, or the corrections cannot be believed; nothing
 * changes then.
 * @throws {UsageError} when there is too little to learn from.
 */
export async function retrain(store: Store, now: Date): Promise<string> {
  const { taught, heldOut, disputed } = siftCorrections(
    await store.lessons.taught(),
    await loadModel(),
  );
  if (disputed > MOST_DISPUTED)
    throw new WorseModel(
      `refused, nothing was learnt: ${Math.round(disputed * 100)} % of the corrections contradict what the written ` +
        `phrases surely say, more than ${MOST_DISPUTED * 100} %; look at who corrects, and how`,
    );
  const count = taught.length + heldOut.length;
  if (count < FEWEST_CORRECTIONS)
    throw new UsageError(`${count} corrections to learn from; at least ${FEWEST_CORRECTIONS}`);
  const phrases = await loadPhrases();
  const place = await openDirectory();
  const calibration = await loadLabelled(CALIBRATION);
  const weights = runWithProgress(
    'training',
    trainCourse({
      lessons: [...phrases.flatMap(lessonsOf), ...taught.flatMap(correctionLessons)],
      calibration,
      places: createPlaceReader(place.directory, place.today),
    }),
  );
  const examination = { place, calibration, heldOut };
  const current = await modelInForce(store);
  const before = examine(current, examination);
  const after = examine(createModel(weights), examination);
  const learnt = `${taught.length} corrections learnt, ${heldOut.length} held out`;
  const report = `${learnt}\n${figuresTable(before, after)}`;
  const worse = worseIn(before, after);
  if (worse.length > 0)
    throw new WorseModel(
      `refused, ${current.version} stays in force: worse in ${worse.join(', ')}\n${report}`,
    );
  await store.models.keep(weights.version, encodeWeights(weights), now);
  return `${report}\nversion ${weights.version} is in force; running processes take it within seconds`;
}

/** Puts a former version in force again. @throws {UsageError} listing those that are kept. */
export async function activate(store: Store, version: string, now: Date): Promise<string> {
  if (await store.models.activate(version, now)) return `version ${version} is in force`;
  const kept = (await store.models.list()).map((one) => one.version);
  throw new UsageError(
    `there is no version ${version}; there are: ${[...new Set([...kept, 'shipped'])].join(', ')}`,
  );
}
