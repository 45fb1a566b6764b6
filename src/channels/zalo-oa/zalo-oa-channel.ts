import { randomUUID } from 'node:crypto';
import type { OutboundMessage } from '../../chat/message.ts';
import type { CredentialStore } from '../../domain/credential.ts';
import type { ChatRef } from '../../domain/person.ts';
import type {
  Capabilities,
  Channel,
  ChannelNeed,
  Rendering,
  SendReceipt,
  TemplateAddress,
  Wording,
} from '../channel.ts';
import { SendError } from '../errors.ts';
import type { Tokens } from './api.ts';
import { Assets } from './assets.ts';
import { ZaloOaClient, type Taken } from './client.ts';
import { findSent } from './find-sent.ts';
import { refreshTokens } from './oauth.ts';
import type { ZaloOaAccount } from './options.ts';
import { parcels, type Parcel } from './parcels.ts';
import { readEvent } from './read-event.ts';
import { sendParcel, type Sending } from './send-parcel.ts';
import { sendTemplate } from './send-template.ts';
import { ConsentNeeded, TokenKeeper } from './token-keeper.ts';
import { zaloOaWebhook } from './webhook.ts';
import { toSendError, ZaloError } from './zalo-error.ts';

/** What the channel needs beside its account. */
export interface ZaloOaOptions extends ZaloOaAccount {
  readonly credentials: CredentialStore;
  readonly now: () => Date;
  /** Tokens were renewed. */
  readonly onRenewed?: (version: number) => void;
  /** Only a person can mend it: consent, or a fault of the account or its package, told as Zalo tells it. */
  readonly onNeed?: (what: 'consent' | 'account', error: unknown) => void;
  /** An event that says nothing to us. */
  readonly onIgnored?: (eventName: string) => void;
  /** Failures that nobody waits for. */
  readonly onError?: (error: unknown) => void;
}

const HOUR_MS = 3_600_000;

/** Free within 48 hours after a person's last word, at a price within 7 days, not at all after that. */
const WINDOW = { freeMs: 48 * HOUR_MS, billedMs: 168 * HOUR_MS } as const;

const capabilitiesOf = ({ hasButtons, allowsBilled }: ZaloOaAccount): Capabilities => ({
  hasButtons,
  keepsNoHistory: false,
  answersInResponse: false,
  reachesAway: true,
  // An app has 4 000 calls a minute, and each account fewer by its package: uploads and questions need room too.
  messagesPerSecond: 15,
  window: WINDOW,
  allowsBilled,
});

/** The name under which an account's tokens are stored. */
export const credentialAccount = ({ oaId }: Pick<ZaloOaAccount, 'oaId'>): string =>
  `zalo-oa:${oaId}`;

/** A keeper of the account's tokens; one for each process. */
export const keeperOf = (options: ZaloOaOptions): TokenKeeper =>
  new TokenKeeper({
    account: credentialAccount(options),
    store: options.credentials,
    exchange: (refreshToken) => refreshTokens(options, refreshToken, options.now()),
    now: options.now,
    holder: randomUUID(),
    onRenewed: options.onRenewed,
    onConsentNeeded: (error) => options.onNeed?.('consent', error),
    onError: options.onError,
  });

/** Until a call goes out nothing can have been sent, whatever fails. */
export const tokensOf = (keeper: TokenKeeper): Tokens => ({
  access: () => keeper.access().catch(beforeSending),
  renew: (seen) => keeper.renew(seen).catch(beforeSending),
});

function beforeSending(error: unknown): never {
  if (error instanceof ZaloError || error instanceof ConsentNeeded) throw error;
  throw new ZaloError(0, 'retry', { cause: error });
}

/** A Zalo Official Account as a channel. */
export function createZaloOaChannel(options: ZaloOaOptions): Channel {
  const keeper = keeperOf(options);
  const client = new ZaloOaClient(options, tokensOf(keeper));
  const sending: Sending = { client, assets: new Assets(client, options.now) };
  const ending = <Result>(work: Promise<Result>): Promise<Result> =>
    work.catch((error: unknown) => failSending(options, error));
  const partOf = (message: OutboundMessage, rendering: Wording, part: number): Parcel | undefined =>
    parcels(message, rendering, options.hasButtons)[part];
  return {
    id: 'zalo-oa',
    capabilities: capabilitiesOf(options),
    webhooks: [zaloOaWebhook(options)],
    read: (body, sink, attempt) =>
      readEvent({ account: options, onIgnored: options.onIgnored }, body, sink, attempt),
    send: (chat, message, rendering, part) =>
      ending(sendPart(options, sending, chat, message, rendering, part)),
    findSent: async ({ chatId }, message, rendering, part, since, knownIds) => {
      const parcel = partOf(message, rendering, part);
      if (parcel === undefined) return { state: 'unknown' };
      return findSent(client, chatId, parcel, since, knownIds).catch((error: unknown) => {
        options.onError?.(error);
        return { state: 'unknown' };
      });
    },
    wordsOf: (message, rendering, part) => {
      const parcel = partOf(message, rendering, part);
      return parcel?.kind === 'file' ? undefined : parcel?.text;
    },
    sendTemplate: (to: TemplateAddress, message, rendering) =>
      ending(
        sendTemplate(client, options, to, message, rendering).then(
          (sent) => sent && receiptOf(sent),
        ),
      ),
    maintain: () => maintain(keeper, options),
  };
}

async function sendPart(
  { hasButtons }: ZaloOaAccount,
  sending: Sending,
  { chatId }: ChatRef,
  message: OutboundMessage,
  rendering: Rendering,
  part: number,
): Promise<SendReceipt> {
  const all = parcels(message, rendering, hasButtons);
  const parcel = all[part];
  if (parcel === undefined) return {};
  const taken = await sendParcel(sending, chatId, parcel, rendering);
  return { ...receiptOf(taken), hasMore: part + 1 < all.length };
}

const receiptOf = ({ messageId }: Taken): SendReceipt =>
  messageId === undefined ? {} : { providerId: messageId };

function failSending({ now, onNeed }: ZaloOaOptions, error: unknown): never {
  if (error instanceof ConsentNeeded) throw new SendError('misconfigured', { cause: error });
  const isMendable = error instanceof ZaloError && ['operator', 'reauth'].includes(error.kind);
  if (isMendable) onNeed?.('account', error);
  throw toSendError(error, now());
}

async function maintain(
  keeper: TokenKeeper,
  { now }: ZaloOaOptions,
): Promise<readonly ChannelNeed[]> {
  try {
    await keeper.renewIfOld();
    return [];
  } catch (error) {
    if (!(error instanceof ConsentNeeded)) throw error;
    const credential = await keeper.credential();
    return credential === undefined
      ? [{ what: 'set-up', since: now() }]
      : [{ what: 'consent', since: credential.since }];
  }
}
