import type { World } from '../chat/flow.ts';
import { createCalendar, type Calendar } from '../domain/calendar.ts';
import type { Clock } from '../domain/clock.ts';
import { createDirectory, type Directory } from '../domain/directory.ts';
import { landmarksOf } from '../domain/landmark.ts';
import type { OrganisationTree } from '../domain/organisation.ts';
import type { Setting } from '../domain/setting.ts';
import type { Store } from '../store/index.ts';
import type { Model } from '../text/model/model.ts';
import { createReader } from '../text/reader.ts';

/** The organisation as processes hold it in memory. */
export interface Surroundings {
  readonly edition: number;
  /** The local date that the directory and reader are for. */
  readonly today: string;
  readonly directory: Directory;
  readonly calendar: Calendar;
  readonly world: World;
}

/** Nobody has imported an organisation yet; nothing can be placed. */
export class NoOrganisation extends Error {
  override readonly name = 'NoOrganisation';
}

/** How long a process may go on with an older edition after an import, in milliseconds. */
const EDITION_CHECK_MS = 5_000;

/**
 * Loads the organisation once and again only when an import or midnight changed it.
 *
 * @param model - Tells category, kind and urgency.
 * @throws {NoOrganisation} by the returned function, as long as none was imported.
 */
export function createSurroundings(
  store: Store,
  clock: Clock,
  model: Model,
  isDemo: boolean,
): () => Promise<Surroundings> {
  let held: Surroundings | undefined;
  let checkedAt = 0;
  const isCurrent = async (known: Surroundings, now: Date): Promise<boolean> => {
    if (known.today !== known.calendar.dateOf(now)) return false;
    if (now.getTime() - checkedAt < EDITION_CHECK_MS) return true;
    checkedAt = now.getTime();
    return (await store.organisation.edition()) === known.edition;
  };
  const load = async (now: Date): Promise<Surroundings> => {
    const tree = await store.organisation.load();
    if (tree === undefined) throw new NoOrganisation('no organisation has been imported');
    return build(tree, now, model, isDemo);
  };
  return async () => {
    const now = clock.now();
    if (held === undefined || !(await isCurrent(held, now))) held = await load(now);
    return held;
  };
}

function build(tree: OrganisationTree, now: Date, model: Model, isDemo: boolean): Surroundings {
  const directory = createDirectory(tree);
  const calendar = createCalendar(tree.organisation);
  const today = calendar.dateOf(now);
  const landmarks = landmarksOf(directory);
  const reader = createReader(directory, today, model, landmarks);
  const world: World = {
    directory,
    landmarks,
    isDemo,
    understand: (text, homeUnitId) => reader.understand(text, homeUnitId),
  };
  return { edition: tree.organisation.edition, today, directory, calendar, world };
}

/** What the pure functions of a case look at, at one instant. */
export const settingAt = (now: Date, { directory, calendar }: Surroundings): Setting => ({
  now,
  directory,
  calendar,
});
