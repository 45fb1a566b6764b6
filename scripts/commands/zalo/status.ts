import { parseArgs } from 'node:util';
import type { ZaloOaOptions } from '../../../src/channels/zalo-oa/zalo-oa-channel.ts';
import { credentialAccount } from '../../../src/channels/zalo-oa/zalo-oa-channel.ts';
import { RENEW_AT_MS } from '../../../src/channels/zalo-oa/token-keeper.ts';
import type { Credential } from '../../../src/domain/credential.ts';
import { atDesk, type OaDesk } from './account.ts';
import { meaningOf } from './meaning.ts';

export const STATUS_USAGE = `usage: scripts/admin zalo status
  Shows how the Official Account stands: its tokens (never a token itself), what Zalo says of it, which switches
  are on, when the last event arrived, and what to do next.`;

/** What Zalo calls the kinds of accounts that we know. */
const TYPES: ReadonlyMap<number, string> = new Map([
  [2, 'business'],
  [4, 'government'],
]);
const SHOWN_ROTATIONS = 5;

/** Shows how the account stands and what the next step is. */
export async function status(args: readonly string[]): Promise<void> {
  parseArgs({ args: [...args], options: {} });
  await atDesk(async (desk) => {
    const credential = await desk.store.credentials.load(credentialAccount(desk.options));
    const oa = credential?.state === 'active' ? await describeOa(desk) : { lines: [], next: [] };
    const lines = [
      ...tokenLines(credential, new Date()),
      ...oa.lines,
      eventLine(await desk.store.inbox.lastArrival('zalo-oa')),
      ...switchLines(desk.options),
      ...nextSteps(desk, credential, oa.next),
    ];
    console.log(lines.join('\n'));
  });
}

const eventLine = (at: Date | undefined): string =>
  at === undefined
    ? 'Events: none from Zalo in the last 3 days; write to the account, and look at the webhook in the console'
    : `Events: the last one from Zalo arrived ${at.toISOString()}`;

const hours = (ms: number): string => `${(ms / 3_600_000).toFixed(1)} h`;

function tokenLines(credential: Credential | undefined, now: Date): readonly string[] {
  if (credential === undefined) return ['Tokens: none yet'];
  const { state, since, tokens, version } = credential;
  if (state === 'unreadable') return ['Tokens: stored under another CB_DATA_KEY, of no use'];
  if (state === 'needs-consent' || tokens === undefined)
    return [`Tokens: refused by Zalo since ${since.toISOString()}`, ...rotationLines(credential)];
  const ageMs = now.getTime() - tokens.issuedAt.getTime();
  const dueMs = RENEW_AT_MS - ageMs;
  return [
    `Tokens: pair ${version}, ${hours(ageMs)} old, ${dueMs > 0 ? `renewed in ${hours(dueMs)}` : 'due to be renewed by the worker now'}, access ends in ${hours(tokens.expiresAt.getTime() - now.getTime())}`,
    ...rotationLines(credential),
  ];
}

const rotationLines = ({ rotations }: Credential): readonly string[] =>
  rotations
    .slice(-SHOWN_ROTATIONS)
    .map(
      ({ at, how, outcome, version, code }) =>
        `  ${at.toISOString()} ${how} ${outcome}, pair ${version}${code === undefined ? '' : `, error ${code}`}`,
    );

interface Described {
  readonly lines: readonly string[];
  readonly next: readonly string[];
}

async function describeOa({ client }: OaDesk): Promise<Described> {
  try {
    const oa = await client.getOa();
    const { limit, remaining } = client.rateLimit();
    const kind =
      oa.oa_type === undefined ? undefined : (TYPES.get(oa.oa_type) ?? `type ${oa.oa_type}`);
    const until = oa.package_valid_through_date;
    return {
      lines: [
        `Account: ${[oa.name, kind, oa.is_verified === true ? 'verified' : 'not verified'].filter(Boolean).join(', ')}`,
        `Package: ${oa.package_name ?? 'not said'}${until === undefined ? '' : `, until ${until}`}; followers: ${oa.num_follower ?? 'not said'}`,
        ...(limit === undefined ? [] : [`Calls: ${remaining ?? '?'} of ${limit} left this minute`]),
      ],
      next:
        oa.is_verified === true
          ? []
          : ['Have the account verified in OA Manager: templates need it.'],
    };
  } catch (error) {
    const meaning = meaningOf(error);
    return { lines: [`Account: ${meaning}`], next: [] };
  }
}

const onOff = (isOn: boolean): string => (isOn ? 'on' : 'off');

function switchLines(options: ZaloOaOptions): readonly string[] {
  const templates = (['received', 'result', 'reminder'] as const)
    .map((purpose) => `${purpose} ${options.templates[purpose] ?? 'none'}`)
    .join(', ');
  return [
    `Switches: buttons ${onOff(options.hasButtons)}, billed messages ${onOff(options.allowsBilled)}, appsecret_proof ${onOff(options.sendsAppSecretProof)}, signature by ${options.signatureId}, code verifier ${options.codeVerifier === undefined ? 'fresh each time' : 'fixed'}`,
    `Templates: ${templates}`,
    `Files from: ${options.mediaHosts.join(', ')}`,
  ];
}

/** What is missing, the next step first. */
function nextSteps(
  { config, options }: OaDesk,
  credential: Credential | undefined,
  fromZalo: readonly string[],
): readonly string[] {
  const { received, result, reminder } = options.templates;
  const steps = [
    ...(credential?.state === 'active'
      ? []
      : ['Let Cầu Nối speak for the account: scripts/admin zalo login']),
    ...(config.publicUrl === undefined
      ? ['Set CB_PUBLIC_URL: Zalo delivers only to an https domain.']
      : []),
    ...fromZalo,
    ...(received === undefined || result === undefined || reminder === undefined
      ? [
          'Have templates approved and set ZALO_OA_TEMPLATE_…: without them results wait until the person writes again after 7 days.',
        ]
      : []),
  ];
  const webhook = `Webhook address for the app’s console: ${config.publicUrl ?? '<CB_PUBLIC_URL>'}/webhooks/zalo-oa (leave "Lọc cú pháp" off)`;
  return [
    webhook,
    ...(steps.length === 0
      ? ['Nothing is missing. Try it: scripts/admin zalo send-test']
      : ['Next:', ...steps.map((step, index) => `  ${index + 1}. ${step}`)]),
  ];
}
