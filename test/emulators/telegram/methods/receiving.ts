import type { Method } from '../account.ts';
import type { Call } from '../call.ts';
import { badRequest } from '../refusal.ts';
import type { Updates } from '../updates.ts';

/** The last list stays when a call leaves it out. */
function keepAllowed(updates: Updates, call: Call): void {
  const allowed = call.structure('allowed_updates') as readonly string[] | undefined;
  updates.allowed = allowed ?? updates.allowed;
}

const getUpdates: Method = ({ updates }, call) => {
  keepAllowed(updates, call);
  const timeoutMs = (call.number('timeout') ?? 0) * 1_000;
  return updates.poll(call.number('offset') ?? 0, call.number('limit') ?? 100, timeoutMs);
};

const setWebhook: Method = ({ updates }, call) => {
  const url = call.text('url');
  const secret = call.text('secret_token');
  // The real one takes https alone; here the bot lives on loopback.
  if (!URL.canParse(url)) throw badRequest('bad webhook: invalid webhook URL specified');
  if (!/^[\w-]{0,256}$/.test(secret))
    throw badRequest('secret token contains unallowed characters');
  keepAllowed(updates, call);
  if (call.flag('drop_pending_updates')) updates.dropPending();
  updates.setWebhook({ url, secret });
  return true;
};

const deleteWebhook: Method = ({ updates }, call) => {
  if (call.flag('drop_pending_updates')) updates.dropPending();
  updates.setWebhook(undefined);
  return true;
};

const getWebhookInfo: Method = ({ updates }) => ({
  url: updates.sender.webhook?.url ?? '',
  has_custom_certificate: false,
  pending_update_count: updates.pendingCount,
  allowed_updates: updates.allowed,
});

const LATE = 'query is too old and response timeout expired or query ID is invalid';

const answerCallbackQuery: Method = ({ presses }, call) => {
  const id = call.text('callback_query_id');
  if (presses.get(id) === undefined || presses.get(id) === 'expired') throw badRequest(LATE);
  if (call.text('text').length > 200) throw badRequest('MESSAGE_TOO_LONG');
  presses.set(id, 'answered');
  return true;
};

/** Methods by which a bot learns what people do. */
export const RECEIVING_METHODS: Readonly<Record<string, Method>> = {
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
  answerCallbackQuery,
};
