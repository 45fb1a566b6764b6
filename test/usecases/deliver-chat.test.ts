import { describe, expect, it } from 'vitest';
import { SendError, type SendErrorCode } from '../../src/channels/errors.ts';
import type { FileRef } from '../../src/domain/case.ts';
import { say } from '../../src/domain/text.ts';
import { deliverChat, deliverTo, type Drained } from '../../src/usecases/deliver-chat.ts';
import { hearEcho } from '../../src/usecases/hear-echo.ts';
import { openConversation } from '../../src/usecases/open-conversation.ts';
import { putNotice } from '../../src/usecases/tell.ts';
import { breakWrite } from './faults.ts';
import { useOffice, type Speaker } from './office.ts';

const opened = useOffice();

const SECONDS = 1 / 60;

/** Somebody for whom these messages wait. */
async function waitingFor(keys: readonly string[]): Promise<Speaker> {
  const { office } = opened;
  const villager = office.newcomer();
  for (const key of keys) await put(villager, key);
  return villager;
}

const PHOTO = { id: 'P1', name: 'a.jpg', mediaType: 'image/jpeg', sizeBytes: 1 };

async function put(
  to: Speaker,
  key: string,
  urgency: 'notice' | 'bulk' = 'notice',
  files: readonly FileRef[] = [],
): Promise<void> {
  const { deps } = opened.office;
  const { conversation } = await openConversation(deps, to.chat);
  const words = { key: 'page.name', params: {} };
  const message = { lines: [words], choices: [{ id: key, label: words }], files };
  await putNotice(deps, conversation, { key, message, urgency });
}

const moment = (at: Date) => ({ at, style: 'moment' }) as const;

/** Something that one part of a test waits for and another gives. */
function signal() {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give: () => give() };
}

const arrived = (villager: Speaker): readonly (string | undefined)[] =>
  villager.heard().map(({ choices }) => choices[0]?.id);

/** One run after the other, as long as there is something to be done at once; what the last one gave. */
async function drain(villager: Speaker): Promise<Drained> {
  for (;;) {
    const drained = await deliverChat(opened.office.deps, villager.chat);
    if (drained.outcome !== 'again') return drained;
  }
}

const entriesOf = async (villager: Speaker) =>
  (await opened.office.store.conversations.load(villager.chat))?.outbox ?? [];

/** What the coordinators would find on the list of one chat. */
const undelivered = async (villager: Speaker): Promise<readonly string[]> =>
  (await opened.office.store.conversations.undeliverable(opened.office.clock.now(), 1_000))
    .filter(({ chat }) => chat.chatId === villager.chat.chatId)
    .map(({ entry, why }) => `${entry.key} ${why}`);

/** Makes the channel fail for one chat, so often. */
function failing(villager: Speaker, times: number, failure: SendError | Error): void {
  let left = times;
  opened.office.channel.fails = (chatId) => {
    if (chatId !== villager.chat.chatId || left === 0) return undefined;
    left -= 1;
    return failure;
  };
}

/** Sweeps until everything for the chat has arrived; the minutes it took. */
async function minutesUntilEmpty(villager: Speaker, stepMinutes: number): Promise<number> {
  for (let minutes = 0; minutes <= 24 * 60; minutes += stepMinutes) {
    await opened.office.sweep();
    if ((await entriesOf(villager)).every(({ state }) => state === 'sent')) return minutes;
    opened.office.clock.advance(stepMinutes);
  }
  throw new Error('not sent within a day');
}

describe('the messages of one chat', () => {
  it('arrive once and in order, however many workers send them', async () => {
    const keys = Array.from({ length: 12 }, (_, index) => `m${index}`);
    const villager = await waitingFor(keys);
    while ((await entriesOf(villager)).some(({ state }) => state !== 'sent'))
      await Promise.all([drain(villager), drain(villager), drain(villager)]);
    expect(arrived(villager)).toEqual(keys);
  });

  it('that come while one is being sent follow it', async () => {
    const { channel } = opened.office;
    const villager = await waitingFor(['a']);
    channel.pause = async (chatId) => {
      channel.pause = async () => undefined;
      if (chatId === villager.chat.chatId) await put(villager, 'b');
    };
    await drain(villager);
    expect(arrived(villager)).toEqual(['a', 'b']);
  });

  it('wait for nobody when the channel is no longer there', async () => {
    const gone = { channel: 'carrier-pigeon', chatId: '1' };
    expect(await deliverChat(opened.office.deps, gone)).toEqual({ outcome: 'empty' });
  });
});

