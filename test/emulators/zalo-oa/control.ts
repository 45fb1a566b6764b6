import { Hono, type Context } from 'hono';
import { readText } from '../wire/form.ts';
import type { Fault } from '../wire/faults.ts';
import type { Bound } from '../wire/server.ts';
import type { Account } from './account.ts';
import { textOf } from './fields.ts';
import type { ZaloPerson } from './person.ts';
import type { PlannedRefusal } from './refusal.ts';
import type { NewTemplate } from './templates.ts';
import type { Hands } from './zalo-oa-emulator.ts';

type Order = Readonly<Record<string, unknown>>;

const text = (order: Order, name: string): string => textOf(order[name]);

/** What a person does, by the last part of the address. */
const ACTS: Readonly<Record<string, (person: ZaloPerson, order: Order) => unknown>> = {
  text: (person, order) => person.sends(text(order, 'text')),
  image: (person, order) => person.sendsImage(bytesOf(order), text(order, 'text')),
  file: (person, order) => person.sendsFile({ bytes: bytesOf(order), name: text(order, 'name') }),
  audio: (person, order) => person.sendsAudio(bytesOf(order)),
  sticker: (person) => person.sendsSticker(),
  location: (person, order) =>
    person.sendsLocation(Number(order['latitude']), Number(order['longitude'])),
  press: (person, order) => person.presses(new RegExp(text(order, 'label'), 'i')),
  follow: (person) => person.follows(),
  unfollow: (person) => person.unfollows(),
  'click-chat': (person) => person.clicksChat(),
  block: (person) => person.blocks(),
  'submit-info': (person, order) => person.submitsInfo(order),
};

const bytesOf = (order: Order): Buffer => Buffer.from(text(order, 'base64'), 'base64');

/** The same hands over HTTP, to play by hand: `POST /_emu/users/<name>/<act>` with JSON, `GET` for what was said. */
export function createControl(account: Account, hands: Hands): Hono<Bound> {
  const app = new Hono<Bound>();
  app.get('/_emu/users/:name', (context) =>
    context.json(hands.user(context.req.param('name')).transcript),
  );
  app.post('/_emu/users/:name/:act', async (context) => {
    const act = ACTS[context.req.param('act')];
    if (act === undefined) return context.json({ acts: Object.keys(ACTS) }, 404);
    await act(hands.user(context.req.param('name')), await orderOf(context));
    return context.json({ done: true });
  });
  app.post('/_emu/users/:name/by-hand/answer', async (context) => {
    const order = await orderOf(context);
    hands.answerByHand(hands.user(context.req.param('name')), text(order, 'text'));
    return context.json({ done: true });
  });
  mountHouse(app, account, hands);
  return app;
}

function mountHouse(app: Hono<Bound>, account: Account, hands: Hands): void {
  const { clock, faults, templates, tokens, courier } = account;
  app.post('/_emu/clock', async (context) => {
    clock.advance(Number((await orderOf(context))['ms']));
    return context.json({ now: clock.now() });
  });
  app.post('/_emu/webhook', async (context) => {
    courier.url = text(await orderOf(context), 'url');
    courier.isCutOff = false;
    return context.json({ url: courier.url });
  });
  app.get('/_emu/webhook', (context) => context.json(courier.deliveries));
  app.post('/_emu/tokens', (context) => context.json(tokens.issue()));
  app.post('/_emu/faults', async (context) => {
    const { path, fault, ...when } = await orderOf(context);
    faults.plan(textOf(path), fault as Fault<PlannedRefusal>, when);
    return context.json({ done: true });
  });
  app.post('/_emu/templates', async (context) => {
    templates.add((await orderOf(context)) as unknown as NewTemplate);
    return context.json({ done: true });
  });
  app.post('/_emu/templates/:id/approve', (context) => {
    hands.approveTemplate(context.req.param('id'));
    return context.json({ done: true });
  });
}

async function orderOf(context: Context<Bound>): Promise<Order> {
  const body = await readText(context.env.incoming);
  return body === '' ? {} : (JSON.parse(body) as Order);
}
