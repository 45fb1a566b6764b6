import type { Asker, Facts } from '../chat/flow.ts';
import type { Case } from '../domain/case.ts';
import { isShared, likeness, mayBeOffered, offerOf, type Probe } from '../domain/duplicates.ts';
import { isPrivateMatter } from '../text/private-matter.ts';
import { compareWords } from '../text/same-trouble.ts';
import type { Deps } from './deps.ts';
import { settingAt, type Surroundings } from './surroundings.ts';

/** The newest are compared; a village has fewer open of one category. */
const MOST_COMPARED = 60;
const MOST_OWN = 50;

/**
 * The case that most likely is the same as what is about to be sent, if it is sure enough to be worth a question.
 * Only how many reported it, where, what about and since when is told of it.
 */
export async function findDuplicate(
  deps: Deps,
  surroundings: Surroundings,
  asker: Asker,
  probe: Probe,
): Promise<Facts> {
  if (!isShared(probe) || !mayBeCompared(surroundings, probe.text)) return {};
  const candidates = await candidatesFor(deps, surroundings, asker, probe);
  const texts = candidates.map(({ text }) => text);
  const wordings = compareWords(probe.text, texts, namesAround(probe, surroundings));
  const now = deps.clock.now();
  const best = candidates
    .map((current, index) => ({ current, wording: wordings[index] }))
    .map(({ current, wording }) => ({
      current,
      score: wording === undefined ? undefined : likeness(probe, current, wording, now),
    }))
    .filter(({ score }) => score !== undefined)
    .toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .find(({ current }) => mayBeCompared(surroundings, current.text));
  return best === undefined ? {} : { duplicate: offerOf(best.current) };
}

/** Words that may accuse somebody, tell of danger or of a private matter never enter the comparison. */
function mayBeCompared({ world }: Surroundings, text: string): boolean {
  const reading = world.understand(text);
  return !(
    reading.isSuspectedDenunciation ||
    reading.isSuspectedComplaint ||
    reading.kind.id === 'to-cao' ||
    reading.kind.id === 'khieu-nai' ||
    reading.urgency === 'emergency' ||
    reading.isPossibleEmergency === true ||
    isPrivateMatter(text)
  );
}

async function candidatesFor(
  { store, clock }: Deps,
  surroundings: Surroundings,
  asker: Asker,
  probe: Probe,
): Promise<readonly Case[]> {
  const now = clock.now();
  const unitIds = unitsFor(probe, surroundings);
  const [shared, own] = await Promise.all([
    store.cases.shared(probe.categoryId, unitIds, now, MOST_COMPARED),
    store.cases.ofPerson(asker.person.id, MOST_OWN),
  ]);
  const known = new Set(own.flatMap(({ id, mergedIntoId }) => [id, mergedIntoId ?? id]));
  const setting = settingAt(now, surroundings);
  return shared.filter((current) => !known.has(current.id) && mayBeOffered(current, setting));
}

/** The village itself; with a pin those beside it too, for what is near may lie behind the border. */
function unitsFor({ unitId, pin }: Probe, { directory, today }: Surroundings): readonly string[] {
  const parent = directory.parent(unitId, today);
  return pin === undefined || parent === undefined
    ? [unitId]
    : directory.children(parent.id, today).map(({ id }) => id);
}

/** Names that most words about this place hold. */
const namesAround = ({ unitId }: Probe, { directory, today }: Surroundings): readonly string[] =>
  directory.chain(unitId, today).map(({ id }) => directory.areaName(id));
