import type { Hands } from '../../../scripts/providers/hands.ts';
import { echoes, marked } from './echo.ts';
import type { ContractHouse } from './house.ts';
import { reconcile, type Tally } from './reconcile.ts';
import type { SendingFault } from './rig.ts';

/** How long and how wild a run is. */
export interface FaultRun {
  readonly seed: number;
  readonly people: number;
  /** Over all people. A turn is a report that is answered with its mark, and dropped again. */
  readonly turns: number;
  /** Told of each round. */
  readonly onRound?: (turnsSoFar: number) => void;
}

/** What came of a run. */
export interface FaultReport extends Tally {
  readonly channel: string;
  readonly seed: number;
  readonly people: number;
  readonly turns: number;
  /** Faults that were planned at the provider. */
  readonly faults: number;
  /** Deliveries that came twice. */
  readonly repeats: number;
  /** Answers that neither arrived nor are known to be in doubt. */
  readonly unanswered: number;
  /** Answers that came more than once. */
  readonly answeredTwice: number;
  /** People whose answers came in another order than they spoke. */
  readonly outOfOrder: number;
  readonly seconds: number;
}

const FAULTS: readonly SendingFault[] = [
  'gateway',
  'throttled',
  'empty',
  'cut-before',
  'cut-after',
];
/** Nobody may say more than 30 things a minute; in each round each says two. */
const ROUND_MINUTES = 1;

/** The same figures for the same seed; mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Lets people talk while deliveries are doubled, held back and mixed and sendings fail, all drawn from the seed; then
 * compares what was said, what was sent and what arrived.
 */
export async function runFaults(house: ContractHouse, run: FaultRun): Promise<FaultReport> {
  const startedMs = performance.now();
  const chance = seeded(run.seed);
  const { rig, town } = house;
  const provider = rig.provider;
  const people = Array.from({ length: run.people }, (_, index) =>
    house.person(`Người ${run.seed}-${index}`),
  );
  const said = new Map<Hands, string[]>(people.map((person) => [person, []]));
  const counted = { faults: 0, repeats: 0 };
  const drawTroubles = (): void => {
    if (provider === undefined) return;
    if (chance() < 0.5) {
      const count = 1 + Math.floor(chance() * run.people);
      counted.repeats += count;
      provider.repeats(count);
    }
    if (chance() < 0.3) provider.reorders?.(2 + Math.floor(chance() * 3));
    if (chance() < 0.6) {
      const fault = FAULTS[Math.floor(chance() * FAULTS.length)] ?? 'gateway';
      const drawn = 1 + Math.floor(chance() * 3);
      // Whoever is told to slow down rests for seconds of real time.
      const times = fault === 'throttled' ? 1 : drawn;
      counted.faults += times;
      provider.fails(fault, times);
    }
  };
  let turns = 0;
  while (turns < run.turns) {
    drawTroubles();
    const isHeld = provider !== undefined && chance() < 0.3;
    if (isHeld) provider.holds();
    for (const person of people) {
      if (turns >= run.turns) break;
      const mark = `s${turns}`;
      turns += 1;
      said.get(person)?.push(mark);
      await person.says(marked(mark));
      await person.says('thôi');
    }
    if (isHeld) provider.releases();
    await house.settled();
    provider?.recovers();
    town.clock.advance(ROUND_MINUTES);
    run.onRound?.(turns);
  }
  await house.settled();
  const tally = await reconcile(house, people);
  const answers = [...said].map(([person, marks]) => compare(marks, echoes(person)));
  const missing = sum(answers.map(({ missing: count }) => count));
  return {
    channel: rig.channel,
    seed: run.seed,
    people: run.people,
    turns,
    ...counted,
    ...tally,
    unanswered: Math.max(0, missing - tally.unknown),
    answeredTwice: sum(answers.map(({ twice }) => twice)),
    outOfOrder: answers.filter(({ isInOrder }) => !isInOrder).length,
    seconds: Math.round((performance.now() - startedMs) / 100) / 10,
  };
}

function compare(marks: readonly string[], answers: readonly string[]) {
  const once = [...new Set(answers)];
  return {
    missing: marks.filter((mark) => !answers.includes(mark)).length,
    twice: answers.length - once.length,
    isInOrder: once.join(' ') === marks.filter((mark) => once.includes(mark)).join(' '),
  };
}

const sum = (counts: readonly number[]): number => counts.reduce((one, other) => one + other, 0);
