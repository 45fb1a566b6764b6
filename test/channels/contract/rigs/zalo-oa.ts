import { startZaloOa } from '../../../../scripts/providers/zalo-oa.ts';
import type { Fault } from '../../../emulators/wire/faults.ts';
import { signatureOf } from '../../../emulators/zalo-oa/signature.ts';
import type { PlannedRefusal } from '../../../emulators/zalo-oa/refusal.ts';
import type { SendingFault, StartRig } from '../rig.ts';
import { silent } from './silent.ts';

const SENDING = '/v3.0/oa/message/cs';
const DAY_MINUTES = 24 * 60;

const FAULTS: Readonly<Record<SendingFault, Fault<PlannedRefusal>>> = {
  gateway: { kind: 'gateway', status: 502 },
  empty: { kind: 'empty', status: 200 },
  throttled: { kind: 'refused', error: -32 },
  'cut-before': { kind: 'cut', isDone: false },
  'cut-after': { kind: 'cut', isDone: true },
  silent: { kind: 'silent', isDone: true },
};

export const startZaloOaRig: StartRig = async (now) => {
  const provider = await startZaloOa(now, { receipts: true, ladderScale: 0.01 });
  const { emulator } = provider;
  const { webhook, appId, oaId, webhookSecret } = emulator;
  let order = Date.parse('2026-11-25T01:00:00Z');
  const prove = (body: string) => {
    const timestamp = /"timestamp":"(\d+)"/.exec(body)?.[1] ?? '';
    const signature = signatureOf({ id: appId, body, timestamp, secret: webhookSecret });
    return { body, headers: { 'x-zevent-signature': signature } };
  };
  const event = (content: object) => {
    order += 1;
    return prove(JSON.stringify({ app_id: appId, ...content, timestamp: String(order) }));
  };
  return {
    ...provider,
    person: (name) => provider.phone(name, silent),
    provider: {
      insistsOnOrder: false,
      fails: (fault, times) => emulator.faults.plan(SENDING, FAULTS[fault], { times }),
      recovers: () => emulator.faults.clear(),
      repeats: (count) => {
        webhook.repeats = count;
      },
      holds: () => webhook.hold(),
      releases: () => webhook.release(),
      reorders: (count) => webhook.reorder(count),
      idle: () => webhook.idle(),
    },
    webhook: {
      path: '/webhooks/zalo-oa',
      longestId: '9007199254740993',
      prove,
      letter: ({ chatId, messageId, text }) =>
        event({
          sender: { id: chatId },
          recipient: { id: oaId },
          event_name: 'user_send_text',
          message: { text, msg_id: messageId },
        }),
      strange: () => event({ oa_id: oaId, event_name: 'widget_interaction_accepted' }),
    },
    troubles: {
      windowMinutes: 8 * DAY_MINUTES,
      revoke: () => emulator.tokens.revoke(),
      consentAgain: (app) => provider.connect(app),
    },
    secrets: [emulator.appSecret, webhookSecret],
  };
};
