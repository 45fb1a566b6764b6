import { performance } from 'node:perf_hooks';
import type { Reader } from '../../src/text/reader.ts';
import { percentile } from '../triage/measure.ts';
import type { BenchMessage } from './messages.ts';

/** How the messages of one form came out, as shares, with microseconds a message. */
export interface Tally {
  readonly right: number;
  readonly wrong: number;
  /** Asked with the right village among the choices. */
  readonly asked: number;
  readonly askedOthers: number;
  readonly none: number;
  readonly p50: number;
  readonly p99: number;
}

const ROUNDS_TO_WARM = 2;

/** Reads all messages, the last time with a watch. */
export const tally = (reader: Reader, messages: readonly BenchMessage[]): Tally => {
  for (let round = 0; round < ROUNDS_TO_WARM; round += 1)
    for (const { text, homeId } of messages) reader.understand(text, homeId);
  const times: number[] = [];
  const counts = { right: 0, wrong: 0, asked: 0, askedOthers: 0, none: 0 };
  for (const { text, unitId, homeId } of messages) {
    const start = performance.now();
    const { place } = reader.understand(text, homeId);
    times.push((performance.now() - start) * 1000);
    if (place.decision === 'none') counts.none += 1;
    else if (place.decision === 'assign') counts[place.unitId === unitId ? 'right' : 'wrong'] += 1;
    else
      counts[unitId !== undefined && place.choices.includes(unitId) ? 'asked' : 'askedOthers'] += 1;
  }
  const share = (count: number): number => count / messages.length;
  return {
    right: share(counts.right),
    wrong: share(counts.wrong),
    asked: share(counts.asked),
    askedOthers: share(counts.askedOthers),
    none: share(counts.none),
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
  };
};
