import { MINUTE_MS } from '../wire/moving-clock.ts';

/** Calls of this minute. */
export class Rate {
  readonly #most: number;
  readonly #now: () => Date;
  #minute = 0;
  #count = 0;

  constructor(most: number, now: () => Date) {
    this.#most = most;
    this.#now = now;
  }

  /** @returns Whether one more is allowed. */
  count(): boolean {
    const minute = Math.floor(this.#now().getTime() / MINUTE_MS);
    if (minute !== this.#minute) this.#count = 0;
    this.#minute = minute;
    this.#count += 1;
    return this.#count <= this.#most;
  }

  get headers(): Record<string, string> {
    return {
      'X-RateLimit-Limit': String(this.#most),
      'X-RateLimit-Remain': String(Math.max(0, this.#most - this.#count)),
    };
  }
}
