import { autoRetry } from '@grammyjs/auto-retry';
import { Api, type ApiClientOptions } from 'grammy';
import type { TelegramOptions } from './telegram-channel.ts';

/** grammY's own default is 500 seconds, in which a worker would stand still. */
const TIMEOUT_SECONDS = 15;
/** An album of ten photos over a village's line takes longer than words. */
const UPLOAD_TIMEOUT_SECONDS = 60;

type Account = Pick<TelegramOptions, 'apiRoot' | 'botToken' | 'fetch'>;

/** For deliveries: never repeats a call by itself, the outbox does. */
export function createSendingApi(account: Account): Api {
  return new Api(account.botToken, clientOptions(account, TIMEOUT_SECONDS));
}

/** The same for calls that carry files. */
export function createUploadingApi(account: Account): Api {
  return new Api(account.botToken, clientOptions(account, UPLOAD_TIMEOUT_SECONDS));
}

/** For calls that a person or the start of a process waits for: waits once, at most two seconds, when told to. */
export function createWaitingApi(account: Account): Api {
  const api = createSendingApi(account);
  api.config.use(
    autoRetry({
      maxRetryAttempts: 1,
      maxDelaySeconds: 2,
      rethrowHttpErrors: true,
      rethrowInternalServerErrors: true,
    }),
  );
  return api;
}

/** Where a stored file of Telegram is fetched; the address holds the token and is never logged. */
export const fileAddress = ({ apiRoot, botToken }: Account, path: string): string =>
  `${apiRoot}/file/bot${botToken}/${path}`;

function clientOptions(
  { apiRoot, fetch = globalThis.fetch }: Account,
  timeoutSeconds: number,
): ApiClientOptions {
  return {
    apiRoot,
    timeoutSeconds,
    fetch: withJsonErrors(fetch),
  };
}

/** Gateways answer in HTML; as JSON the status survives, and with it whether the call was taken. */
const withJsonErrors =
  (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
  async (input, init) => {
    const response = await fetch(input, init);
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    if (response.ok || isJson) return response;
    await response.body?.cancel();
    return Response.json({ ok: false, error_code: response.status, description: 'not JSON' });
  };
