import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../../scripts/launch/until.ts';
import { post, type Parcel } from './post.ts';

/** One event as it goes out. */
export interface Letter {
  /** Of one person's letters the next waits until the one before was answered for the first time. */
  readonly lane: string;
  /** Such as `user_send_text`. */
  readonly name: string;
  readonly body: string;
  /** @param attempt - 0 at first. */
  readonly headers: (attempt: number) => Readonly<Record<string, string>>;
}

/** One attempt to deliver; status 0 when nobody answered in time. */
export interface Delivery {
  readonly name: string;
  readonly attempt: number;
  readonly status: number;
  /** `spoilt` was changed on the way, `repeat` had been taken already. */
  readonly form: 'true' | 'spoilt' | 'repeat';
  readonly tookMs: number;
}

/** How a provider delivers. */
export interface Habits {
  /** An answer later than this is none, in milliseconds. */
  readonly patienceMs: number;
  /** Waits before the second attempt and those after it, in milliseconds. */
  readonly ladderMs: readonly number[];
  /** Whether an answer other than 2xx is tried again, as a lost connection is. */
  readonly retriesRefused: boolean;
  /** Whether the webhook is cut off when the last attempt failed. */
  readonly givesUp: boolean;
}

/** How a letter is spoilt on its way. */
export type Spoil = (parcel: Parcel) => Parcel;

/** Delivers events to one webhook, and badly when it is told to. */
export class Courier {
  readonly deliveries: Delivery[] = [];
  readonly habits: Habits;
  url: string | undefined;
  /** The last attempt failed and nothing is delivered until somebody puts it right. */
  isCutOff = false;
  /** So many accepted letters are delivered once more. */
  repeats = 0;
  #spoils: Spoil[] = [];
  #reordered: Letter[] = [];
  #toReorder = 0;
  #held: Letter[] | undefined;
  #underWay = 0;
  readonly #lanes = new Map<string, Promise<void>>();
  readonly #closing = new AbortController();

  constructor(habits: Habits) {
    this.habits = habits;
    // Every delivery under way listens to it.
    setMaxListeners(0, this.#closing.signal);
  }

  /** Hands a letter over; without an address it is lost, as at the provider. */
  send(letter: Letter): void {
    if (this.#held !== undefined) this.#held.push(letter);
    else if (this.#toReorder > 0) this.#collect(letter);
    else this.#queue(letter);
  }

  /** The next letters are kept back until so many are there, and go out the last one first. */
  reorder(count: number): void {
    this.#toReorder = count;
  }

  /** Before each of the next letters a spoilt copy of it goes out. */
  spoil(...spoils: readonly Spoil[]): void {
    this.#spoils.push(...spoils);
  }

  /** Keeps everything back until it is released. */
  hold(): void {
    this.#held ??= [];
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const letter of held) this.send(letter);
  }

  /** Resolves once every letter was taken or given up. */
  async idle(limitMs = 20_000): Promise<void> {
    await until('all deliveries', limitMs, () => (this.#underWay === 0 ? true : undefined));
  }

  close(): void {
    this.#closing.abort();
  }

  #collect(letter: Letter): void {
    this.#reordered.push(letter);
    this.#toReorder -= 1;
    if (this.#toReorder > 0) return;
    for (const kept of this.#reordered.splice(0).toReversed()) this.#queue(kept);
  }

  #queue(letter: Letter): void {
    if (this.url === undefined || this.isCutOff) return;
    this.#underWay += 1;
    const before = this.#lanes.get(letter.lane) ?? Promise.resolve();
    const first = before.then(() => this.#deliverFirst(letter));
    this.#lanes.set(
      letter.lane,
      first.then(() => undefined),
    );
    void first
      .then((status) => this.#insist(letter, status))
      .finally(() => {
        this.#underWay -= 1;
      });
  }

  async #deliverFirst(letter: Letter): Promise<number> {
    const spoil = this.#spoils.shift();
    if (spoil !== undefined) await this.#attempt(letter, 0, 'spoilt', spoil);
    return this.#attempt(letter, 0, 'true');
  }

  async #insist(letter: Letter, firstStatus: number): Promise<void> {
    let status = firstStatus;
    for (const [index, waitMs] of this.habits.ladderMs.entries()) {
      if (!this.#comesAgain(status)) return this.#repeat(letter, status, index);
      await pause(waitMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      if (this.#closing.signal.aborted || this.isCutOff) return;
      status = await this.#attempt(letter, index + 1, 'true');
    }
    const attempts = this.habits.ladderMs.length;
    if (!this.#comesAgain(status)) await this.#repeat(letter, status, attempts);
    else if (this.habits.givesUp) this.isCutOff = true;
  }

  #comesAgain(status: number): boolean {
    if (status === 0) return true;
    return this.habits.retriesRefused && !isTaken(status);
  }

  /** As when the answer got lost although the letter was taken. */
  async #repeat(letter: Letter, status: number, attempt: number): Promise<void> {
    if (!isTaken(status) || this.repeats <= 0) return;
    this.repeats -= 1;
    await this.#attempt(letter, attempt + 1, 'repeat');
  }

  async #attempt(
    letter: Letter,
    attempt: number,
    form: Delivery['form'],
    spoil: Spoil = (parcel) => parcel,
  ): Promise<number> {
    if (this.url === undefined) return 0;
    const parcel = spoil({ url: this.url, headers: letter.headers(attempt), body: letter.body });
    const startedMs = performance.now();
    const patience = AbortSignal.any([
      this.#closing.signal,
      AbortSignal.timeout(this.habits.patienceMs),
    ]);
    const status = await post(parcel, patience);
    const tookMs = performance.now() - startedMs;
    this.deliveries.push({ name: letter.name, attempt, status, form, tookMs });
    return status;
  }
}

const isTaken = (status: number): boolean => status >= 200 && status < 300;
