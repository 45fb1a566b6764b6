import type { BotCommand, User } from 'grammy/types';
import type { Call } from './call.ts';
import { Chats } from './chats.ts';
import { TelegramFaults } from './faults.ts';
import { Rates, type RateLimits } from './rates.ts';
import { StoredFiles } from './stored-files.ts';
import { Updates } from './updates.ts';

/** Everything that Telegram knows of one bot. */
export interface Account {
  readonly token: string;
  readonly chats: Chats;
  readonly files: StoredFiles;
  readonly updates: Updates;
  readonly faults: TelegramFaults;
  /** Every call that was understood, in order. */
  readonly calls: Call[];
  /** Button presses that wait for an answer, or had one. */
  readonly presses: Map<string, 'waiting' | 'answered' | 'expired'>;
  /** Menus by scope and language. */
  readonly menus: Map<string, readonly BotCommand[]>;
  /** How fast the bot may send; absent: as fast as it likes. */
  readonly rates: Rates | undefined;
}

const BOT: User = { id: 4_242, is_bot: true, first_name: 'Cầu Nối', username: 'CauNoiBot' };

/** An account on which nothing has happened yet. */
export const createAccount = (
  token: string,
  now: () => Date,
  retryMs: number,
  limits?: RateLimits,
): Account => ({
  token,
  chats: new Chats(BOT, now),
  files: new StoredFiles(),
  updates: new Updates(retryMs),
  faults: new TelegramFaults(),
  calls: [],
  presses: new Map(),
  menus: new Map(),
  rates: limits === undefined ? undefined : new Rates(limits),
});

/** One method of the Bot API: what it answers as `result`. */
export type Method = (account: Account, call: Call) => unknown;
