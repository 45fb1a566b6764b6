import type { World } from '../chat/flow.ts';
import { createCalendar, type Calendar } from '../domain/calendar.ts';
import type { Clock } from '../domain/clock.ts';
import { createDirectory, type Directory } from '../domain/directory.ts';
import { isSound, type Landmark, landmarksOf } from '../domain/landmark.ts';
import type { OrganisationTree } from '../domain/organisation.ts';
import type { Setting } from '../domain/setting.ts';
import type { Store } from '../store/index.ts';
import type { Events } from '../telemetry/events.ts';
import type { Model } from '../text/model/model.ts';
import { rememberingLast } from '../text/remembering.ts';
import { createReader, type Reader } from '../text/reader.ts';
import { createModelInForce } from './model-in-force.ts';

/** The organisation as processes hold it in memory. */
export interface Surroundings {
  readonly edition: number;
  /** The local date that the directory and reader are for. */
  readonly today: string;
  readonly directory: Directory;
  readonly calendar: Calendar;
  readonly reader: Reader;
  readonly world: World;
}

/** Nobody has imported an organisation yet; nothing can be placed. */
export class NoOrganisation extends Error {
  override readonly name = 'NoOrganisation';
}

/** How long a process may go on with what an import, a new model or a new landmark has replaced, in milliseconds. */
const EDITION_CHECK_MS = 5_000;

/** What surroundings are built from. */
export interface SurroundingsSources {
  readonly store: Store;
  readonly clock: Clock;
  readonly events: Events;
  /** Tells category, kind and urgency until another version is stored. */
  readonly model: Model;
  readonly isDemo: boolean;
}

/** Everything by which a process sees that others have changed something. */
interface Editions {
  readonly organisation: number;
  readonly landmarks: number;
  readonly model: string | undefined;
}

/**
 * Loads the organisation, its landmarks and the model once, and again only when one of them or the date has changed.
 *
 * @throws {NoOrganisation} by the returned function, as long as none was imported.
 */
export function createSurroundings(sources: SurroundingsSources): () => Promise<Surroundings> {
  const { store, clock } = sources;
  const models = createModelInForce(store, sources.events, sources.model);
  let held: { readonly editions: Editions; readonly surroundings: Surroundings } | undefined;
  let checkedAt = 0;
  const editions = async (): Promise<Editions> => {
    const [organisation, landmarks, model] = await Promise.all([
      store.organisation.edition(),
      store.landmarks.edition(),
      models.version(),
    ]);
    return { organisation, landmarks, model };
  };
  const load = async (now: Date, found: Editions): Promise<Surroundings> => {
    const tree = await store.organisation.load();
    if (tree === undefined) throw new NoOrganisation('no organisation has been imported');
    const [landmarks, model] = await Promise.all([
      store.landmarks.list(),
      models.load(found.model),
    ]);
    const sound = landmarks.filter(isSound);
    const count = landmarks.length - sound.length;
    if (count > 0) sources.events.landmarksSkipped({ count });
    return build({ tree, landmarks: sound, model, isDemo: sources.isDemo }, now);
  };
  return async () => {
    const now = clock.now();
    const isSameDay = held?.surroundings.today === held?.surroundings.calendar.dateOf(now);
    const isFresh = isSameDay && now.getTime() - checkedAt < EDITION_CHECK_MS;
    if (held !== undefined && isFresh) return held.surroundings;
    const found = await editions();
    checkedAt = now.getTime();
    if (held === undefined || !isSameDay || !isSame(held.editions, found))
      held = { editions: found, surroundings: await load(now, found) };
    return held.surroundings;
  };
}

const isSame = (one: Editions, other: Editions): boolean =>
  one.organisation === other.organisation &&
  one.landmarks === other.landmarks &&
  one.model === other.model;

interface Parts {
  readonly tree: OrganisationTree;
  readonly landmarks: readonly Landmark[];
  readonly model: Model;
  readonly isDemo: boolean;
}

function build({ tree, landmarks, model, isDemo }: Parts, now: Date): Surroundings {
  const directory = createDirectory(tree);
  const calendar = createCalendar(tree.organisation);
  const today = calendar.dateOf(now);
  const standing = [
    ...landmarksOf(directory),
    ...landmarks.filter(({ unitId }) => directory.find(unitId) !== undefined),
  ];
  const reader = createReader(directory, today, model, standing);
  const world: World = {
    directory,
    landmarks: standing,
    isDemo,
    modelVersion: model.version,
    // One turn asks ten times what the same few texts mean.
    understand: rememberingLast((text, homeUnitId) => reader.understand(text, homeUnitId)),
  };
  return { edition: tree.organisation.edition, today, directory, calendar, reader, world };
}

/** What the pure functions of a case look at, at one instant. */
export const settingAt = (now: Date, { directory, calendar }: Surroundings): Setting => ({
  now,
  directory,
  calendar,
});
