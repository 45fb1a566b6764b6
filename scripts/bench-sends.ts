import { parseArgs } from 'node:util';
import { mostInASecond, shortestGapMs } from './bench/pace.ts';
import { SendingHouse } from './bench/sending-house.ts';
import { until } from './launch/until.ts';

const LIMIT_MS = 600_000;
const REPLIES = 10;

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '600' },
    chats: { type: 'string', default: '60' },
    bulk: { type: 'string', default: '500' },
    json: { type: 'boolean', default: false },
  },
});

/** Many messages over some chats, as fast as they may go. */
async function flood(house: SendingHouse, messages: number, chats: number) {
  const people = house.people(chats, 'Bà con');
  const startedMs = performance.now();
  for (let put = 0; put < messages; put += chats)
    await Promise.all(people.slice(0, messages - put).map((person) => house.put(person, 'notice')));
  await until('all messages', LIMIT_MS, () =>
    house.arrivals('notice').length >= messages ? true : undefined,
  );
  return { seconds: (performance.now() - startedMs) / 1_000 };
}

/** Replies while bulk goes out: half of them in chats for which bulk waits. */
async function repliesAmongBulk(house: SendingHouse, bulk: number) {
  const audience = house.people(bulk, 'Cả xã');
  const others = house.people(REPLIES, 'Người hỏi');
  for (const person of audience) await house.put(person, 'bulk');
  await until('the first of the bulk', LIMIT_MS, () =>
    house.arrivals('bulk').length > 0 ? true : undefined,
  );
  const waits: number[] = [];
  for (let index = 0; index < REPLIES; index += 1) {
    const person = index % 2 === 0 ? others[index] : audience.at(-1 - index);
    if (person === undefined) continue;
    const startedMs = performance.now();
    await house.put(person, 'reply');
    await until('a reply', LIMIT_MS, () =>
      house.arrivals('reply').length > index ? true : undefined,
    );
    waits.push((house.arrivals('reply').at(-1)?.atMs ?? Infinity) - startedMs);
  }
  const bulkBeforeReplies = house.arrivals('bulk').length;
  await until('all of the bulk', LIMIT_MS, () =>
    house.arrivals('bulk').length >= bulk ? true : undefined,
  );
  return { bulkBeforeReplies, slowestReplyMs: Math.round(Math.max(...waits)) };
}

async function main(): Promise<void> {
  const [messages, chats, bulk] = [values.messages, values.chats, values.bulk].map(Number);
  await using house = await SendingHouse.open();
  const { seconds } = await flood(house, messages ?? 0, chats ?? 1);
  const replies = await repliesAmongBulk(house, bulk ?? 0);
  const arrivals = house.arrivals();
  const figures = {
    messages: house.arrivals('notice').length,
    chats: Number(chats),
    seconds: Number(seconds.toFixed(1)),
    mostCallsInASecond: mostInASecond(arrivals),
    shortestGapInAChatMs: Math.round(shortestGapMs(arrivals)),
    bulk: house.arrivals('bulk').length,
    ...replies,
  };
  console.log(values.json ? JSON.stringify(figures) : figures);
}

await main();
