import { UsageError, type AdminCommand } from './command.ts';
import { LOGIN_USAGE, login } from './zalo/login.ts';
import { SEND_TEST_USAGE, sendTest } from './zalo/send-test.ts';
import { STATUS_USAGE, status } from './zalo/status.ts';

/** One step of bringing a Zalo Official Account into service. */
interface Step {
  readonly usage: string;
  run(args: readonly string[]): Promise<void>;
}

const STEPS: ReadonlyMap<string, Step> = new Map([
  ['login', { usage: LOGIN_USAGE, run: login }],
  ['status', { usage: STATUS_USAGE, run: status }],
  ['send-test', { usage: SEND_TEST_USAGE, run: sendTest }],
]);

const USAGE = `usage: scripts/admin zalo status | login | send-test [USER-ID]
  Each explains itself with --help. Begin with: scripts/admin zalo status`;

/** Walks an operator through bringing a Zalo Official Account into service. */
export const zaloCommand: AdminCommand = {
  name: 'zalo',
  usage: 'zalo status | login | send-test [USER-ID]',
  summary:
    'Lets Cầu Nối speak for a Zalo Official Account, shows how it stands, and sends a trial message; each has --help.',
  help: ([name = '']) => STEPS.get(name)?.usage ?? USAGE,
  run: async ([name = 'help', ...args]) => {
    if (name === 'help') return console.log(USAGE);
    const step = STEPS.get(name);
    if (step === undefined) throw new UsageError(`there is no zalo ${name}\n${USAGE}`);
    await step.run(args);
  },
};
