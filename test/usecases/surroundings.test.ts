import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WEIGHTS } from '../../scripts/triage/training.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { SHIPPED_MODEL } from '../../src/store/models.ts';
import { decodeWeights, encodeWeights } from '../../src/text/model/weights.ts';
import { createSurroundings } from '../../src/usecases/surroundings.ts';
import { MODEL } from '../fixtures/model.ts';
import { useOffice } from './office.ts';
import { changeLandmark } from './rows.ts';

const opened = useOffice();

/** Another version, which takes no category without asking. */
const SHY = (() => {
  const weights = decodeWeights(readFileSync(WEIGHTS));
  const bytes = encodeWeights({
    ...weights,
    thresholds: { ...weights.thresholds, automatic: 1 },
  });
  return { bytes, version: decodeWeights(bytes).version };
})();

/** Two processes on one database: the office's own, and one with a connection of its own. */
async function inTwoProcesses(
  work: (versions: () => Promise<readonly unknown[]>, store: Store) => Promise<void>,
) {
  const { deps, clock, database, store } = opened.office;
  await using other = await openStore({ uri: database.uri, buildIndexes: false });
  const sources = { store: other, clock, events: deps.events, model: MODEL, isDemo: false };
  const elsewhere = createSurroundings(sources);
  const both = [() => deps.surroundings(), elsewhere];
  await work(async () => {
    clock.advance(0.2);
    return Promise.all(both.map(async (look) => (await look()).world.modelVersion));
  }, store);
}

describe('a row of landmarks that cannot be read', () => {
  it('is left out and told of, and the others are read', () =>
    inTwoProcesses(async (versions, store) => {
      await versions();
      const sound = {
        name: 'cầu Ba Ao',
        unitId: 'TD-DT-12',
        communeId: 'TD-DT',
        confirmedAt: opened.office.clock.now(),
      };
      const { name: _none, ...nameless } = sound;
      await changeLandmark(opened.office.database.uri, 'TD-DT/nameless', nameless);
      await changeLandmark(opened.office.database.uri, 'TD-DT/endless', {
        ...sound,
        name: `cầu ${'a'.repeat(1_000_000)}`,
      });
      await store.landmarks.put(sound);
      await versions();
      const { world } = await opened.office.deps.surroundings();
      expect(world.landmarks?.map(({ name }) => name)).toContain('cầu Ba Ao');
      expect(world.landmarks?.every(({ name }) => name.length <= 80)).toBe(true);
      expect(opened.office.events('landmarks.skipped').at(-1)).toMatchObject({ count: 2 });
      await store.landmarks.remove('TD-DT', 'nameless');
      await store.landmarks.remove('TD-DT', 'endless');
    }));
});

describe('a new version of the model', () => {
  it('is taken by every running process within seconds, and so is the way back', () =>
    inTwoProcesses(async (versions, store) => {
      expect(await versions()).toEqual([MODEL.version, MODEL.version]);
      await store.models.keep(SHY.version, SHY.bytes, opened.office.clock.now());
      expect(await versions()).toEqual([SHY.version, SHY.version]);
      const { world } = await opened.office.deps.surroundings();
      expect(world.understand('đường bê tông thôn lục liễu sụt hố').category.decision).toBe('ask');
      await store.models.activate(SHIPPED_MODEL, opened.office.clock.now());
      expect(await versions()).toEqual([MODEL.version, MODEL.version]);
    }));

  it.each([
    ['is no weights at all', 'rotten', new Uint8Array([1, 2, 3])],
    ['is cut short', 'short', SHY.bytes.slice(0, -1)],
    ['is not what its name says', 'renamed', SHY.bytes],
  ])('that %s is refused and told of, and the former one stays', (_why, version, bytes) =>
    inTwoProcesses(async (versions, store) => {
      await store.models.keep(version, bytes, opened.office.clock.now());
      expect(await versions()).toEqual([MODEL.version, MODEL.version]);
      const told = opened.office
        .events('model.refused')
        .filter((event) => event['version'] === version);
      expect(told).toHaveLength(2);
      await versions();
      expect(
        opened.office.events('model.refused').filter((event) => event['version'] === version),
      ).toHaveLength(2);
    }),
  );
});