describe('a provider that does not take a message', () => {
  it('and asks for a pause gets it, and then all in order', async () => {
    const { office } = opened;
    const villager = await waitingFor(['a', 'b']);
    failing(villager, 1, new SendError('throttled', { retryAfterMs: 30_000 }));
    expect(await drain(villager)).toEqual({ outcome: 'throttled', retryAfterMs: 30_000 });
    expect(arrived(villager)).toEqual([]);
    office.clock.advance(30 * SECONDS);
    expect(await drain(villager)).toEqual({ outcome: 'empty' });
    expect(arrived(villager)).toEqual(['a', 'b']);
  });

  it.each([4, 30])(
    'because it is unreachable for %i minutes gets all soon after, in order',
    async (outage) => {
      const { office } = opened;
      const villager = await waitingFor(['a', 'b']);
      failing(villager, Infinity, new SendError('unreachable'));
      for (let minutes = 0; minutes < outage; minutes += 1) {
        await drain(villager);
        office.clock.advance(1);
        if (minutes === 3) await put(villager, 'c');
      }
      expect(arrived(villager)).toEqual([]);
      office.channel.fails = () => undefined;
      const minutes = await minutesUntilEmpty(villager, 0.5);
      expect(minutes).toBeLessThanOrEqual(1.5);
      expect(arrived(villager)).toEqual(['a', 'b', 'c']);
    },
  );

  it('again and again while it takes others lets that one message step aside', async () => {
    const { office } = opened;
    const villager = await waitingFor(['a', 'b']);
    office.channel.fails = (chatId, { choices = [] }) =>
      chatId === villager.chat.chatId && choices[0]?.id === 'a'
        ? new SendError('unreachable')
        : undefined;
    for (let minutes = 0; minutes < 15; minutes += 1) {
      await office.sweep();
      office.clock.advance(1);
      if (minutes === 5) await waitingFor(['of somebody else']);
    }
    expect(arrived(villager)).toEqual(['b']);
    office.channel.fails = () => undefined;
    expect(await minutesUntilEmpty(villager, 1)).toBeLessThanOrEqual(60);
    expect(arrived(villager)).toEqual(['b', 'a']);
  });

  it('and says that this one is never worth more than three tries gets no fourth', async () => {
    const { office } = opened;
    const villager = await waitingFor(['a', 'b']);
    failing(villager, 9, new SendError('unreachable', { mostTries: 3 }));
    for (let tries = 1; tries <= 3; tries += 1) {
      await drain(villager);
      office.clock.advance(1);
    }
    expect((await entriesOf(villager))[0]).toMatchObject({ state: 'failed', attempts: 3 });
    expect(await undelivered(villager)).toEqual(['a rejected']);
    office.channel.fails = () => undefined;
  });

  it.each(['unreachable', 'misconfigured'] as const)(
    'for hours, being %s, is on the list with all that waits behind it, until it has them',
    async (code) => {
      const { office } = opened;
      const villager = await waitingFor(['a', 'b']);
      const start = office.clock.now();
      failing(villager, Infinity, new SendError(code));
      for (const minutes of [0, 5 * 60 + 59]) {
        office.clock.advance(minutes);
        await drain(villager);
        expect(await undelivered(villager)).toEqual([]);
      }
      office.clock.advance(1);
      expect(await undelivered(villager)).toEqual([`a ${code}`, 'b unreachable']);
      const listed = await office.store.conversations.undeliverable(office.clock.now(), 1_000);
      const mine = listed.filter(({ chat }) => chat.chatId === villager.chat.chatId);
      expect(mine.map(({ since }) => since)).toEqual([start, start]);
      office.channel.fails = () => undefined;
      office.clock.advance(2);
      await drain(villager);
      expect(await undelivered(villager)).toEqual([]);
    },
  );

  it('of a channel that was never come to for hours is on the list too', async () => {
    const { office } = opened;
    const villager = await waitingFor(['a']);
    office.loseHints();
    office.clock.advance(6 * 60);
    expect(await undelivered(villager)).toEqual(['a unreachable']);
    await drain(villager);
    expect(await undelivered(villager)).toEqual([]);
  });

  it('or may have, is not given it again, and the chat goes on', async () => {
    const { office } = opened;
    const villager = await waitingFor(['a', 'b']);
    failing(villager, 1, new SendError('unknown'));
    await drain(villager);
    office.clock.advance(24 * 60);
    await office.sweep();
    expect(arrived(villager)).toEqual(['b']);
    expect(await undelivered(villager)).toEqual(['a unknown']);
    expect(await office.store.conversations.resend(villager.chat, 'a', office.clock.now())).toBe(
      true,
    );
    await drain(villager);
    expect(arrived(villager)).toEqual(['b', 'a']);
    expect(await undelivered(villager)).toEqual([]);
  });

  it.each(['blocked', 'closed'] as const)(
    'because the chat is %s is not asked again; all goes when the person writes, before the answer',
    async (code) => {
      const { office } = opened;
      const villager = await waitingFor(['a', 'b']);
      failing(villager, 1, new SendError(code));
      await drain(villager);
      office.clock.advance(24 * 60);
      await office.sweep();
      expect(arrived(villager)).toEqual([]);
      const why = code === 'closed' ? 'window' : 'blocked';
      expect(await undelivered(villager)).toEqual([`a ${why}`, `b ${why}`]);
      expect(office.events('message.held').at(-1)).toMatchObject({ channel: 'telegram', why });
      await villager.says('/help');
      expect(arrived(villager).slice(0, 2)).toEqual(['a', 'b']);
      expect(villager.heard().length).toBeGreaterThan(2);
      expect(await undelivered(villager)).toEqual([]);
    },
  );

  it('for now gets it at the time it names, and the others of the chat at once', async () => {
    const { office } = opened;
    const villager = await waitingFor(['a', 'b']);
    failing(villager, 1, new SendError('later', { retryAfterMs: 3_600_000 }));
    await drain(villager);
    expect(arrived(villager)).toEqual(['b']);
    office.clock.advance(60);
    await office.sweep();
    expect(arrived(villager)).toEqual(['b', 'a']);
  });

  it('because that one message is wrong still gets the next', async () => {
    const villager = await waitingFor(['a', 'b']);
    failing(villager, 1, new SendError('rejected'));
    await drain(villager);
    expect(arrived(villager)).toEqual(['b']);
    expect((await entriesOf(villager))[0]).toMatchObject({ state: 'failed', failure: 'rejected' });
  });

  it('because our settings are wrong gets it once they are mended', async () => {
    const { office } = opened;
    const villager = await waitingFor(['a', 'b']);
    failing(villager, 1, new SendError('misconfigured'));
    expect(await drain(villager)).toMatchObject({ outcome: 'throttled' });
    expect((await entriesOf(villager))[0]).toMatchObject({ state: 'waiting', attempts: 1 });
    office.clock.advance(5);
    await office.sweep();
    expect(arrived(villager)).toEqual(['a', 'b']);
  });

  it.each([
    'blocked',
    'closed',
    'throttled',
    'later',
    'unreachable',
    'unknown',
    'rejected',
    'misconfigured',
  ] as const)(
    'is in the log as %s, without the words and without the chat',
    async (code: SendErrorCode) => {
      const { office } = opened;
      const villager = await waitingFor(['a']);
      failing(villager, 1, new SendError(code, { cause: new Error('bà Sáu, 0912345678') }));
      await drain(villager);
      expect(office.events('message.failed').at(-1)).toMatchObject({ channel: 'telegram', code });
      expect(office.log.join('')).not.toContain(villager.chat.chatId);
      expect(office.log.join('')).not.toContain('0912345678');
    },
  );
});

