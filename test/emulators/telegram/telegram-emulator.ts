import { listen } from '../wire/server.ts';
import { createAccount } from './account.ts';
import type { Call } from './call.ts';
import type { TelegramFaults } from './faults.ts';
import { TelegramGroup } from './group.ts';
import { TelegramPerson } from './person.ts';
import type { RateLimits } from './rates.ts';
import { createBotApi } from './bot-api.ts';
import type { Updates } from './updates.ts';

/** How an emulator differs from the usual one. */
export interface EmulatorOptions {
  readonly token?: string;
  /** Time of messages; default the real one. */
  readonly now?: () => Date;
  /** Wait before a webhook is tried again, in milliseconds. Default 50. */
  readonly retryMs?: number;
  /** Refuses what a bot sends faster. Default: takes everything. */
  readonly limits?: RateLimits;
}

/** A Bot API on loopback with one bot, and the hands of the people who talk with it. */
export interface TelegramEmulator extends AsyncDisposable {
  readonly apiRoot: string;
  readonly token: string;
  readonly faults: TelegramFaults;
  readonly updates: Updates;
  /** Calls of the bot so far, of one method or of all. */
  calls(method?: string): readonly Call[];
  /** How a press stands: whether its waiting sign has gone. */
  press(id: string): 'waiting' | 'answered' | 'expired' | undefined;
  /** Every press so far is too old to be answered. */
  expirePresses(): void;
  /** A person of this name, the same one each time. */
  user(name: string, language?: string): TelegramPerson;
  group(title: string): TelegramGroup;
  close(): Promise<void>;
}

/** Starts an emulator on a free port. */
export async function createTelegramEmulator(
  options: EmulatorOptions = {},
): Promise<TelegramEmulator> {
  const token = options.token ?? '123456:emulated-token';
  const { now = () => new Date(), retryMs = 50, limits } = options;
  const account = createAccount(token, now, retryMs, limits);
  const server = await listen(createBotApi(account));
  const people = new Map<string, TelegramPerson>();
  const close = async (): Promise<void> => {
    account.updates.close();
    await server.close();
  };
  return {
    apiRoot: server.address,
    token,
    faults: account.faults,
    updates: account.updates,
    calls: (method) =>
      account.calls.filter((call) => method === undefined || call.method === method),
    press: (id) => account.presses.get(id),
    expirePresses: () => {
      for (const id of account.presses.keys()) account.presses.set(id, 'expired');
    },
    user: (name, language = 'vi') => {
      const known = people.get(name) ?? new TelegramPerson(account, name, language);
      people.set(name, known);
      return known;
    },
    group: (title) => new TelegramGroup(account, title),
    close,
    [Symbol.asyncDispose]: close,
  };
}
