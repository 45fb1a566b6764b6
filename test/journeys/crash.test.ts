import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFolder } from '../../scripts/commands/import-org.ts';
import { keepRunning, type Child } from '../../scripts/launch/child.ts';
import { freePort } from '../../scripts/launch/ports.ts';
import { startServices } from '../../scripts/launch/services.ts';
import { until } from '../../scripts/launch/until.ts';
import { DemoClock } from '../../scripts/story/demo-clock.ts';
import type { Line, Phone } from '../../scripts/story/phone.ts';
import { WebPhone } from '../../scripts/story/phones/web-phone.ts';
import { play } from '../../scripts/story/story.ts';
import { SAMPLE } from '../fixtures/town.ts';

/** Who is killed as soon as somebody reads this, each time once. */
interface Strike {
  readonly who: 'villager' | 'team' | 'leader';
  readonly reads: RegExp;
  readonly kills: readonly ProcessName[];
}
type ProcessName = 'web' | 'worker' | 'redis' | 'mongodb stand-in';

/** The deployment of the demo: four processes, each started again when it ends. */
class Deployment {
  readonly #folder = mkdtempSync(join(tmpdir(), 'cau-noi-crash-'));
  readonly #clock = new DemoClock(join(this.#folder, 'clock'));
  #children: readonly Child[] = [];
  #address = '';
  #strikes: readonly Strike[] = [];
  /** What was killed so far. */
  readonly killed: ProcessName[] = [];

  async start(): Promise<void> {
    const services = await startServices(this.#folder, {});
    this.#children = services.children;
    await importFolder(services.mongoUri, SAMPLE);
    const port = await freePort();
    const environment = {
      NODE_ENV: 'development',
      MONGODB_URI: services.mongoUri,
      REDIS_URL: services.redisUrl,
      CB_PORT: String(port),
      CB_SWEEP_SECONDS: '1',
      CB_DEMO_PERSONAS: join(SAMPLE, 'personas.json'),
      CB_DEMO_CLOCK: this.#clock.file,
    };
    const role = (name: 'web' | 'worker'): Child =>
      keepRunning({
        name,
        command: process.execPath,
        args: ['--import', 'tsx', 'src/main.ts', name],
        environment,
        logFile: join(this.#folder, 'log', `${name}.log`),
      });
    this.#children = [...this.#children, role('web'), role('worker')];
    this.#address = `http://127.0.0.1:${port}`;
    await until('the pages', 60_000, async () =>
      (await fetch(`${this.#address}/readyz`)).ok ? true : undefined,
    );
  }

  async stop(): Promise<void> {
    for (const child of this.#children.toReversed()) await child.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Plays the story while processes are struck down. */
  async play(strikes: readonly Strike[]): Promise<void> {
    this.#strikes = strikes;
    const phone = (who: Strike['who'], persona: string): Phone =>
      new WebPhone(who, `${this.#address}/demo/${persona}/chat`, (_who, line) =>
        this.#strike(who, line),
      );
    const stage = {
      villager: phone('villager', 'ba-con'),
      team: phone('team', 'to-luc-lieu'),
      leader: phone('leader', 'lanh-dao'),
      photo: new Blob([readFileSync(`${SAMPLE}photo-mended-road.png`)], { type: 'image/png' }),
      tell: () => undefined,
      passTime: async (minutes: number) => void this.#clock.advance(minutes),
      waitForMorning: async () => void this.#clock.goToMorning(),
    };
    await Promise.all([stage.villager, stage.team, stage.leader].map((each) => each.pickUp()));
    await play(stage);
  }

  #strike(who: Strike['who'], { words }: Line): void {
    const said = words?.join('\n') ?? '';
    const due = this.#strikes.filter((strike) => strike.who === who && strike.reads.test(said));
    this.#strikes = this.#strikes.filter((strike) => !due.includes(strike));
    for (const name of due.flatMap(({ kills }) => kills)) this.#kill(name);
  }

  #kill(name: ProcessName): void {
    const pid = this.#children.find((child) => child.name === name)?.pid;
    if (pid === undefined) return;
    process.kill(pid, 'SIGKILL');
    this.killed.push(name);
  }

  get strikesLeft(): readonly Strike[] {
    return this.#strikes;
  }
}

/** First all at once, when the concern was sent and nothing has come of it yet; then each by itself. */
const STRIKES: readonly Strike[] = [
  { who: 'villager', reads: /^Gửi$/, kills: ['web', 'worker', 'redis', 'mongodb stand-in'] },
  { who: 'team', reads: /sụt một hố to/, kills: ['redis'] },
  { who: 'team', reads: /⏰/, kills: ['mongodb stand-in'] },
  { who: 'team', reads: /Đã nhận/, kills: ['worker'] },
  { who: 'villager', reads: /Đã đổ đá vá hố/, kills: ['web'] },
  { who: 'villager', reads: /mấy sao/, kills: ['mongodb stand-in'] },
  { who: 'villager', reads: /cảm ơn/i, kills: ['redis'] },
];

describe('the story while processes are killed', () => {
  const deployment = new Deployment();
  beforeAll(() => deployment.start(), 90_000);
  afterAll(() => deployment.stop());

  it('ends as it should with each process struck down at least twice', async () => {
    await deployment.play(STRIKES);
    expect(deployment.strikesLeft).toEqual([]);
    expect(deployment.killed.toSorted(byName)).toEqual(
      STRIKES.flatMap(({ kills }) => kills).toSorted(byName),
    );
  }, 120_000);
});

const byName = (one: string, other: string): number => one.localeCompare(other);
