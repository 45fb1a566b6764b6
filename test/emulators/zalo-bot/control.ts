import { Hono, type Context } from 'hono';
import type { Fault } from '../wire/faults.ts';
import { readText } from '../wire/form.ts';
import type { Bound } from '../wire/server.ts';
import type { BotAccount } from './account.ts';
import type { BotPerson } from './person.ts';
import type { PlannedRefusal } from './refusal.ts';

type Order = Readonly<Record<string, unknown>>;

const text = (order: Order, name: string): string => {
  const value = order[name];
  return typeof value === 'string' ? value : '';
};
const bytesOf = (order: Order): Buffer => Buffer.from(text(order, 'base64'), 'base64');

/** What a person does, by the last part of the address. */
const ACTS: Readonly<Record<string, (person: BotPerson, order: Order) => unknown>> = {
  text: (person, order) => person.sends(text(order, 'text')),
  image: (person, order) => person.sendsImage(bytesOf(order), text(order, 'text')),
  voice: (person, order) => person.sendsVoice(bytesOf(order)),
  sticker: (person) => person.sendsSticker(),
  press: (person, order) => person.presses(new RegExp(text(order, 'label'), 'i')),
  block: (person) => person.blocks(),
};

/** The same hands over HTTP, to play by hand: `POST /_emu/users/<name>/<act>` with JSON, `GET` for what was said. */
export function createControl(
  { faults, clock }: BotAccount,
  user: (name: string) => BotPerson,
): Hono<Bound> {
  const app = new Hono<Bound>();
  app.get('/_emu/users/:name', (context) =>
    context.json(user(context.req.param('name')).transcript),
  );
  app.post('/_emu/users/:name/:act', async (context) => {
    const act = ACTS[context.req.param('act')];
    if (act === undefined) return context.json({ acts: Object.keys(ACTS) }, 404);
    await act(user(context.req.param('name')), await orderOf(context));
    return context.json({ done: true });
  });
  app.post('/_emu/clock', async (context) => {
    clock.advance(Number((await orderOf(context))['ms']));
    return context.json({ now: clock.now() });
  });
  app.post('/_emu/faults', async (context) => {
    const { method, fault, ...when } = await orderOf(context);
    faults.plan(typeof method === 'string' ? method : '*', fault as Fault<PlannedRefusal>, when);
    return context.json({ done: true });
  });
  return app;
}

async function orderOf(context: Context<Bound>): Promise<Order> {
  const body = await readText(context.env.incoming);
  return body === '' ? {} : (JSON.parse(body) as Order);
}
