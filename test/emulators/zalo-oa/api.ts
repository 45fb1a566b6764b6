import { Hono, type Context } from 'hono';
import { readForm, readText } from '../wire/form.ts';
import { answer, type Bound } from '../wire/server.ts';
import type { Account } from './account.ts';
import type { Asked, Method } from './methods/method.ts';
import { invalid, ZaloRefusal, type PlannedRefusal } from './refusal.ts';
import { Rate } from './rate.ts';

/** One host of Zalo's, with the calls that it knows. */
export interface Host {
  readonly methods: ReadonlyMap<string, Method>;
  /** What an access token that does not work is called here. */
  readonly badToken: 'as it is' | -124;
  /** Calls that the minute's limit does not count. */
  readonly uncounted: ReadonlySet<string>;
}

type Request = Context<Bound>;

/** Answers the calls of one host: status 200 whatever happens, an envelope, and the rate in two headers. */
export function createApi(account: Account, host: Host): Hono<Bound> {
  const app = new Hono<Bound>();
  const rate = new Rate(account.settings.requestsPerMinute, () => account.clock.now());
  app.all('*', (context) => {
    const path = new URL(context.req.url).pathname;
    return answer<PlannedRefusal>(context, account.faults.take(path), {
      carryOut: () => carryOut(context, account, host, rate),
      refuse: ({ error, message = `planned ${error}` }) =>
        context.json({ error, message }, 200, rate.headers),
    });
  });
  return app;
}

async function carryOut(
  context: Request,
  account: Account,
  host: Host,
  rate: Rate,
): Promise<Response> {
  const path = new URL(context.req.url).pathname;
  const method = host.methods.get(`${context.req.method} ${path}`);
  if (method === undefined) return context.html('<h1>404 Not Found</h1>', 404);
  try {
    checkRate(host, path, rate);
    checkToken(context, account, host);
    const asked = await read(context);
    account.calls.push({ path, fields: asked.fields, at: account.clock.now() });
    const data = await method(account, asked);
    const body = { ...(data === undefined ? {} : { data }), error: 0, message: 'Success' };
    return context.json(body, 200, rate.headers);
  } catch (error) {
    if (!(error instanceof ZaloRefusal)) throw error;
    return context.json({ error: error.code, message: error.message }, 200, rate.headers);
  }
}

function checkRate({ uncounted }: Host, path: string, rate: Rate): void {
  if (!uncounted.has(path) && !rate.count())
    throw new ZaloRefusal(-32, 'App has exceeded its requests-per-minute limit');
}

function checkToken(context: Request, { tokens }: Account, { badToken }: Host): void {
  try {
    tokens.check(context.req.header('access_token'), context.req.header('appsecret_proof'));
  } catch (error) {
    if (badToken === 'as it is' || !(error instanceof ZaloRefusal)) throw error;
    throw new ZaloRefusal(badToken, 'Access token is invalid');
  }
}

async function read(context: Request): Promise<Asked> {
  const none = new Map<string, never>();
  if (context.req.method === 'GET') return { fields: queryOf(context), uploads: none };
  const { incoming } = context.env;
  const type = incoming.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return readForm(incoming);
  if (!type.startsWith('application/json')) throw invalid('Content-Type');
  return { fields: parse(await readText(incoming), 'body'), uploads: none };
}

/** One parameter `data` with JSON at the open API, plain ones at the business host. */
function queryOf(context: Request): Readonly<Record<string, unknown>> {
  const { data, ...plain } = context.req.query();
  return data === undefined ? plain : parse(data, 'data');
}

function parse(text: string, name: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw invalid(name);
}
