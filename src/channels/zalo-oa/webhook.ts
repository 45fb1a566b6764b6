import { createHash } from 'node:crypto';
import type { Acceptance, ReceivedEvent, WebhookRoute } from '../channel.ts';
import { isSameSecret } from '../wire/same-secret.ts';
import { keyOf, parseWebhook, timeOf, timestampOf, userIdOf, type ZaloEvent } from './event.ts';
import type { ZaloOaAccount } from './options.ts';

/** Events carry words and addresses of files, never files; the longest text has 2 000 characters. */
const MOST_BODY_BYTES = 256 * 1024;
/** Events of which one side is the account. */
const BETWEEN_TWO = /^(?:user|oa)_(?:send|received|seen)_(?!group)/;
const UNAUTHORISED: Acceptance = { status: 401, events: [] };
const MALFORMED: Acceptance = { status: 400, events: [] };

/**
 * Whether Zalo signed these bytes: SHA-256 over id, bytes, time and secret, put together; no HMAC.
 *
 * @param rawBody - As received; a body that was parsed and written again has another signature.
 * @param header - `X-ZEvent-Signature`, with or without `mac=`.
 * @param signer - The app's id; by another reading the account's ({@link ZaloOaAccount.signatureId}).
 */
export function verifyWebhook(
  rawBody: Uint8Array,
  header: string,
  timestamp: string,
  { signer, secret }: { readonly signer: string; readonly secret: string },
): boolean {
  const mac = createHash('sha256')
    .update(signer)
    .update(rawBody)
    .update(timestamp)
    .update(secret)
    .digest('hex');
  return isSameSecret(header.trim().toLowerCase().replace(/^mac=/, ''), mac);
}

type Account = Pick<ZaloOaAccount, 'appId' | 'oaId' | 'webhookSecret' | 'signatureId'>;

/**
 * The address that Zalo delivers to: 400 for what is no event, 401 unless Zalo signed it for this app and account,
 * else 200 once stored. Zalo waits two seconds, repeats for two hours, then switches the webhook off.
 */
export const zaloOaWebhook = (account: Account): WebhookRoute => ({
  method: 'POST',
  path: '/webhooks/zalo-oa',
  maxBodyBytes: MOST_BODY_BYTES,
  accept: async (request) => {
    const header = request.headers.get('x-zevent-signature');
    if (header === null) return UNAUTHORISED;
    const rawBody = new Uint8Array(await request.arrayBuffer());
    const body = Buffer.from(rawBody).toString('utf8');
    // Anybody may send here: nothing but the time is looked at before the signature.
    const timestamp = timestampOf(body);
    if (timestamp === undefined) return MALFORMED;
    const signer = account.signatureId === 'oa_id' ? account.oaId : account.appId;
    const secret = account.webhookSecret;
    if (!verifyWebhook(rawBody, header, timestamp, { signer, secret })) return UNAUTHORISED;
    const event = parseWebhook(body);
    if (event === undefined) return MALFORMED;
    if (!isOurs(event, account)) return UNAUTHORISED;
    return { status: 200, events: [storedEvent(event, body, account.oaId)] };
  },
});

/** There were no Official Accounts before; an earlier time is none. */
const FIRST_YEAR_MS = Date.UTC(2015);

/** What is stored of an event until it is read. */
function storedEvent(event: ZaloEvent, body: string, oaId: string): ReceivedEvent {
  const order = timeOf(event);
  return {
    key: keyOf(event, body),
    chatId: userIdOf(event, oaId) ?? '',
    order,
    ...(order < FIRST_YEAR_MS ? {} : { signedAt: new Date(order) }),
    body,
  };
}

/** One app may serve several accounts, and one secret several apps: what is of another is none of ours. */
function isOurs(event: ZaloEvent, { appId, oaId }: Account): boolean {
  const { event_name: name, app_id: ofApp, oa_id: ofAccount, sender, recipient } = event;
  if (ofApp !== undefined && ofApp !== appId) return false;
  if (ofAccount !== undefined) return ofAccount === oaId;
  // What we do not know, groups among it, is acknowledged: Zalo switches off a webhook that refuses too often.
  if (!BETWEEN_TWO.test(name) || sender === undefined || recipient === undefined) return true;
  return sender.id === oaId || recipient.id === oaId;
}
