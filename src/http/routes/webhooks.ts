import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Channel, WebhookRoute } from '../../channels/channel.ts';
import type { HttpDeps } from '../deps.ts';

type WebhookDeps = Pick<HttpDeps, 'channels' | 'takeIn' | 'events'>;

/** Mounts the webhooks of all channels. They come from providers, so they bring no origin and no cookie. */
export function mountWebhooks(app: Hono, deps: WebhookDeps): void {
  for (const channel of deps.channels)
    for (const webhook of channel.webhooks) mountWebhook(app, deps, channel, webhook);
}

function mountWebhook(app: Hono, deps: WebhookDeps, channel: Channel, webhook: WebhookRoute): void {
  const refused = (status: number): void =>
    deps.events.webhookRefused({ channel: channel.id, status });
  const limit = bodyLimit({
    maxSize: webhook.maxBodyBytes,
    onError: (context) => {
      refused(413);
      return context.body(null, 413);
    },
  });
  app.on(webhook.method, webhook.path, limit, async (context) => {
    const response = await handle(context, deps, channel, webhook);
    if (response.status >= 400 && response.status < 500) refused(response.status);
    return response;
  });
}

/** When an event could not be stored the provider is told so, and delivers the same message again. */
async function handle(
  context: Context,
  { takeIn, events }: WebhookDeps,
  channel: Channel,
  webhook: WebhookRoute,
): Promise<Response> {
  try {
    const { status, events: received } = await webhook.accept(context.req.raw);
    if (received.length > 0) await takeIn(channel.id, received);
    return context.body(null, status as 200);
  } catch (error) {
    events.webhookFailed({ channel: channel.id, error });
    return context.body(null, 503);
  }
}
