import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { makeInvite } from './commands/invite.ts';
import { launchHouse, type LaunchedHouse } from './launch/house.ts';
import { endLeftovers, rememberRunning } from './launch/leftovers.ts';
import { PLAY_HELP, PlayRoom } from './play/play-room.ts';
import { PROVIDERS } from './providers/index.ts';
import type { Provider } from './providers/provider.ts';
import { DemoClock } from './story/demo-clock.ts';
import { narrator, say } from './story/narrator.ts';

const KNOWN = Object.keys(PROVIDERS);
const USAGE = `usage: scripts/emulators [--channels ${KNOWN.join(',')}]
  Starts the app with these providers emulated on this machine, and lets you be everybody on them. Starts empty.

${PLAY_HELP}`;
const SAMPLE = 'data/sample-tam-dao';
const FOLDER = join(process.env['CB_DATA_DIR'] ?? '.data', 'emulators');
const LOOK_MS = 300;
const INVITED_DAYS = 7;

const closing: (() => Promise<void>)[] = [];
let isStopping = false;

/** Ends everything in reverse order. */
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  for (const close of closing.toReversed()) await close();
}

function readChannels(args: readonly string[]): readonly string[] | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: { channels: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help === true) return 'help';
  const channels = (values.channels ?? KNOWN.join(',')).split(',').map((channel) => channel.trim());
  const unknown = channels.filter((channel) => !KNOWN.includes(channel));
  if (unknown.length > 0)
    throw new Error(`no channel is called ${unknown.join(', ')}; there are ${KNOWN.join(', ')}`);
  return channels;
}

async function openRoom(channels: readonly string[]): Promise<PlayRoom> {
  await endLeftovers(FOLDER);
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const clock = new DemoClock(join(FOLDER, 'clock'));
  const now = (): Date => clock.now();
  const providers: Provider[] = [];
  for (const channel of channels) {
    const provider = await PROVIDERS[channel]?.(now);
    if (provider === undefined) continue;
    providers.push(provider);
    closing.push(() => provider.close());
  }
  say('Đang khởi động / starting …');
  const house = await launchHouse({
    folder: FOLDER,
    sample: SAMPLE,
    clockFile: clock.file,
    environment: Object.fromEntries(
      providers.flatMap(({ environment }) => Object.entries(environment)),
    ),
    onRestart: (name) => {
      if (!isStopping) say(`(${name} ngừng bất ngờ, đang chạy lại)`);
    },
  });
  closing.push(() => house.stop());
  rememberRunning(FOLDER, house.children);
  for (const provider of providers)
    await provider.connect({ address: house.address, store: house.store, now });
  say(`Trang web / the pages: ${house.address}/demo · nhật ký / logs: ${join(FOLDER, 'log')}`);
  return new PlayRoom({
    providers,
    narrate: narrator,
    advance: (minutes) => clock.advance(minutes),
    invite: (cadreId) => invite(house, cadreId, now()),
  });
}

async function invite({ store }: LaunchedHouse, cadreId: string, now: Date): Promise<string> {
  const cadre = await store.cadres.load(cadreId);
  return cadre === undefined
    ? `There is no cadre ${cadreId}.`
    : `${await makeInvite(store, cadreId, now, INVITED_DAYS)}   for ${cadre.name}: say it in a chat`;
}

async function play(room: PlayRoom): Promise<void> {
  say(`\n${PLAY_HELP}\n`);
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  lines.setPrompt(room.prompt);
  lines.prompt();
  const looking = setInterval(() => void room.look().catch(() => undefined), LOOK_MS);
  for await (const line of lines) {
    if (isStopping || line.trim() === '/quit') break;
    const told = await room.take(line);
    if (told !== undefined) say(told);
    lines.setPrompt(room.prompt);
    lines.prompt();
  }
  clearInterval(looking);
  lines.close();
}

async function main(): Promise<void> {
  const channels = readChannels(process.argv.slice(2));
  if (channels === 'help') return say(USAGE);
  await play(await openRoom(channels));
  await stop();
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    void stop().then(() => process.exit(process.exitCode ?? 0));
  });
main().catch(async (error: unknown) => {
  if (!isStopping) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
  await stop();
});
