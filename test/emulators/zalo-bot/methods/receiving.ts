import type { Method } from '../account.ts';
import { badRequest } from '../refusal.ts';

const SECRET = { least: 8, most: 256 } as const;
const DEFAULT_SECONDS = 30;

const getMe: Method = () => ({
  id: '1459232241454765289',
  account_name: 'bot.CauNoi',
  account_type: 'BASIC',
  can_join_groups: false,
});

/** Seconds come as a number or as text, the documents show both. */
const getUpdates: Method = ({ feed }, { timeout = DEFAULT_SECONDS }) => {
  const seconds = Number(timeout);
  if (!Number.isFinite(seconds) || seconds < 0) throw badRequest('timeout is invalid');
  return feed.poll(seconds * 1_000);
};

/** The real one takes public https addresses alone; here the bot lives on loopback. */
const setWebhook: Method = ({ feed, clock }, { url, secret_token: secret }) => {
  if (typeof url !== 'string' || !URL.canParse(url)) throw badRequest('url is invalid');
  if (typeof secret !== 'string') throw badRequest('secret_token is required');
  if (secret.length < SECRET.least || secret.length > SECRET.most)
    throw badRequest('secret_token must have 8 to 256 characters');
  const updatedAt = clock.now().getTime();
  feed.setHook({ url, secret, updatedAt });
  return { url, updated_at: updatedAt };
};

const deleteWebhook: Method = ({ feed, clock }) => {
  feed.setHook(undefined);
  return { url: '', updated_at: clock.now().getTime() };
};

const getWebhookInfo: Method = ({ feed }) => ({
  url: feed.hook?.url ?? '',
  updated_at: feed.hook?.updatedAt ?? 0,
});

/** Methods by which a bot learns who it is and what people say. */
export const RECEIVING_METHODS: Readonly<Record<string, Method>> = {
  getMe,
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
};
