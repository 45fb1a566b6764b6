import { randomBytes, randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { buildChannels } from './channels/index.ts';
import type { Channel } from './channels/channel.ts';
import { createOutboundFetch } from './channels/wire/outbound-fetch.ts';
import { createEngine } from './chat/engine.ts';
import type { Settings } from './config.ts';
import type { Clock, Ids } from './domain/clock.ts';
import { FLOWS } from './flows/index.ts';
import { createHandOut, type HandOut } from './http/hand-out.ts';
import { createTranslator, type Translator } from './i18n/index.ts';
import { loadLocales } from './i18n/load.ts';
import type { QueueSettings } from './jobs/connection.ts';
import type { JobDefinition } from './jobs/define.ts';
import { createHub, type Hub } from './jobs/hub.ts';
import { jobList } from './jobs/index.ts';
import { createWake } from './jobs/wake.ts';
import { loadModel } from './load-model.ts';
import { openStore } from './store/index.ts';
import { createTelemetry, type Telemetry } from './telemetry/events.ts';
import { createLog, type Logger } from './telemetry/log.ts';
import type { Deps } from './usecases/deps.ts';
import type { Persona } from './usecases/seat-personas.ts';
import { createSurroundings } from './usecases/surroundings.ts';

/** What tests may put in place of the real thing. */
export interface Overrides {
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly log?: Logger;
  /** Fictional people whom anybody may play; their presence is the demo mode. */
  readonly personas?: readonly Persona[];
}

/** Everything built and connected, nothing started yet. */
export interface House {
  readonly settings: Settings;
  readonly deps: Deps;
  readonly channels: readonly Channel[];
  readonly personas: readonly Persona[];
  readonly queues: QueueSettings;
  readonly jobs: readonly JobDefinition[];
  readonly hub: Hub;
  readonly translator: Translator;
  readonly telemetry: Telemetry;
  /** Passing public addresses of files, for providers that fetch what we send. */
  readonly handOut: HandOut;
  /** Where people reach the pages: as configured, else the bound address once there is one. */
  publicUrl: string | undefined;
  /** Closes in reverse order of opening. */
  readonly close: () => Promise<void>;
}

/** The same from `src/` and from `dist/`. */
const LOCALES = fileURLToPath(new URL('../locales', import.meta.url));
/** While Redis is away each of a dozen connections complains several times a second; one line in so long is enough. */
const COMPLAINT_MS = 10_000;
const SYSTEM_CLOCK: Clock = { now: () => new Date() };
const RANDOM_IDS: Ids = {
  // 120 bits: a draft's id becomes a case's id and must not be guessable.
  next: () => randomBytes(15).toString('base64url'),
  below: (limit) => randomInt(limit),
};

/**
 * Opens the store and the queues and builds every part from the settings.
 *
 * @throws {StoreUnavailable} when MongoDB does not answer.
 */
export async function buildHouse(settings: Settings, overrides: Overrides): Promise<House> {
  const { config, secrets } = settings;
  const telemetry = createTelemetry(overrides.log ?? createLog(config.logLevel));
  const { events } = telemetry;
  const queues: QueueSettings = {
    redisUrl: secrets.redisUrl,
    prefix: config.queuePrefix,
    onError: sparingly(COMPLAINT_MS, (error) =>
      events.connectionFailed({ service: 'redis', error }),
    ),
  };
  const model = await loadModel();
  const store = await openStore({
    uri: secrets.mongoUri,
    buildIndexes: config.buildIndexes,
    dataKey: secrets.dataKey,
  });
  const hub = createHub(queues);
  const translator = createTranslator(loadLocales(LOCALES), {
    onGap: ({ key, locale }) => events.textMissing({ key, locale }),
  });
  const clock = overrides.clock ?? SYSTEM_CLOCK;
  const handOut = createHandOut(secrets.dataKey, () => clock.now());
  const outbound = createOutboundFetch(secrets.outboundProxy);
  const channels = buildChannels({
    web: { publish: hub.publish },
    telegram: secrets.channels.telegram && {
      ...secrets.channels.telegram,
      ...(outbound === undefined ? {} : { fetch: outbound.fetch }),
      translate: (text, locale) => translator.translate(text, locale, clock.now()),
      onError: (error) => events.connectionFailed({ service: 'telegram', error }),
    },
    zaloBot: secrets.channels.zaloBot && {
      ...secrets.channels.zaloBot,
      fetch: outbound?.fetch,
      addressOf: ({ id }) => house.publicUrl && new URL(handOut.pathOf(id), house.publicUrl).href,
      translate: (text, locale) => translator.translate(text, locale, clock.now()),
      onError: (error) => events.connectionFailed({ service: 'zalo-bot', error }),
    },
    zaloOa: secrets.channels.zaloOa && {
      ...secrets.channels.zaloOa,
      ...(outbound === undefined ? {} : { fetch: outbound.fetch }),
      credentials: store.credentials,
      now: () => clock.now(),
      onRenewed: (version) => events.tokensRenewed({ channel: 'zalo-oa', version }),
      onNeed: (what, error) => events.channelNeedsPerson({ channel: 'zalo-oa', what, error }),
      onIgnored: (event) => events.eventIgnored({ channel: 'zalo-oa', event }),
      onError: (error) => events.connectionFailed({ service: 'zalo-oa', error }),
    },
  });
  const jobs = jobList(
    channels.map((channel) => ({
      id: channel.id,
      takesIn: channel.webhooks.length > 0 || channel.start !== undefined,
    })),
    config.sweepSeconds * 1_000,
  );
  const wake = createWake(queues, jobs, hub, events);
  const personas = overrides.personas ?? [];
  const house: House = {
    settings,
    channels,
    personas,
    queues,
    jobs,
    hub,
    translator,
    telemetry,
    handOut,
    publicUrl: config.publicUrl,
    deps: {
      store,
      channels: new Map(channels.map((channel) => [channel.id, channel])),
      engine: createEngine(FLOWS),
      wake,
      clock,
      ids: overrides.ids ?? RANDOM_IDS,
      events,
      surroundings: createSurroundings({
        store,
        clock,
        events,
        model,
        isDemo: personas.length > 0,
      }),
      translate: (text, locale, now) => translator.translate(text, locale, now),
      absolute: (path) =>
        house.publicUrl === undefined ? path : new URL(path, house.publicUrl).href,
    },
    close: async () => {
      await wake.close();
      await hub.close();
      await store.close();
      await outbound?.close();
      telemetry.close();
    },
  };
  return house;
}

/** The same listener, called at most once in so many milliseconds. */
function sparingly<Heard>(everyMs: number, listener: (heard: Heard) => void) {
  let lastMs = Number.NEGATIVE_INFINITY;
  return (heard: Heard): void => {
    const nowMs = performance.now();
    if (nowMs - lastMs < everyMs) return;
    lastMs = nowMs;
    listener(heard);
  };
}
