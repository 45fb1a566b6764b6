import { describe, expect, it } from 'vitest';
import type { Opened } from '../contract.ts';
import { runFaults } from '../fault-run.ts';

/** A short run of every trouble at once; `npm run contract:faults` makes long ones. */
export function faultRun(opened: Opened): void {
  describe('a run of faults', () => {
    it('loses nothing, doubles nothing and keeps the order of each chat', async () => {
      const report = await runFaults(opened(), { seed: 4, people: 4, turns: 12 });
      expect(report).toMatchObject({
        turns: 12,
        lost: 0,
        doubled: 0,
        disordered: 0,
        stuck: 0,
        unanswered: 0,
        answeredTwice: 0,
        outOfOrder: 0,
      });
    });
  });
}