describe('a fault of our own in sending', () => {
  it('holds up neither the chat nor the other messages for ever', async () => {
    const { office } = opened;
    const villager = await waitingFor(['a', 'b']);
    failing(villager, 2, new TypeError('cannot read properties of undefined'));
    await drain(villager);
    expect(office.events('message.failed').at(-1)).toMatchObject({
      code: 'unknown',
      error: 'TypeError',
    });
    await put(villager, 'c');
    await drain(villager);
    expect(arrived(villager)).toEqual(['c']);
    expect(await undelivered(villager)).toEqual(['a unknown', 'b unknown']);
  });
});

describe('two chats of one person on a channel', () => {
  it('have a pace each: the backlog of one does not keep the other waiting', async () => {
    const { office } = opened;
    const { capabilities } = office.channel;
    office.channel.capabilities = { ...capabilities, chatPaceMs: 1_000 };
    const first = await waitingFor(['a', 'b', 'c', 'd']);
    const second = await office.alsoAt(first, 'telegram');
    await put(second, 'x');
    const personId = (await office.store.conversations.load(first.chat))?.personId ?? '';
    const to = { channel: 'telegram', personId };
    const runs: Drained[] = [];
    const run = async () => void runs.push(await deliverTo(office.deps, to));
    for (let count = 0; count < 3; count += 1) await run();
    expect([arrived(first), arrived(second)]).toEqual([['a'], ['x']]);
    // A run is a call: the second chat is for the next one, and then both wait for their pace.
    expect(runs).toEqual([
      { outcome: 'again', afterMs: 0 },
      { outcome: 'again', afterMs: 1_000 },
      { outcome: 'again', afterMs: 1_000 },
    ]);
    office.channel.capabilities = capabilities;
  });
});

