import type { Context, Hono } from 'hono';
import type { Channel, WebhookRoute } from '../../channels/channel.ts';
import type { HttpDeps } from '../deps.ts';
import { WEBHOOK_BODY_MS } from '../patience.ts';
import { readBody, type UnreadBody } from '../read-body.ts';

type WebhookDeps = Pick<HttpDeps, 'channels' | 'takeIn' | 'events'>;

const STATUS_OF = {
  'too-large': 413,
  'too-slow': 408,
  'cut-off': 400,
} as const satisfies Record<UnreadBody, number>;

/** Mounts the webhooks of all channels. They come from providers, so they bring no origin and no cookie. */
export function mountWebhooks(app: Hono, deps: WebhookDeps): void {
  for (const channel of deps.channels)
    for (const webhook of channel.webhooks)
      app.on(webhook.method, webhook.path, (context) => answer(context, deps, channel, webhook));
  // A provider that is still told of an old address, or somebody who tries doors.
  app.all('/webhooks/*', (context) => {
    deps.events.webhookRefused({ channel: '(none)', status: 404 });
    return context.body(null, 404);
  });
}

/** When an event could not be stored the provider is told so, and delivers the same message again. */
async function answer(
  context: Context,
  { takeIn, events }: WebhookDeps,
  channel: Channel,
  webhook: WebhookRoute,
): Promise<Response> {
  const refuse = (status: number): Response => {
    events.webhookRefused({ channel: channel.id, status });
    // What is left of a body is not waited for.
    if (status === 408 || status === 413) context.header('Connection', 'close');
    return context.body(null, status as 400);
  };
  const request = await wholeRequest(context.req.raw, webhook);
  if (typeof request === 'string') return refuse(STATUS_OF[request]);
  try {
    const { status, events: received } = await webhook.accept(request);
    if (received.length > 0) await takeIn(channel.id, received);
    return status >= 400 && status < 500 ? refuse(status) : context.body(null, status as 200);
  } catch (error) {
    events.webhookFailed({ channel: channel.id, error });
    return context.body(null, 503);
  }
}

/** The request with its body in memory, byte by byte as it was sent: signatures are over the bytes. */
async function wholeRequest(
  request: Request,
  { method, maxBodyBytes }: WebhookRoute,
): Promise<Request | UnreadBody> {
  if (method === 'GET') return request;
  const limits = { mostBytes: maxBodyBytes, mostMs: WEBHOOK_BODY_MS };
  const body = await readBody(request, limits);
  if (typeof body === 'string') return body;
  return new Request(request.url, { method, headers: request.headers, body });
}
