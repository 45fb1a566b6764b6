import { startZaloBot } from '../../../../scripts/providers/zalo-bot.ts';
import type { Fault } from '../../../emulators/wire/faults.ts';
import type { PlannedRefusal } from '../../../emulators/zalo-bot/refusal.ts';
import type { SendingFault, StartRig } from '../rig.ts';
import { silent } from './silent.ts';

const SENDING = ['sendMessage', 'sendPhoto'] as const;
/** Nobody knows how often Zalo tries; as long as an app needs to start again. */
const LADDER_MS = [20, 50, 100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600];
const DAY_MINUTES = 24 * 60;

const FAULTS: Readonly<Record<SendingFault, Fault<PlannedRefusal>>> = {
  gateway: { kind: 'gateway', status: 502 },
  empty: { kind: 'empty', status: 200 },
  throttled: { kind: 'refused', error_code: 429 },
  'cut-before': { kind: 'cut', isDone: false },
  'cut-after': { kind: 'cut', isDone: true },
  silent: { kind: 'silent', isDone: true },
};

export const startZaloBotRig: StartRig = async (now) => {
  const provider = await startZaloBot(now, { ladderMs: LADDER_MS });
  const { emulator, webhookSecret } = provider;
  const { webhook } = emulator;
  const prove = (body: string) => ({
    body,
    headers: { 'x-bot-api-secret-token': webhookSecret },
  });
  const event = (result: object) => prove(JSON.stringify({ ok: true, result }));
  return {
    ...provider,
    person: (name) => provider.phone(name, silent),
    provider: {
      insistsOnOrder: false,
      fails: (fault, times) => {
        for (const method of SENDING) emulator.faults.plan(method, FAULTS[fault], { times });
      },
      recovers: () => emulator.faults.clear(),
      repeats: (count) => {
        webhook.repeats = count;
      },
      holds: () => webhook.hold(),
      releases: () => webhook.release(),
      idle: () => webhook.idle(),
    },
    webhook: {
      path: '/webhooks/zalo-bot',
      longestId: '9007199254740993',
      prove,
      letter: ({ chatId, messageId, text }) =>
        event({
          event_name: 'message.text.received',
          message: {
            from: { id: chatId, display_name: 'A', is_bot: false },
            chat: { id: chatId, chat_type: 'PRIVATE' },
            text,
            message_id: messageId,
            date: now().getTime(),
          },
        }),
      strange: () => event({ event_name: 'user.moved.house' }),
    },
    troubles: { windowMinutes: 3 * DAY_MINUTES },
    secrets: [emulator.token, webhookSecret],
  };
};
