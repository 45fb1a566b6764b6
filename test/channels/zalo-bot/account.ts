import type { ZaloBotOptions } from '../../../src/channels/zalo-bot/options.ts';
import type { ZaloBotEmulator } from '../../emulators/zalo-bot/zalo-bot-emulator.ts';

export const SECRET = 'not-guessable';
export const PUBLIC_URL = 'https://caunoi.example';

/** The settings of a bot at an emulator. */
export const optionsFor = (
  zalo: ZaloBotEmulator,
  others: Partial<ZaloBotOptions> = {},
): ZaloBotOptions => ({
  apiBase: zalo.apiBase,
  botToken: zalo.token,
  webhookSecret: SECRET,
  mode: 'webhook',
  mediaHosts: [zalo.mediaHost],
  addressOf: ({ id }) => `${PUBLIC_URL}/t/${id}`,
  translate: ({ key }) => key,
  ...others,
});

/** A delivery, as Zalo makes it. */
export const delivery = (
  body: unknown,
  headers: Readonly<Record<string, string>> = { 'x-bot-api-secret-token': SECRET },
): Request =>
  new Request('http://127.0.0.1/webhooks/zalo-bot', {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers,
  });

/** An event with one message. */
export const event = (kind: string, content: object, chat: object = {}): object => ({
  event_name: `message.${kind}.received`,
  message: {
    from: { id: '6ede9afa', display_name: 'Lan', is_bot: false },
    chat: { id: '6ede9afa', chat_type: 'PRIVATE', ...chat },
    message_id: '2d758cb5e222',
    date: 1_750_316_131_602,
    ...content,
  },
});
