import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WEIGHTS } from '../../scripts/triage/training.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { SHIPPED_MODEL } from '../../src/store/models.ts';
import { decodeWeights, encodeWeights } from '../../src/text/model/weights.ts';
import { createReader } from '../../src/text/reader.ts';
import { createSurroundings, rememberingLast } from '../../src/usecases/surroundings.ts';
import { MODEL } from '../fixtures/model.ts';
import { directoryOf, TODAY } from '../text/network.ts';
import { useOffice } from './office.ts';

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

describe('words that are asked about again and again in one turn', () => {
  const reader = createReader(directoryOf(), TODAY, MODEL);

  it('are read once, and anew for other words and another home', () => {
    const read: string[] = [];
    const asked = rememberingLast({
      understand: (text, home) => {
        read.push(`${text}, ${home}`);
        return reader.understand(text, home);
      },
    });
    const twice = [asked('mất điện', 'A'), asked('mất điện', 'A')];
    expect(twice[0]).toBe(twice[1]);
    for (const home of ['B', undefined, undefined]) asked('mất điện', home);
    expect(asked('mất nước')).toEqual(reader.understand('mất nước'));
    expect(asked('mất điện', 'A')).toEqual(reader.understand('mất điện', 'A'));
    expect(read).toEqual([
      'mất điện, A',
      'mất điện, B',
      'mất điện, undefined',
      'mất nước, undefined',
      'mất điện, A',
    ]);
  });
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
