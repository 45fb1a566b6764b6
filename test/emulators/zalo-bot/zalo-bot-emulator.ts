import { Courier } from '../wire/courier.ts';
import { Faults } from '../wire/faults.ts';
import { createMediaServer, MediaShelf } from '../wire/media-shelf.ts';
import { MovingClock } from '../wire/moving-clock.ts';
import { listen } from '../wire/server.ts';
import type { BotAccount, BotCall, BotSettings } from './account.ts';
import { createBotApi } from './bot-api.ts';
import { BotChats } from './chats.ts';
import { createControl } from './control.ts';
import { Feed } from './feed.ts';
import { BotGroup, BotPerson } from './person.ts';
import type { PlannedRefusal } from './refusal.ts';

/** How an emulator differs from the usual one. */
export interface ZaloBotOptions extends Partial<BotSettings> {
  /** Time of messages; default the real one. */
  readonly now?: () => Date;
  /** Waits before a webhook is tried again, in milliseconds. Nobody knows Zalo's. */
  readonly ladderMs?: readonly number[];
  /** An answer later than this is none, in milliseconds. Default 2 000. */
  readonly webhookPatienceMs?: number;
  /** Port of the API and the control side; default a free one. */
  readonly port?: number;
}

/** The Zalo Bot Platform on loopback with one bot, and the hands of the people who talk with it. */
export interface ZaloBotEmulator extends AsyncDisposable {
  readonly apiBase: string;
  readonly token: string;
  /** Host and port of the files that people send. */
  readonly mediaHost: string;
  /** By method, such as `sendMessage`, or `*`. */
  readonly faults: Faults<PlannedRefusal>;
  /** The sender of events: what it delivered, and how it goes wrong. */
  readonly webhook: Courier;
  readonly feed: Feed;
  readonly media: MediaShelf;
  now(): Date;
  /** Puts the clock forward. */
  advance(ms: number): void;
  /** Calls of the bot so far, of one method or of all. */
  calls(method?: string): readonly BotCall[];
  /** A person of this name, the same one each time. */
  user(name: string): BotPerson;
  group(): BotGroup;
  close(): Promise<void>;
}

const DEFAULTS: BotSettings = {
  token: '123456:emulated-token',
  wrapped: true,
  statusFollowsCode: false,
  pictureField: 'photo_url',
  repeatsDeliveries: true,
};
const LADDER_MS = [20, 50, 100, 200, 400, 800, 1_600] as const;

/** Starts an emulator on free ports. */
export async function createZaloBotEmulator(
  options: ZaloBotOptions = {},
): Promise<ZaloBotEmulator> {
  const settings: BotSettings = { ...DEFAULTS, ...options };
  const courier = new Courier({
    patienceMs: options.webhookPatienceMs ?? 2_000,
    ladderMs: settings.repeatsDeliveries ? (options.ladderMs ?? LADDER_MS) : [],
    retriesRefused: settings.repeatsDeliveries,
    givesUp: false,
  });
  const account = createAccount(settings, courier, options.now);
  const people = new Map<string, BotPerson>();
  const user = (name: string): BotPerson => {
    const known = people.get(name) ?? new BotPerson(account, name);
    people.set(name, known);
    return known;
  };
  const api = await listen(
    createControl(account, user).route('/', createBotApi(account)),
    options.port,
  );
  const media = await listen(createMediaServer(account.media));
  account.media.address = media.address;
  const close = async (): Promise<void> => {
    account.feed.close();
    courier.close();
    await Promise.all([api.close(), media.close()]);
  };
  return {
    apiBase: api.address,
    token: settings.token,
    mediaHost: new URL(media.address).host,
    faults: account.faults,
    webhook: courier,
    feed: account.feed,
    media: account.media,
    now: () => account.clock.now(),
    advance: (ms) => account.clock.advance(ms),
    calls: (method) =>
      account.calls.filter((call) => method === undefined || call.method === method),
    user,
    group: () => new BotGroup(account),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function createAccount(
  settings: BotSettings,
  courier: Courier,
  now: ZaloBotOptions['now'],
): BotAccount {
  const clock = new MovingClock(now);
  return {
    settings,
    clock,
    chats: new BotChats(() => clock.now()),
    feed: new Feed(settings, courier),
    media: new MediaShelf(),
    faults: new Faults(),
    calls: [],
  };
}
