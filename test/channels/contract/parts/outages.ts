import { describe, expect, it } from 'vitest';
import { until } from '../../../../scripts/launch/until.ts';
import type { Opened } from '../contract.ts';
import { echoes, marked } from '../echo.ts';
import { reconcile } from '../reconcile.ts';
import type { SendingFault } from '../rig.ts';

const SOUND = { lost: 0, doubled: 0, disordered: 0, stuck: 0 };

/** What fails comes back, and nothing was lost or said twice meanwhile. */
export function outages(opened: Opened): void {
  describe('an outage', () => {
    it.each<SendingFault>(['gateway', 'throttled', 'empty', 'cut-before', 'cut-after'])(
      'of the provider (%s) loses nothing and doubles nothing',
      async (fault) => {
        const { rig, person, settled } = opened();
        const speaker = person(`Lỗi ${fault}`);
        // Whoever is told to slow down rests for some seconds of real time.
        rig.provider?.fails(fault, fault === 'throttled' ? 1 : 2);
        await speaker.says(marked('chin'));
        await speaker.says('thôi');
        await settled();
        rig.provider?.recovers();
        await speaker.says(marked('muoi'));
        await speaker.hears(/dauvetzqxmuoiz/);
        await settled();
        const tally = await reconcile(opened(), [speaker]);
        expect(tally).toMatchObject(SOUND);
        // What is known to have gone wrong is sent again; of the rest a person is told.
        expect(fault === 'throttled' ? tally.unknown : 0).toBe(0);
        expect(opened().logged('message.failed').length).toBeGreaterThan(0);
        expect(echoes(speaker).at(-1)).toBe('muoi');
      },
    );

    it('of Redis holds up nobody: what was said is read, and answered once it is back', async () => {
      const { redis, person, settled } = opened();
      const speaker = person('Mất hàng đợi');
      await redis.kill();
      await speaker.says(marked('redis'));
      await until('the turn', 15_000, async () =>
        (await opened().deps.store.inbox.count()).unread === 0 ? true : undefined,
      );
      await redis.resume();
      await speaker.hears(/dauvetzqxredisz/);
      await settled();
      expect(await reconcile(opened(), [speaker])).toMatchObject(SOUND);
    });

    it('of the store is answered by 503, and what was not stored is delivered again', async () => {
      const { town, person, settled } = opened();
      const { server } = town.database;
      if (server === undefined) return;
      const speaker = person('Mất kho');
      const cancel = server.faults.onCommand((name) => name === 'insert', 'drop-before');
      const failed = opened().logged('webhook.failed').length;
      await speaker.says(marked('kho'));
      await until('a refusal', 15_000, () =>
        opened().logged('webhook.failed').length > failed ? true : undefined,
      );
      cancel();
      await speaker.hears(/dauvetzqxkhoz/);
      await settled();
      expect(echoes(speaker)).toEqual(['kho']);
      expect(await reconcile(opened(), [speaker])).toMatchObject(SOUND);
    });

    it('of a process that is told to end leaves nothing half done', async () => {
      const { person, restart, settled } = opened();
      const speakers = ['Một', 'Hai', 'Ba'].map((name) => person(`Tắt ${name}`));
      for (const speaker of speakers) await speaker.says(marked('tat'));
      await restart();
      for (const speaker of speakers) await speaker.hears(/dauvetzqxtatz/);
      await settled();
      for (const speaker of speakers) expect(echoes(speaker)).toEqual(['tat']);
      expect(await reconcile(opened(), speakers)).toMatchObject(SOUND);
    });
  });

  describe('a person', () => {
    it('who blocked us gets everything first, in order, on coming back', async () => {
      const { rig, person, settled } = opened();
      const speaker = person('Chặn rồi mở');
      await speaker.says('xin chào');
      await speaker.hears(/Cầu Nối/);
      rig.provider?.holds();
      await speaker.says(marked('chan'));
      speaker.blocks();
      rig.provider?.releases();
      await settled();
      expect(echoes(speaker)).toEqual([]);
      speaker.unblocks();
      await speaker.says('thôi');
      await settled();
      expect(echoes(speaker)).toEqual(['chan']);
      expect(await reconcile(opened(), [speaker])).toMatchObject(SOUND);
    });
  });
}
