import { Hono, type Context } from 'hono';
import { readText } from '../wire/form.ts';
import { answer, type Bound } from '../wire/server.ts';
import type { BotAccount, Method } from './account.ts';
import { RECEIVING_METHODS } from './methods/receiving.ts';
import { SENDING_METHODS } from './methods/sending.ts';
import { badRequest, BotRefusal, type PlannedRefusal } from './refusal.ts';

type Request = Context<Bound>;

const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries({ ...RECEIVING_METHODS, ...SENDING_METHODS }),
);

/** The side of the emulator that a bot sees. */
export function createBotApi(account: BotAccount): Hono<Bound> {
  const app = new Hono<Bound>();
  app.post('/:bot{bot[^/]*}/:method', (context) =>
    answer<PlannedRefusal>(context, account.faults.take(context.req.param('method')), {
      carryOut: () => carryOut(context, account),
      refuse: ({ error_code: code, description = `planned ${code}` }) =>
        refuse(context, account, new BotRefusal(code, description)),
    }),
  );
  app.notFound((context) => refuse(context, account, new BotRefusal(404, 'Not Found')));
  return app;
}

async function carryOut(context: Request, account: BotAccount): Promise<Response> {
  try {
    if (context.req.param('bot') !== `bot${account.settings.token}`)
      throw new BotRefusal(401, 'Unauthorized');
    const name = context.req.param('method') ?? '';
    const method = METHODS.get(name);
    if (method === undefined) throw new BotRefusal(404, 'Not Found');
    const fields = await readFields(context);
    account.calls.push({ method: name, fields });
    const result = await method(account, fields);
    return context.json(result === undefined ? { ok: true } : { ok: true, result });
  } catch (error) {
    if (error instanceof BotRefusal) return refuse(context, account, error);
    throw error;
  }
}

async function readFields(context: Request): Promise<Readonly<Record<string, unknown>>> {
  if (context.req.header('content-type')?.startsWith('application/json') !== true)
    throw badRequest('JSON expected');
  try {
    return JSON.parse(await readText(context.env.incoming)) as Record<string, unknown>;
  } catch {
    throw badRequest('JSON expected');
  }
}

const refuse = (context: Request, { settings }: BotAccount, { code, message }: BotRefusal) =>
  context.json(
    { ok: false, description: message, error_code: code },
    settings.statusFollowsCode ? (code as 400) : 200,
  );
