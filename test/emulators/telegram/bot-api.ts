import { Hono, type Context } from 'hono';
import { answer, type Bound } from '../wire/server.ts';
import type { Account } from './account.ts';
import { readCall } from './call.ts';
import type { PlannedRefusal } from './faults.ts';
import { METHODS } from './methods/index.ts';
import { Refusal } from './refusal.ts';

type Request = Context<Bound>;

/** The side of the emulator that a bot sees. */
export function createBotApi(account: Account): Hono<Bound> {
  const app = new Hono<Bound>();
  app.post('/:bot{bot.+}/:method', (context) =>
    answerAs(context, account, context.req.param('method'), () => carryOut(context, account)),
  );
  app.get('/file/:bot{bot.+?}/:path{.+}', (context) =>
    answerAs(context, account, 'file', () => handOut(context, account)),
  );
  app.notFound((context) => refuse(context, new Refusal(404, 'Not Found')));
  return app;
}

const answerAs = (
  context: Request,
  { faults }: Account,
  name: string,
  carryOutCall: () => Promise<Response>,
): Promise<Response> =>
  answer<PlannedRefusal>(context, faults.take(name), {
    carryOut: carryOutCall,
    refuse: ({ status, description, retryAfterSeconds: seconds }) =>
      refuse(
        context,
        new Refusal(status, description, seconds === undefined ? {} : { retry_after: seconds }),
      ),
  });

async function carryOut(context: Request, account: Account): Promise<Response> {
  try {
    checkToken(context, account);
    const name = context.req.param('method') ?? '';
    const method = METHODS.get(name);
    if (method === undefined) throw new Refusal(404, 'Not Found');
    const call = await readCall(name, context.env.incoming);
    account.calls.push(call);
    account.rates?.check(call);
    return context.json({ ok: true, result: await method(account, call) });
  } catch (error) {
    if (error instanceof Refusal) return refuse(context, error);
    throw error;
  }
}

/** A token of the wrong form is no address at all; one of the right form may be wrong. */
function checkToken(context: Request, account: Account): void {
  const token = (context.req.param('bot') ?? '').slice('bot'.length);
  if (!/^\d+:[\w-]+$/.test(token)) throw new Refusal(404, 'Not Found');
  if (token !== account.token) throw new Refusal(401, 'Unauthorized');
}

async function handOut(context: Request, account: Account): Promise<Response> {
  const file = account.files.at(context.req.param('path') ?? '');
  if (context.req.param('bot') !== `bot${account.token}` || file === undefined)
    return refuse(context, new Refusal(404, 'Not Found'));
  return new Response(new Uint8Array(file.bytes));
}

const refuse = (context: Request, { status, message, parameters }: Refusal): Response =>
  context.json(
    {
      ok: false,
      error_code: status,
      description: message,
      ...(parameters.retry_after === undefined ? {} : { parameters }),
    },
    status as 400,
  );
