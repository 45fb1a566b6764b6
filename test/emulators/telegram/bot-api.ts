import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import type { Account } from './account.ts';
import { readCall } from './call.ts';
import type { Fault } from './faults.ts';
import { METHODS } from './methods/index.ts';
import { Refusal } from './refusal.ts';

type Request = Context<{ Bindings: HttpBindings }>;

/** The side of the emulator that a bot sees. */
export function createBotApi(account: Account): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.post('/:bot{bot.+}/:method', (context) => answerCall(context, account));
  app.get('/file/:bot{bot.+?}/:path{.+}', (context) => answerFile(context, account));
  app.notFound((context) => refuse(context, new Refusal(404, 'Not Found')));
  return app;
}

async function answerCall(context: Request, account: Account): Promise<Response> {
  const name = context.req.param('method') ?? '';
  const fault = account.faults.take({ method: name });
  if (fault !== undefined && !(fault.kind === 'cut' && fault.isDone))
    return misbehave(context, fault);
  try {
    const result = await carryOut(context, account, name);
    if (fault !== undefined) return await misbehave(context, fault);
    return context.json({ ok: true, result });
  } catch (error) {
    if (error instanceof Refusal) return refuse(context, error);
    throw error;
  }
}

async function carryOut(context: Request, account: Account, name: string): Promise<unknown> {
  checkToken(context, account);
  const method = METHODS.get(name);
  if (method === undefined) throw new Refusal(404, 'Not Found');
  const call = await readCall(name, context.env.incoming);
  account.calls.push(call);
  account.rates?.check(call);
  return method(account, call);
}

/** A token of the wrong form is no address at all; one of the right form may be wrong. */
function checkToken(context: Request, account: Account): void {
  const token = (context.req.param('bot') ?? '').slice('bot'.length);
  if (!/^\d+:[\w-]+$/.test(token)) throw new Refusal(404, 'Not Found');
  if (token !== account.token) throw new Refusal(401, 'Unauthorized');
}

function answerFile(context: Request, account: Account): Response | Promise<Response> {
  const fault = account.faults.take({ method: 'file' });
  if (fault !== undefined) return misbehave(context, fault);
  const file = account.files.at(context.req.param('path') ?? '');
  if (context.req.param('bot') !== `bot${account.token}` || file === undefined)
    return refuse(context, new Refusal(404, 'Not Found'));
  return new Response(new Uint8Array(file.bytes));
}

async function misbehave(context: Request, fault: Fault): Promise<Response> {
  switch (fault.kind) {
    case 'refused':
      return refuse(
        context,
        new Refusal(
          fault.status,
          fault.description,
          fault.retryAfterSeconds === undefined ? {} : { retry_after: fault.retryAfterSeconds },
        ),
      );
    case 'gateway':
      return context.html('<h1>Bad Gateway</h1>', fault.status as 502);
    case 'cut':
      context.env.incoming.socket.destroy();
      return context.body(null);
    case 'silent':
      await new Promise((resolve) => context.env.incoming.socket.once('close', resolve));
      return context.body(null);
  }
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
