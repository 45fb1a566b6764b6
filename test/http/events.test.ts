import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { say } from '../../src/domain/text.ts';
import { personaChat } from '../../src/usecases/seat-personas.ts';
import { openHttpHouse, type HttpHouse } from './fixtures/http-house.ts';
import { EventReader } from './fixtures/event-reader.ts';
import { Visitor } from './fixtures/visitor.ts';

const EVENTS = '/demo/ba-con/chat/events';
const CHAT = personaChat({ id: 'ba-con' });

let house: HttpHouse;
let visitor: Visitor;
beforeAll(async () => {
  house = await openHttpHouse({ isDemo: true });
  visitor = house.visitor();
});
afterAll(() => house[Symbol.asyncDispose]());

/** A message of one fixed sentence. */
const news = { lines: [say('page.chat.newer')] };

async function follow(
  query = '',
  headers: Readonly<Record<string, string>> = {},
): Promise<EventReader> {
  return new EventReader(await visitor.ask(`${EVENTS}${query}`, { headers }));
}

describe('the event stream', () => {
  it('tells a line as soon as it is said', async () => {
    await using stream = await follow(`?after=${house.clock.now().getTime()}`);
    await house.say(CHAT, news);
    const update = await stream.nextUpdate();
    expect(update.lines.at(-1)?.html).toContain('Có tin mới');
  });

  it('tells each line once, and each to every page', async () => {
    await using one = await follow();
    await using other = await follow();
    const [known] = await Promise.all([one.nextUpdate(), other.nextUpdate()]);
    await house.say(CHAT, news);
    const [first, second] = [await one.nextUpdate(), await other.nextUpdate()];
    expect(first.lines).toHaveLength(1);
    expect(second.lines.map((line) => line.id)).toEqual(first.lines.map((line) => line.id));
    expect(known.lines.map((line) => line.id)).not.toContain(first.lines[0]?.id);
  });

  it('tells what the person said on another page, too', async () => {
    await using stream = await follow();
    await stream.nextUpdate();
    await visitor.send({ text: 'trợ giúp' }, '/demo/ba-con/chat');
    const { lines } = await stream.nextUpdate();
    expect(lines.map((line) => line.id.slice(0, 2))).toEqual(['h-', 'o-']);
  });

  it('goes on where a broken one ended', async () => {
    house.clock.advance(5);
    await house.say(CHAT, news);
    let lastEventId = '';
    {
      await using stream = await follow();
      const event = await stream.next();
      lastEventId = event.id;
      expect(Number(lastEventId)).toBe(house.clock.now().getTime());
    }
    house.clock.advance(5);
    await house.say(CHAT, news);
    await using again = await follow('', { 'last-event-id': lastEventId });
    expect((await again.nextUpdate()).lines).toHaveLength(2);
  });

  it('shows a message that was still being handed over when the hint came', async () => {
    await using stream = await follow(`?after=${house.clock.now().getTime()}`);
    await stream.nextUpdate();
    await house.say(CHAT, { lines: [say('page.chat.send')] }, 1);
    house.clock.advance(1);
    const { conversations } = house.house.deps.store;
    const { claimed } = await conversations.claim(CHAT, house.clock.now(), {
      leaseMs: 60_000,
      afterCrash: 'repeat',
    });
    const key = claimed?.entry.key ?? '';
    await house.house.hub.publish(CHAT);
    await conversations.markTaken(CHAT, key, { part: 0, at: house.clock.now(), hasMore: false });
    expect((await stream.nextUpdate()).lines[0]?.id).toBe(`o-${key}`);
  });

  it('gives signs of life while nothing is said, and looks by itself for what a lost hint announced', async () => {
    const app = house.serve((deps) => ({
      ...deps,
      config: { ...deps.config, heartbeatMs: 20 },
      hub: { subscribe: () => () => undefined },
    }));
    await using stream = new EventReader(
      await new Visitor(app).ask(`${EVENTS}?after=${house.clock.now().getTime()}`),
    );
    await stream.nextUpdate();
    await stream.comment();
    await house.say(CHAT, news);
    expect((await stream.nextUpdate()).lines).toHaveLength(1);
  });

  it('ends when the page goes, and when the process closes', async () => {
    const closing = new AbortController();
    let listeners = 0;
    const app = house.serve((deps) => ({
      ...deps,
      closing: closing.signal,
      hub: {
        subscribe: () => {
          listeners += 1;
          return () => {
            listeners -= 1;
          };
        },
      },
    }));
    const [gone, closed] = [
      new EventReader(await new Visitor(app).ask(EVENTS)),
      new EventReader(await new Visitor(app).ask(EVENTS)),
    ];
    expect(listeners).toBe(2);
    await gone[Symbol.asyncDispose]();
    await expect.poll(() => listeners, { timeout: 10_000 }).toBe(1);
    closing.abort();
    await closed.end();
    await expect.poll(() => listeners, { timeout: 10_000 }).toBe(0);
  });

  it('ends when the store is away, so that the page asks again', async () => {
    const app = house.serve((deps) => ({
      ...deps,
      loadConversation: () => Promise.reject(new Error('away')),
    }));
    await new EventReader(await new Visitor(app).ask(EVENTS)).end();
    expect(house.log.some((line) => line.includes('"route":"/demo/:persona/chat/events"'))).toBe(
      true,
    );
  });

  it('is not for callers without a session', async () => {
    expect((await house.visitor().ask('/chat/events')).status).toBe(204);
  });

  it('waits for the first word of a session that has said nothing yet', async () => {
    const newcomer = house.visitor();
    await newcomer.ask('/chat');
    await using stream = new EventReader(await newcomer.ask('/chat/events'));
    await newcomer.send({ text: 'xin chào' });
    expect((await stream.nextUpdate()).lines).toHaveLength(2);
  });
});