describe('what goes to many at once', () => {
  it('is let out by the sweep alone, and gives way to whatever else is due', async () => {
    const { office } = opened;
    const villager = await waitingFor([]);
    for (const key of ['x', 'y']) await put(villager, key, 'bulk');
    await office.follow();
    await drain(villager);
    expect(arrived(villager)).toEqual([]);
    office.channel.pause = async (chatId) => {
      if (chatId !== villager.chat.chatId) return;
      office.channel.pause = async () => undefined;
      // While the first of the bulk is being sent, somebody answers in the same chat.
      await put(villager, 'reply');
    };
    await office.sweep();
    await office.sweep();
    expect(arrived(villager)).toEqual(['x', 'reply', 'y']);
  });
});

describe('a message of several parts', () => {
  it('goes on with the part that failed, and says none twice', async () => {
    const { office } = opened;
    const villager = await waitingFor(['a', 'b']);
    office.channel.partsOf = ({ choices = [] }) => (choices[0]?.id === 'a' ? 3 : 1);
    let calls = 0;
    office.channel.fails = (chatId) => {
      if (chatId !== villager.chat.chatId) return undefined;
      calls += 1;
      return calls === 2 ? new SendError('unreachable') : undefined;
    };
    await drain(villager);
    expect(arrived(villager)).toEqual(['a']);
    office.clock.advance(1);
    await drain(villager);
    office.channel.partsOf = () => 1;
    expect(arrived(villager)).toEqual(['a', 'a', 'a', 'b']);
    const [entry] = await entriesOf(villager);
    expect(entry).toMatchObject({ state: 'sent', partsTaken: 3 });
    expect(new Set(entry?.receipts).size).toBe(3);
  });
});

