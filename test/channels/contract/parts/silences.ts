import { describe, expect, it } from 'vitest';
import { until } from '../../../../scripts/launch/until.ts';
import type { Opened } from '../contract.ts';
import { echoes, marked } from '../echo.ts';
import { reconcile } from '../reconcile.ts';

const SOUND = { lost: 0, doubled: 0, disordered: 0, stuck: 0 };

/** Times in which nothing may be written: by the rules of a provider, or because nobody lets us. */
export function silences(opened: Opened, codeOf: () => string): void {
  describe('a time in which nothing can be written', () => {
    it('because consent was taken back is told at once, and what waited goes out in order after it', async (test) => {
      const { rig, person, settled, deps } = opened();
      const { revoke, consentAgain } = rig.troubles;
      if (revoke === undefined || consentAgain === undefined) return test.skip();
      const speaker = person('Đòi cho phép');
      revoke();
      await speaker.says(marked('mot'));
      await speaker.says('thôi');
      await until('the alarm', 20_000, () =>
        opened().logged('channel.needs-person').length > 0 ? true : undefined,
      );
      expect(echoes(speaker)).toEqual([]);
      const { address, town } = opened();
      await consentAgain({ address, store: deps.store, now: () => town.clock.now() });
      // The queue rests for a minute; whoever lets us speak again deploys, and need not wait.
      await opened().loseQueues();
      await opened().restart();
      await speaker.says(marked('hai'));
      await settled();
      expect(echoes(speaker)).toEqual(['mot', 'hai']);
      expect(await reconcile(opened(), [speaker])).toMatchObject(SOUND);
    });

    it('because a person was silent for too long keeps a notice, shows it, and lets it go first', async (test) => {
      const { rig, person, settled, town, deps } = opened();
      const { windowMinutes } = rig.troubles;
      if (windowMinutes === undefined) return test.skip();
      const [villager, team] = [person('Lò Thị Pao'), person('Tổ trưởng')];
      await settled();
      town.clock.advance(windowMinutes);
      const sweeps = opened().logged('sweep.done').length;
      await until('what is due after so long', 20_000, () =>
        opened().logged('sweep.done').length > sweeps + 1 ? true : undefined,
      );
      await settled();
      const before = villager.received.length;
      await team.says(codeOf());
      // What was held for the team comes now, and a number must belong to the card alone, once that is there.
      await settled();
      await team.says(codeOf());
      await team.hears(/Mở lại lần 1/);
      // A notice may cross the number: then the bot does nothing and asks to choose again, as a person does.
      for (let tries = 0; tries < 3; tries += 1) {
        await team.presses(/^Nhận việc/);
        if (await team.hasHeard(/Đã nhận/, 5_000)) break;
        await settled();
      }
      await team.hears(/Đã nhận/);
      const undelivered = await until('the notice on the list', 20_000, async () => {
        const list = await deps.store.conversations.undeliverable(town.clock.now(), 50);
        return list.find(({ chat }) => chat.chatId === villager.chatId);
      });
      expect(undelivered.why).toBe('window');
      expect(villager.received).toHaveLength(before);
      await villager.says('trợ giúp');
      await settled();
      const heard = villager.received.slice(before).map(({ words }) => words);
      expect(heard.findIndex((words) => /đã nhận việc/i.test(words))).toBeGreaterThanOrEqual(0);
      expect(heard.at(-1)).not.toMatch(/đã nhận việc/i);
      expect(await reconcile(opened(), [villager, team])).toMatchObject(SOUND);
    });
  });
}
