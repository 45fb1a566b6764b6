import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { openStore, type Store } from '../src/store/index.ts';
import { audit } from './bench/webhooks/audit.ts';
import { Deployment } from './bench/webhooks/deployment.ts';
import { postAtRate, type Posted } from './bench/webhooks/post-at-rate.ts';
import type { WebhookSender } from './bench/webhooks/sender.ts';
import { startSilentProvider } from './bench/webhooks/silent-provider.ts';
import { telegramSender } from './bench/webhooks/telegram-sender.ts';
import { NotInTime, until } from './launch/until.ts';
import { percentile } from './triage/measure.ts';

const USAGE = `usage: npm run -s bench:webhooks -- [--rate 100] [--backlog 10000] [--seconds 20] [--drain 900] [--json]
  --rate     deliveries a second
  --backlog  events that lie stored when it begins
  --seconds  how long it delivers
  --drain    how long it waits for the rest to be read, in seconds`;
const SENDERS: Readonly<Record<string, WebhookSender>> = { telegram: telegramSender };
const EVENTS_A_CHAT = 5;
const LIVE_CHATS = 500;
/** Numbers of what is delivered stand above those of the backlog, as a provider's do. */
const FIRST_LIVE = 1_000_000;
/** A process that was just started compiles as it goes; what is measured is one that runs for a while. */
const WARM_UP_SECONDS = 4;

const { values } = parseArgs({
  options: {
    channel: { type: 'string', default: 'telegram' },
    rate: { type: 'string', default: '100' },
    backlog: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '20' },
    drain: { type: 'string', default: '900' },
    json: { type: 'boolean', default: false },
  },
});

/** What was said, by chat. */
type Sent = Map<number, number[]>;

const note = (sent: Sent, chat: number, n: number): void =>
  void sent.set(chat, [...(sent.get(chat) ?? []), n]);
const progress = (words: string): void => void process.stderr.write(`${words}\n`);
const rounded = (ms: number): number => Math.round(ms * 10) / 10;

/** Lays down a backlog as a webhook would have: sealed rows, no hint; the sweep finds them. */
async function layBacklog(store: Store, sender: WebhookSender, count: number, sent: Sent) {
  const chats = Math.ceil(count / EVENTS_A_CHAT);
  for (let n = 1; n <= count; n += 100) {
    const numbers = Array.from({ length: Math.min(100, count - n + 1) }, (_, index) => n + index);
    await Promise.all(
      numbers.map(async (number) => {
        const event = sender.stored(number % chats, number);
        await store.inbox.add(sender.channel, [event], new Date());
      }),
    );
    for (const number of numbers) note(sent, number % chats, number);
  }
  return chats;
}

/** How many deliveries were answered with each status; `0` for a broken connection. */
function tallyOf(posted: readonly Posted[]): Readonly<Record<string, number>> {
  const tally: Record<string, number> = {};
  for (const { status } of posted) tally[status] = (tally[status] ?? 0) + 1;
  return tally;
}

function latencies(posted: readonly Posted[]) {
  const times = posted.map(({ ms }) => ms);
  return {
    p50: rounded(percentile(times, 0.5)),
    p95: rounded(percentile(times, 0.95)),
    p99: rounded(percentile(times, 0.99)),
    max: rounded(Math.max(...times)),
    benchLateP99: rounded(
      percentile(
        posted.map(({ lateMs }) => lateMs),
        0.99,
      ),
    ),
  };
}

async function waitUntilRead(store: Store, seconds: number): Promise<number> {
  const startedMs = performance.now();
  try {
    await until('the backlog', seconds * 1_000, async () => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      return (await store.inbox.count()).unread === 0 ? true : undefined;
    });
  } catch (error) {
    if (!(error instanceof NotInTime)) throw error;
  }
  return Math.round(performance.now() - startedMs) / 1_000;
}

async function main(): Promise<void> {
  const sender = SENDERS[values.channel];
  if (sender === undefined) throw new Error(USAGE);
  const [rate, backlog, seconds, drain] = [
    values.rate,
    values.backlog,
    values.seconds,
    values.drain,
  ].map(Number) as [number, number, number, number];
  const provider = await startSilentProvider();
  await using deployment = await Deployment.start(sender.settings(provider.apiRoot));
  await using store = await openStore({ uri: deployment.mongoUri, buildIndexes: false });
  const sent: Sent = new Map();
  progress(`laying down ${backlog} events`);
  const firstLive = await layBacklog(store, sender, backlog, sent);
  deployment.startRole('worker');
  await until('the first event to be read', 120_000, async () =>
    backlog === 0 || (await store.inbox.count()).unread < backlog ? true : undefined,
  );
  const atStart = (await store.inbox.count()).unread;
  progress(`delivering ${rate} a second for ${seconds} s, while ${atStart} events are being read`);
  const posted = await postAtRate(
    `${deployment.address}${sender.path}`,
    rate,
    seconds + WARM_UP_SECONDS,
    (index) => sender.delivery(firstLive + (index % LIVE_CHATS), FIRST_LIVE + index),
  );
  const atEnd = (await store.inbox.count()).unread;
  for (const [index, { status }] of posted.entries())
    if (status === 200) note(sent, firstLive + (index % LIVE_CHATS), FIRST_LIVE + index);
  progress(`${atEnd} events are unread; waiting until they are read`);
  const drainedInSeconds = await waitUntilRead(store, drain);
  const { unread, failed } = await store.inbox.count();
  report({
    channel: sender.channel,
    cores: cpus().length,
    load: loadavg().map(rounded),
    deliveriesGoTo: 'a local server that takes every call',
    rate,
    seconds,
    warmUpSeconds: WARM_UP_SECONDS,
    answerMs: latencies(posted.slice(rate * WARM_UP_SECONDS)),
    statuses: tallyOf(posted),
    answered: posted.length,
    backlog: { atStart, atEnd, left: unread, drainedInSeconds },
    readPerSecond: Math.round((atEnd - unread) / drainedInSeconds),
    failed,
    ...(await audit(store, sender, sent)),
    callsAtProvider: provider.calls,
  });
  await provider.close();
}

function report(figures: Readonly<Record<string, unknown>>): void {
  if (values.json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  else
    for (const [name, value] of Object.entries(figures))
      process.stdout.write(`${name.padEnd(18)} ${JSON.stringify(value)}\n`);
}

await main();
