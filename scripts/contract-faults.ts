import { parseArgs } from 'node:util';
import { runFaults, type FaultReport } from '../test/channels/contract/fault-run.ts';
import { openHouse } from '../test/channels/contract/house.ts';
import { RIGS, type ChannelUnderTest } from '../test/channels/contract/rigs/index.ts';

const CHANNELS = Object.keys(RIGS).filter((channel) => channel !== 'web');
const USAGE = `usage: npm run -s contract:faults -- [--channel ${CHANNELS.join('|')}] [--seed 1] [--people 8] [--turns 100] [--json]
  Lets people talk over an emulated provider while deliveries are doubled, held back and mixed and sendings fail, all
  drawn from the seed; ends with 1 when anything was lost, doubled or out of order.`;

const isChannel = (name: string): name is ChannelUnderTest => CHANNELS.includes(name);

const whole = (name: string, text: string, most: number): number => {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > most)
    throw new Error(`--${name} must be a whole number from 1 to ${most}`);
  return count;
};

/** What must be nought after every run. */
const isSound = (report: FaultReport): boolean =>
  report.lost +
    report.doubled +
    report.disordered +
    report.stuck +
    report.unanswered +
    report.answeredTwice +
    report.outOfOrder ===
  0;

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      channel: { type: 'string', default: 'zalo-oa' },
      seed: { type: 'string', default: '1' },
      people: { type: 'string', default: '8' },
      turns: { type: 'string', default: '100' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  if (!isChannel(values.channel))
    throw new Error(`--channel must be one of ${CHANNELS.join(', ')}`);
  const order = {
    seed: whole('seed', values.seed, 2 ** 31),
    people: whole('people', values.people, 100),
    turns: whole('turns', values.turns, 100_000),
  };
  await using house = await openHouse(RIGS[values.channel]);
  const report = await runFaults(house, {
    ...order,
    onRound: (turns) => {
      if (!values.json) process.stderr.write(`\r${turns} / ${order.turns}`);
    },
  });
  if (values.json) console.log(JSON.stringify(report));
  else console.table(report);
  if (!isSound(report)) process.exitCode = 1;
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
