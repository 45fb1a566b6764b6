import { describe, expect, it } from 'vitest';
import type { Opened } from '../contract.ts';
import { echoes, MARK, marked } from '../echo.ts';
import { reconcile } from '../reconcile.ts';

/** What a provider delivers badly is taken once and in order. */
export function deliveries(opened: Opened): void {
  describe('deliveries', () => {
    it('that come twice each are answered once', async () => {
      const { rig, person, settled } = opened();
      const speaker = person('Hai lần');
      rig.provider?.repeats(4);
      for (const word of ['mot', 'hai']) {
        await speaker.says(marked(word));
        await speaker.hears(new RegExp(`${MARK}${word}z`));
        await speaker.says('thôi');
      }
      await settled();
      expect(echoes(speaker)).toEqual(['mot', 'hai']);
      expect(await reconcile(opened(), [speaker])).toMatchObject({ lost: 0, doubled: 0, stuck: 0 });
    });

    it('of a burst after a silence are answered in order, chat by chat', async () => {
      const { rig, person, settled } = opened();
      const speakers = ['Một', 'Hai', 'Ba'].map((name) => person(`Dồn ${name}`));
      rig.provider?.holds();
      for (const word of ['bon', 'nam', 'sau'])
        for (const speaker of speakers) {
          await speaker.says(marked(word));
          await speaker.says('thôi');
        }
      rig.provider?.repeats(5);
      rig.provider?.releases();
      await settled();
      for (const speaker of speakers) expect(echoes(speaker)).toEqual(['bon', 'nam', 'sau']);
      expect(await reconcile(opened(), speakers)).toMatchObject({
        lost: 0,
        doubled: 0,
        disordered: 0,
        stuck: 0,
      });
    });

    it('in another order than they were written lose nothing', async () => {
      const { rig, person, settled } = opened();
      const speakers = ['Bốn', 'Năm', 'Sáu', 'Bảy'].map((name) => person(`Lộn ${name}`));
      rig.provider?.reorders?.(speakers.length);
      for (const speaker of speakers) await speaker.says(marked('bay'));
      await settled();
      for (const speaker of speakers) expect(echoes(speaker)).toEqual(['bay']);
    });
  });
}
