import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { importFolder } from './commands/import-org.ts';
import { keepRunning, type Child } from './launch/child.ts';
import { endLeftovers, rememberRunning } from './launch/leftovers.ts';
import { freePort } from './launch/ports.ts';
import { startServices } from './launch/services.ts';
import { until } from './launch/until.ts';
import { DemoClock } from './story/demo-clock.ts';
import { narrator, say } from './story/narrator.ts';
import { Phone } from './story/phone.ts';
import { play } from './story/story.ts';

const USAGE =
  'usage: scripts/demo [--once] [--reset]\n  --once   end after the story; fails when a step of it differs\n  --reset  start empty';
const SAMPLE = 'data/sample-tam-dao';
const FOLDER = join(process.env['CB_DATA_DIR'] ?? '.data', 'demo');
const START_MS = 60_000;

const children: Child[] = [];
let isStopping = false;

/** Ends everything in reverse order; a second signal ends at once. */
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  for (const child of children.toReversed()) await child.stop();
}

function startRole(role: 'web' | 'worker', environment: Record<string, string>): void {
  const program = {
    name: role,
    command: process.execPath,
    args: ['--import', 'tsx', 'src/main.ts', role],
    environment,
    logFile: join(FOLDER, 'log', `${role}.log`),
  };
  children.push(keepRunning(program, onRestart));
}

const onRestart = (name: string): void => {
  if (!isStopping) say(`(${name} ngừng bất ngờ, đang chạy lại)`);
};

async function start(clock: DemoClock): Promise<string> {
  const port = await freePort(Number(process.env['CB_PORT'] ?? 8080));
  const services = await startServices(FOLDER, process.env, onRestart);
  children.push(...services.children);
  const environment = {
    NODE_ENV: 'development',
    MONGODB_URI: services.mongoUri,
    REDIS_URL: services.redisUrl,
    CB_PORT: String(port),
    CB_SWEEP_SECONDS: '1',
    CB_DEMO_PERSONAS: join(SAMPLE, 'personas.json'),
    CB_DEMO_CLOCK: clock.file,
  };
  const { added } = await importFolder(services.mongoUri, SAMPLE);
  if (added > 0) say(`Đã nhập tổ chức mẫu / sample organisation imported: ${added}`);
  startRole('web', environment);
  startRole('worker', environment);
  rememberRunning(FOLDER, children);
  const address = `http://127.0.0.1:${port}`;
  await until('the pages', START_MS, async () =>
    (await fetch(`${address}/readyz`)).ok ? true : undefined,
  );
  return address;
}

async function tellStory(address: string, clock: DemoClock): Promise<void> {
  const phone = (name: string, persona: string) =>
    new Phone(name, `${address}/demo/${persona}/chat`, narrator);
  const stage = {
    villager: phone('Bà con', 'ba-con'),
    team: phone('Tổ dân vận', 'to-luc-lieu'),
    leader: phone('Lãnh đạo', 'lanh-dao'),
    photo: new Blob([readFileSync(join(SAMPLE, 'photo-mended-road.png'))], { type: 'image/png' }),
    tell: (words: string) => say(`\n— ${words}`),
    passTime: async (minutes: number) => say(`  ⏩ ${clock.advance(minutes)}`),
    waitForMorning: async () => say(`  ⏩ ${clock.goToMorning()}`),
  };
  await Promise.all([stage.villager, stage.team, stage.leader].map((one) => one.pickUp()));
  await play(stage);
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: { once: { type: 'boolean' }, reset: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) return console.log(USAGE);
  await endLeftovers(FOLDER);
  if (values.reset) rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const clock = new DemoClock(join(FOLDER, 'clock'));
  const address = await start(clock);
  await tellStory(address, clock);
  say('\nCâu chuyện đã trọn; mọi người trong đó đều là hư cấu. The story went as it should.');
  if (values.once) return stop();
  say(`\n  Ba máy cạnh nhau / three phones:   ${address}/demo`);
  say(`  Trang của bà con / the chat page:  ${address}/chat`);
  say('  Ctrl-C để dừng / to stop.');
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
run().catch(async (error: unknown) => {
  // What broke because it was being stopped is no news.
  if (!isStopping) {
    console.error(error instanceof Error ? `\n${error.name}: ${error.message}` : String(error));
    process.exitCode = 1;
    console.error(`Logs: ${join(FOLDER, 'log')}`);
  }
  await stop();
});
