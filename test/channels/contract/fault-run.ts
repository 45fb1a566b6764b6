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
  const troubled = new TroubledTalk(house, run);
  await troubled.talk();
  const tally = await reconcile(house, troubled.people);
  const answers = troubled.people.map((person) => compare(troubled.saidBy(person), echoes(person)));
  const missing = sum(answers.map(({ missing: count }) => count));
  return {
    channel: house.rig.channel,
    seed: run.seed,
    people: run.people,
    turns: run.turns,
    faults: troubled.faults,
    repeats: troubled.repeats,
    ...tally,
    unanswered: Math.max(0, missing - tally.unknown),
    answeredTwice: sum(answers.map(({ twice }) => twice)),
    outOfOrder: answers.filter(({ isInOrder }) => !isInOrder).length,
    seconds: Math.round((performance.now() - startedMs) / 100) / 10,
  };
}

/** Everybody who talks in a run, and the troubles that they have. */
class TroubledTalk {
  readonly people: readonly Hands[];
  faults = 0;
  repeats = 0;
  #turns = 0;
  readonly #house: ContractHouse;
  readonly #run: FaultRun;
  readonly #chance: () => number;
  readonly #said = new Map<Hands, string[]>();

  constructor(house: ContractHouse, run: FaultRun) {
    this.#house = house;
    this.#run = run;
    this.#chance = seeded(run.seed);
    this.people = Array.from({ length: run.people }, (_, index) =>
      house.person(`Người ${run.seed}-${index}`),
    );
  }

  /** The marks of a person, in order. */
  saidBy(person: Hands): readonly string[] {
    return this.#said.get(person) ?? [];
  }

  async talk(): Promise<void> {
    const { rig, town, settled } = this.#house;
    while (this.#turns < this.#run.turns) {
      this.#drawTroubles();
      await this.#round(this.people.slice(0, this.#run.turns - this.#turns));
      await settled();
      rig.provider?.recovers();
      town.clock.advance(ROUND_MINUTES);
      this.#run.onRound?.(this.#turns);
    }
  }

  #drawTroubles(): void {
    const { provider } = this.#house.rig;
    if (this.#chance() < 0.5) {
      const count = 1 + Math.floor(this.#chance() * this.people.length);
      this.repeats += count;
      provider?.repeats(count);
    }
    if (this.#chance() < 0.4) return;
    const fault = FAULTS[Math.floor(this.#chance() * FAULTS.length)] ?? 'gateway';
    const drawn = 1 + Math.floor(this.#chance() * 3);
    // Whoever is told to slow down rests for seconds of real time.
    const times = fault === 'throttled' ? 1 : drawn;
    this.faults += times;
    provider?.fails(fault, times);
  }

  async #round(speakers: readonly Hands[]): Promise<void> {
    const { provider } = this.#house.rig;
    const how = this.#chance();
    const isHeld = how < 0.3;
    const isMixed = how > 0.7 && provider?.reorders !== undefined;
    if (isHeld) provider?.holds();
    if (isMixed) provider.reorders?.(speakers.length);
    for (const person of speakers) await this.#report(person);
    // Words of several chats may come in any order; of one chat they would mean something else.
    if (isMixed) await this.#house.settled();
    for (const person of speakers) await person.says('thôi');
    if (isHeld) provider?.releases();
  }

  async #report(person: Hands): Promise<void> {
    const mark = `s${this.#turns}`;
    this.#turns += 1;
    this.#said.set(person, [...this.saidBy(person), mark]);
    await person.says(marked(mark));
  }
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
