import { credentialAccount } from '../../src/channels/zalo-oa/zalo-oa-channel.ts';
import type { Store } from '../../src/store/index.ts';
import {
  createZaloOaEmulator,
  type ZaloOaEmulator,
  type ZaloOaOptions,
} from '../../test/emulators/zalo-oa/zalo-oa-emulator.ts';
import { ZaloOaPhone } from '../story/phones/zalo-oa-phone.ts';
import type { Provider } from './provider.ts';

/** A Zalo Official Account, with what a test needs of its emulator. */
export interface ZaloOaProvider extends Provider {
  readonly emulator: ZaloOaEmulator;
}

export async function startZaloOa(
  now: () => Date,
  options: Omit<ZaloOaOptions, 'now'> = {},
): Promise<ZaloOaProvider> {
  const emulator = await createZaloOaEmulator({ ...options, now });
  return {
    channel: 'zalo-oa',
    emulator,
    environment: {
      ZALO_OA_ENABLED: 'true',
      ZALO_OA_API_BASE: emulator.apiBase,
      ZALO_OA_BUSINESS_BASE: emulator.businessBase,
      ZALO_OA_OAUTH_BASE: emulator.oauthBase,
      ZALO_OA_APP_ID: emulator.appId,
      ZALO_OA_APP_SECRET: emulator.appSecret,
      ZALO_OA_ID: emulator.oaId,
      ZALO_OA_WEBHOOK_SECRET: emulator.webhookSecret,
      ZALO_OA_MEDIA_HOSTS: emulator.mediaHost,
    },
    connect: async ({ address, store, now: appNow }) => {
      await handTokensOver(emulator, store, appNow());
      emulator.webhook.isCutOff = false;
      emulator.webhook.url = `${address}/webhooks/zalo-oa`;
    },
    phone: (name, narrate) => new ZaloOaPhone(name, emulator.user(name), narrate),
    answerByHand: (name, words) => void emulator.answerByHand(emulator.user(name), words),
    close: () => emulator.close(),
  };
}

/** What `scripts/admin zalo login --tokens` does with a pair of the console. */
async function handTokensOver(
  { oaId, tokens }: ZaloOaEmulator,
  { credentials }: Store,
  now: Date,
): Promise<void> {
  const account = credentialAccount({ oaId });
  const after = (await credentials.load(account))?.version ?? 0;
  const { access_token: accessToken, refresh_token: refreshToken, expires_in } = tokens.issue();
  const expiresAt = new Date(now.getTime() + Number(expires_in) * 1_000);
  const pair = { accessToken, refreshToken, issuedAt: now, expiresAt };
  await credentials.commit(account, after, pair, 'handed-over', now);
}
