import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { endLeftovers, rememberRunning } from './launch/leftovers.ts';
import { launchHouse, type LaunchedHouse } from './launch/house.ts';
import { PROVIDERS } from './providers/index.ts';
import type { Provider } from './providers/provider.ts';
import { DemoClock } from './story/demo-clock.ts';
import { narrator, say } from './story/narrator.ts';
import { providerStage, webStage, type Surroundings } from './story/stages.ts';
import { play } from './story/story.ts';

const KNOWN = ['web', ...Object.keys(PROVIDERS)];
const USAGE = `usage: scripts/demo [--once] [--reset] [--channels ${KNOWN.join(',')}]
  --once      end after the story; fails when a step of it differs
  --reset     start empty
  --channels  play the story over each of these, one after the other, with the provider emulated on this
              machine; starts empty, for an emulated provider remembers nobody. Default: web`;
const SAMPLE = 'data/sample-tam-dao';
const DATA = process.env['CB_DATA_DIR'] ?? '.data';

/** What was asked for cannot be done; the words say why. */
class BadOrder extends Error {
  override readonly name = 'BadOrder';
}

interface Order {
  readonly channels: readonly string[];
  readonly folder: string;
  readonly isOnce: boolean;
  readonly startsEmpty: boolean;
}

let house: LaunchedHouse | undefined;
const providers: Provider[] = [];
let isStopping = false;

/** Ends everything in reverse order; a second signal ends at once. */
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await house?.stop();
  await Promise.all(providers.map((provider) => provider.close()));
}

function readOrder(args: readonly string[]): Order | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      once: { type: 'boolean' },
      reset: { type: 'boolean' },
      help: { type: 'boolean' },
      channels: { type: 'string' },
    },
  });
  if (values.help === true) return 'help';
  const channels = (values.channels ?? 'web').split(',').map((channel) => channel.trim());
  const unknown = channels.filter((channel) => !KNOWN.includes(channel));
  if (unknown.length > 0)
    throw new BadOrder(`no channel is called ${unknown.join(', ')}; there are ${KNOWN.join(', ')}`);
  const isEmulated = channels.some((channel) => channel !== 'web');
  return {
    channels,
    folder: join(DATA, isEmulated ? 'demo-channels' : 'demo'),
    isOnce: values.once === true,
    startsEmpty: values.reset === true || isEmulated,
  };
}

async function start({ channels, folder }: Order, clock: DemoClock): Promise<LaunchedHouse> {
  for (const channel of channels) {
    const startProvider = PROVIDERS[channel];
    if (startProvider !== undefined) providers.push(await startProvider(() => clock.now()));
  }
  house = await launchHouse({
    folder,
    sample: SAMPLE,
    clockFile: clock.file,
    environment: Object.fromEntries(
      providers.flatMap(({ environment }) => Object.entries(environment)),
    ),
    onRestart: (name) => {
      if (!isStopping) say(`(${name} ngừng bất ngờ, đang chạy lại)`);
    },
    onImported: (added) => say(`Đã nhập tổ chức mẫu / sample organisation imported: ${added}`),
  });
  rememberRunning(folder, house.children);
  const { address, store } = house;
  for (const provider of providers)
    await provider.connect({ address, store, now: () => clock.now() });
  return house;
}

async function tellStories(
  { channels }: Order,
  { address, store }: LaunchedHouse,
  clock: DemoClock,
): Promise<void> {
  const around: Surroundings = {
    narrate: narrator,
    sample: SAMPLE,
    tell: (words) => say(`\n— ${words}`),
    passTime: async (minutes) => say(`  ⏩ ${clock.advance(minutes)}`),
    waitForMorning: async () => say(`  ⏩ ${clock.goToMorning()}`),
  };
  for (const channel of channels) {
    const provider = providers.find((one) => one.channel === channel);
    if (channels.length > 1 || provider !== undefined) say(`\n=== ${channel} ===`);
    const stage =
      provider === undefined
        ? await webStage(around, address)
        : await providerStage(around, provider, store, () => clock.now());
    await play(stage);
  }
}

async function run(order: Order): Promise<void> {
  const { folder, isOnce, startsEmpty } = order;
  await endLeftovers(folder);
  if (startsEmpty) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const clock = new DemoClock(join(folder, 'clock'));
  const launched = await start(order, clock);
  await tellStories(order, launched, clock);
  say('\nCâu chuyện đã trọn; mọi người trong đó đều là hư cấu. The story went as it should.');
  if (isOnce) return stop();
  say(`\n  Ba máy cạnh nhau / three phones:   ${launched.address}/demo`);
  say(`  Trang của bà con / the chat page:  ${launched.address}/chat`);
  say('  Ctrl-C để dừng / to stop.');
}

async function main(): Promise<void> {
  const order = readOrder(process.argv.slice(2));
  if (order === 'help') return say(USAGE);
  try {
    await run(order);
  } catch (error) {
    if (!isStopping) console.error(`Logs: ${join(order.folder, 'log')}`);
    throw error;
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
main().catch(async (error: unknown) => {
  // What broke because it was being stopped is no news.
  if (!isStopping) {
    console.error(error instanceof Error ? `\n${error.name}: ${error.message}` : String(error));
    process.exitCode = 1;
  }
  await stop();
});
