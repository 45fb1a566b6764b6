import { timingSafeEqual } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, Hono } from 'hono';
import type { HttpDeps } from '../deps.ts';

/** Mounts what machines ask: whether the process lives, whether it can work, and its figures. */
export function mountHealth(
  app: Hono,
  deps: Pick<HttpDeps, 'readiness' | 'metrics' | 'config'>,
): void {
  app.get('/healthz', (context) => context.text('ok'));
  app.get('/readyz', async (context) => {
    const state = await deps.readiness();
    // Without Redis turns are still taken and the sweep sends later; taking the process out of
    // service would make a slow hour an outage.
    return context.json(state, state.mongo && state.organisation ? 200 : 503);
  });
  app.get('/metrics', async (context) => {
    if (!maySeeMetrics(context, deps.config.metricsToken)) return context.notFound();
    return context.text(await deps.metrics());
  });
}

function maySeeMetrics(context: Context, token: string | undefined): boolean {
  if (token === undefined) return isDirectFromLoopback(context);
  const given = Buffer.from(context.req.header('authorization') ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** Behind a proxy on the same machine everybody comes from loopback, but then the proxy says so. */
function isDirectFromLoopback(context: Context): boolean {
  if (context.req.header('x-forwarded-for') ?? context.req.header('forwarded')) return false;
  if (context.env === undefined || !('incoming' in Object(context.env))) return false;
  const { address = '' } = getConnInfo(context).remote;
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}
