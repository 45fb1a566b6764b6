import type { Call } from './call.ts';
import { Refusal } from './refusal.ts';

/** How fast a bot may send, as Telegram's FAQ says it. */
export interface RateLimits {
  /** Over all chats. About 30 for the real one. */
  readonly perSecond: number;
  /** In one chat. 1 for the real one. */
  readonly perChatPerSecond: number;
  /** So many come through at once in a chat that was quiet. Default 3. */
  readonly burst?: number;
}

const SENDING = /^(?:send(?!ChatAction)|edit|copy|forward)/;
const SECOND_MS = 1_000;

/** Counts what a bot sends, and refuses what comes too fast; a call that is refused counts as well. */
export class Rates {
  readonly #limits: RateLimits;
  readonly #now: () => number;
  #sentMs: number[] = [];
  /** Room in a chat: a bucket that fills again by `perChatPerSecond`. */
  readonly #room = new Map<string, { left: number; atMs: number }>();

  constructor(limits: RateLimits, now: () => number = () => performance.now()) {
    this.#limits = limits;
    this.#now = now;
  }

  /** @throws {Refusal} 429 with how long to wait. */
  check(call: Call): void {
    if (!SENDING.test(call.method)) return;
    const nowMs = this.#now();
    const isSlowEnough = [
      this.#fitsAll(nowMs),
      this.#fitsChat(String(call.number('chat_id')), nowMs),
    ];
    if (isSlowEnough.includes(false))
      throw new Refusal(429, 'Too Many Requests: retry after 1', { retry_after: 1 });
  }

  #fitsAll(nowMs: number): boolean {
    this.#sentMs = this.#sentMs.filter((atMs) => nowMs - atMs < SECOND_MS);
    this.#sentMs.push(nowMs);
    return this.#sentMs.length <= this.#limits.perSecond;
  }

  #fitsChat(chatId: string, nowMs: number): boolean {
    const { perChatPerSecond, burst = 3 } = this.#limits;
    const before = this.#room.get(chatId) ?? { left: burst, atMs: nowMs };
    const filled = before.left + ((nowMs - before.atMs) / SECOND_MS) * perChatPerSecond;
    const room = Math.min(burst, filled);
    this.#room.set(chatId, { left: Math.max(0, room - 1), atMs: nowMs });
    return room >= 1;
  }
}