describe('a provider that can be asked', () => {
  it('says that a part arrived, and nothing is said twice', async () => {
    const { office } = opened;
    const villager = await waitingFor(['a', 'b']);
    office.channel.findSent = async () => ({ state: 'sent', providerId: 'found-1' });
    failing(villager, 1, new SendError('unknown'));
    await drain(villager);
    expect(arrived(villager)).toEqual([]);
    office.clock.advance(15 * SECONDS);
    await office.sweep();
    delete office.channel.findSent;
    expect(arrived(villager)).toEqual(['b']);
    expect((await entriesOf(villager))[0]).toMatchObject({ state: 'sent', receipts: ['found-1'] });
    expect(office.events('message.doubt-settled').at(-1)).toMatchObject({ outcome: 'sent' });
  });

  it('says that a part did not arrive, and it is sent, in order', async () => {
    const { office } = opened;
    const villager = await waitingFor(['a', 'b']);
    office.channel.findSent = async () => ({ state: 'not-sent' });
    failing(villager, 1, new SendError('unknown'));
    await drain(villager);
    office.clock.advance(15 * SECONDS);
    await office.sweep();
    delete office.channel.findSent;
    expect(arrived(villager)).toEqual(['a', 'b']);
  });

  it('and does not answer, is asked three times, and then it is on the list', async () => {
    const { office } = opened;
    const villager = await waitingFor(['a', 'b']);
    let asked = 0;
    office.channel.findSent = async () => {
      asked += 1;
      throw new SendError('unreachable');
    };
    failing(villager, 1, new SendError('unknown'));
    await drain(villager);
    for (const seconds of [15, 45, 240]) {
      expect(arrived(villager)).toEqual([]);
      office.clock.advance(seconds * SECONDS);
      await office.sweep();
    }
    delete office.channel.findSent;
    expect(asked).toBe(3);
    expect(arrived(villager)).toEqual(['b']);
    expect(await undelivered(villager)).toEqual(['a unknown']);
  });
});

describe('a message like one that arrived before', () => {
  /** `a` arrived; `b` says the same, and nobody knows what became of it. */
  async function oneDoubted(): Promise<{ villager: Speaker; firstId: string; text: string }> {
    const { office } = opened;
    const villager = await waitingFor(['a']);
    await drain(villager);
    const firstId = (await entriesOf(villager))[0]?.receipts?.[0] ?? '';
    office.clock.advance(60 * SECONDS);
    await put(villager, 'b');
    failing(villager, 1, new SendError('unknown'));
    await drain(villager);
    const words = villager.heard()[0]?.words ?? '';
    return { villager, firstId, text: `${words}\n1. ${words}` };
  }

  const hears = (villager: Speaker, providerId: string, text: string, agoMs = 0): Promise<void> =>
    hearEcho(opened.office.deps, villager.chat, {
      providerId,
      at: new Date(opened.office.clock.now().getTime() - agoMs),
      isByHand: false,
      text,
    });

  const states = async (villager: Speaker) => (await entriesOf(villager)).map(({ state }) => state);

  it('is not settled by the echo of that one, nor by an older one, nor by a piece of it', async () => {
    const { villager, firstId, text } = await oneDoubted();
    await hears(villager, firstId, text);
    await hears(villager, 'r-old', text, 10_000);
    await hears(villager, 'r-piece', text.slice(0, 4));
    await hears(villager, 'r-more', `${text} ạ`);
    expect(await states(villager)).toEqual(['sent', 'unknown']);
    await hears(villager, 'r-own', text);
    await drain(villager);
    expect(await states(villager)).toEqual(['sent', 'sent']);
  });

  it('stays unknown when the echo may be of either', async () => {
    const { office } = opened;
    const { villager, text } = await oneDoubted();
    await put(villager, 'c');
    failing(villager, 1, new SendError('unknown'));
    await drain(villager);
    office.clock.advance(1 * SECONDS);
    await hears(villager, 'r-either', text);
    expect(await states(villager)).toEqual(['sent', 'unknown', 'unknown']);
  });

  it('is looked for as it was worded then, beside what is known', async () => {
    const { office } = opened;
    const { villager, firstId } = await oneDoubted();
    const calledAt = office.clock.now();
    const asked: unknown[] = [];
    office.channel.findSent = async (_chat, _message, wording, _part, since, knownIds) => {
      const said = say('numbers.which', { said: moment(calledAt) });
      asked.push(wording.locale, wording.translate(said), since, [...knownIds]);
      return { state: 'not-sent' };
    };
    const then = office.deps.translate(
      say('numbers.which', { said: moment(calledAt) }),
      'vi',
      calledAt,
    );
    // Only a call whose provider can be asked as it ends is asked about later.
    await office.store.conversations.resend(villager.chat, 'b', calledAt);
    failing(villager, 1, new SendError('unknown'));
    await drain(villager);
    office.clock.advance(24 * 60);
    await drain(villager);
    delete office.channel.findSent;
    expect(asked).toEqual(['vi', then, calledAt, [firstId]]);
    expect(then).toContain('hôm nay');
  });
});

