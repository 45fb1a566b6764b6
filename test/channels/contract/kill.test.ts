import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Hands } from '../../../scripts/providers/hands.ts';
import { launchHouse, type LaunchedHouse } from '../../../scripts/launch/house.ts';
import { until } from '../../../scripts/launch/until.ts';
import { DemoClock } from '../../../scripts/story/demo-clock.ts';
import { SAMPLE } from '../../fixtures/town.ts';
import { echoes, marked } from './echo.ts';
import { isUnderWay, reconcile } from './reconcile.ts';
import type { Rig } from './rig.ts';
import { RIGS, type ChannelUnderTest } from './rigs/index.ts';

const CHANNELS: readonly ChannelUnderTest[] = ['telegram', 'zalo-oa', 'zalo-bot'];
const ROUNDS = ['mot', 'hai', 'ba', 'bon'];
const STRUCK = ['worker', 'web', 'redis', 'worker'] as const;

describe('processes that are killed in the middle of their work', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-kill-'));
  const clock = new DemoClock(join(folder, 'clock'));
  const rigs: Rig[] = [];
  let house: LaunchedHouse;

  beforeAll(async () => {
    for (const channel of CHANNELS) rigs.push(await RIGS[channel](() => clock.now()));
    house = await launchHouse({
      folder,
      sample: SAMPLE,
      clockFile: clock.file,
      environment: Object.fromEntries(
        rigs.flatMap(({ environment }) => Object.entries(environment)),
      ),
      onRestart: () => undefined,
    });
    const { address, store } = house;
    for (const rig of rigs) await rig.connect({ address, store, now: () => clock.now() });
  }, 120_000);
  afterAll(async () => {
    await house.stop();
    for (const rig of rigs) await rig.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const strike = (name: string): void => {
    const pid = house.children.find((child) => child.name === name)?.pid;
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  };

  const waiting = async (rig: Rig, { chatId }: Hands): Promise<number> => {
    const chat = { channel: rig.channel, chatId };
    const found = await house.store.conversations.load(chat);
    const open = found?.outbox.filter((entry) => isUnderWay(entry, clock.now()));
    return (open?.length ?? 0) + (found?.pending.length ?? 0);
  };

  it('lose nothing and say nothing twice, on any channel', async () => {
    const talks = rigs.flatMap((rig) =>
      ['Một', 'Hai'].map((name) => ({ rig, person: rig.person(`Giết ${name}`) })),
    );
    for (const [round, word] of ROUNDS.entries()) {
      for (const { person } of talks) {
        await person.says(marked(word));
        await person.says('thôi');
      }
      strike(STRUCK[round] ?? 'worker');
    }
    await until('everything to be read and sent', 100_000, async () => {
      for (const rig of rigs) await rig.provider?.idle();
      const { unread } = await house.store.inbox.count();
      const counts = await Promise.all(talks.map(({ rig, person }) => waiting(rig, person)));
      if (unread === 0 && counts.every((count) => count === 0)) return true;
      // A dead worker's work is taken over after a minute.
      clock.advance(0.1);
      return undefined;
    });
    for (const { rig, person } of talks) {
      const { store } = house;
      const tally = await reconcile({ rig, store, now: () => clock.now() }, [person]);
      expect(tally, rig.channel).toMatchObject({ lost: 0, doubled: 0, disordered: 0, stuck: 0 });
      const chat = { channel: rig.channel, chatId: person.chatId };
      const heard = (await store.conversations.load(chat))?.seen.map(({ eventId }) => eventId);
      expect(new Set(heard).size, rig.channel).toBe(ROUNDS.length * 2);
      expect(heard).toHaveLength(ROUNDS.length * 2);
      if (rig.provider?.insistsOnOrder === true) expectInOrder(echoes(person), tally.unknown);
    }
    expect((await house.store.inbox.count()).failed).toBe(0);
  }, 150_000);
});

/** Every round was answered, in order, but for what is known to be in doubt. */
function expectInOrder(answers: readonly string[], inDoubt: number): void {
  expect(answers).toEqual(ROUNDS.filter((word) => answers.includes(word)));
  expect(ROUNDS.length - answers.length).toBeLessThanOrEqual(inDoubt);
}
