import { startTelegram } from '../../../../scripts/providers/telegram.ts';
import type { Fault } from '../../../emulators/telegram/faults.ts';
import type { SendingFault, StartRig } from '../rig.ts';
import { silent } from './silent.ts';

const SENDING = ['sendMessage', 'sendPhoto', 'sendDocument', 'sendMediaGroup'] as const;

const FAULTS: Readonly<Record<SendingFault, Fault>> = {
  gateway: { kind: 'gateway', status: 502 },
  empty: { kind: 'empty', status: 200 },
  throttled: {
    kind: 'refused',
    status: 429,
    description: 'Too Many Requests: retry after 1',
    retryAfterSeconds: 1,
  },
  'cut-before': { kind: 'cut', isDone: false },
  'cut-after': { kind: 'cut', isDone: true },
  silent: { kind: 'silent', isDone: true },
};

export const startTelegramRig: StartRig = async (now) => {
  const provider = await startTelegram(now);
  const { emulator, webhookSecret } = provider;
  const { sender } = emulator.updates;
  const prove = (body: string) => ({
    body,
    headers: { 'x-telegram-bot-api-secret-token': webhookSecret },
  });
  let held: typeof sender.webhook;
  return {
    ...provider,
    person: (name) => provider.phone(name, silent),
    provider: {
      insistsOnOrder: true,
      fails: (fault, times) => {
        for (const method of SENDING) emulator.faults.plan(method, FAULTS[fault], { times });
      },
      recovers: () => emulator.faults.clear(),
      repeats: (count) => {
        sender.repeats = count;
      },
      holds: () => {
        held = sender.webhook;
        emulator.updates.setWebhook(undefined);
      },
      releases: () => emulator.updates.setWebhook(held),
      idle: () => emulator.updates.idle(),
    },
    webhook: {
      path: '/webhooks/telegram',
      longestId: '4503599627370495',
      prove,
      // An id in JSON is a number here, however long.
      letter: ({ chatId, messageId, text }) =>
        prove(
          `{"update_id":${messageId},"message":{"message_id":${messageId},"date":1795416883,` +
            `"chat":{"id":${chatId},"type":"private","first_name":"A"},` +
            `"from":{"id":${chatId},"is_bot":false,"first_name":"A"},"text":${JSON.stringify(text)}}}`,
        ),
      strange: () => prove('{"update_id":77,"chat_boost":{"boost":{}}}'),
    },
    troubles: {},
    secrets: [emulator.token, webhookSecret],
  };
};