describe('a slow upload', () => {
  it('that outlives its lease is sent by whoever took it over, and once', async () => {
    const { office } = opened;
    const villager = await waitingFor(['a']);
    const [upload, begun] = [signal(), signal()];
    let uploads = 0;
    office.channel.uploads = async (chatId) => {
      if (chatId !== villager.chat.chatId || (uploads += 1) > 1) return;
      begun.give();
      await upload.given;
    };
    const slow = deliverChat(office.deps, villager.chat);
    await begun.given;
    office.clock.advance(61 * SECONDS);
    await drain(villager);
    upload.give();
    await slow;
    office.channel.uploads = async () => undefined;
    expect(uploads).toBe(2);
    expect(arrived(villager)).toEqual(['a']);
    expect((await entriesOf(villager)).map(({ state }) => state)).toEqual(['sent']);
  });

  it('of a message with files is waited for longer', async () => {
    const { office } = opened;
    const villager = office.newcomer();
    await put(villager, 'a', 'notice', [PHOTO]);
    const { conversations } = office.store;
    const seconds = (from: number) => new Date(office.clock.now().getTime() + from * 1_000);
    const claiming = { leaseMs: 60_000, fileLeaseMs: 180_000, afterCrash: 'look' } as const;
    const first = (await conversations.claim(villager.chat, seconds(0), claiming)).claimed;
    expect(first).toBeDefined();
    expect(
      (await conversations.claim(villager.chat, seconds(179), claiming)).claimed,
    ).toBeUndefined();
    expect(
      (await conversations.claim(villager.chat, seconds(181), claiming)).claimed,
    ).toBeDefined();
  });
});

describe('a worker that dies', () => {
  it('between sending and recording leaves a message that nobody knows of, and it is never doubled', async ({
    skip,
  }) => {
    const { office } = opened;
    const { server } = office.database;
    if (server === undefined) return skip('only the embedded server breaks on demand');
    const villager = await waitingFor(['a', 'b']);
    // The first write takes the message, the second notes the call, the third records that it was sent.
    const fault = breakWrite(server, 3, 'drop-before');
    await expect(drain(villager)).rejects.toThrow('the store did not answer');
    fault.end();
    expect(fault.command).toContain('"state":"sent"');
    await drain(villager);
    expect(arrived(villager)).toEqual(['a']);
    office.clock.advance(1);
    await office.sweep();
    expect(arrived(villager)).toEqual(['a', 'b']);
    expect(await undelivered(villager)).toEqual(['a unknown']);
  });

  it('before the call leaves nothing behind: another sends it', async ({ skip }) => {
    const { office } = opened;
    const { server } = office.database;
    if (server === undefined) return skip('only the embedded server breaks on demand');
    const villager = await waitingFor(['a', 'b']);
    const fault = breakWrite(server, 2, 'drop-before');
    await expect(drain(villager)).rejects.toThrow('the store did not answer');
    fault.end();
    office.clock.advance(1);
    await office.sweep();
    expect(arrived(villager)).toEqual(['a', 'b']);
  });

  it('frozen in its call does not keep another from going on, and its end still counts', async () => {
    const { office } = opened;
    const villager = await waitingFor(['a', 'b']);
    let wake = (): void => undefined;
    const frozen = new Promise<void>((resolve) => (wake = resolve));
    office.channel.pause = async (chatId) => {
      if (chatId !== villager.chat.chatId) return;
      office.channel.pause = async () => undefined;
      await frozen;
    };
    const first = drain(villager);
    await expect.poll(async () => (await entriesOf(villager))[0]?.calledAt).toBeDefined();
    await drain(villager);
    expect(arrived(villager)).toEqual([]);
    office.clock.advance(1);
    await office.sweep();
    expect(arrived(villager)).toEqual(['b']);
    wake();
    await first;
    expect(arrived(villager)).toEqual(['b', 'a']);
    expect((await entriesOf(villager)).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });
});
