import { describe, expect, it } from 'vitest';
import { SendError, type SendErrorCode } from '../../src/channels/errors.ts';
import { deliverChat } from '../../src/usecases/deliver-chat.ts';
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

async function put(to: Speaker, key: string): Promise<void> {
  const { deps } = opened.office;
  const { conversation } = await openConversation(deps, to.chat);
  const words = { key: 'page.name', params: {} };
  const message = { lines: [words], choices: [{ id: key, label: words }] };
  await putNotice(deps, conversation, { key, message });
}

const arrived = (villager: Speaker): readonly (string | undefined)[] =>
  villager.heard().map(({ choices }) => choices[0]?.id);

const drain = (villager: Speaker) => deliverChat(opened.office.deps, villager.chat);

const entriesOf = async (villager: Speaker) =>
  (await opened.office.store.conversations.load(villager.chat))?.outbox ?? [];

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

  it.each(['unreachable', 'unknown'] as const)(
    'because it is %s for an hour gets it within the next',
    async (code) => {
      const { office } = opened;
      const villager = await waitingFor(['a']);
      const start = office.clock.now();
      office.channel.fails = (chatId) =>
        chatId === villager.chat.chatId &&
        office.clock.now().getTime() < start.getTime() + 3_600_000
          ? new SendError(code)
          : undefined;
      const minutes = await minutesUntilEmpty(villager, 1);
      expect(minutes).toBeLessThanOrEqual(120);
      const [entry] = await entriesOf(villager);
      // 5 s, doubling: about ten tries in an hour, not one in a second.
      expect(entry?.attempts).toBeGreaterThan(5);
      expect(entry?.attempts).toBeLessThan(15);
    },
  );

  it('because the person blocked the bot is not asked again, and it is on the list', async () => {
    const { office } = opened;
    const villager = await waitingFor(['a']);
    failing(villager, 1, new SendError('blocked'));
    await drain(villager);
    office.clock.advance(24 * 60);
    await office.sweep();
    expect(arrived(villager)).toEqual([]);
    const failed = await office.store.conversations.undeliverable(100);
    expect(failed.filter(({ chat }) => chat.chatId === villager.chat.chatId)).toMatchObject([
      { entry: { key: 'a', state: 'failed', failure: 'blocked' } },
    ]);
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
    await drain(villager);
    expect((await entriesOf(villager))[0]).toMatchObject({ state: 'waiting', attempts: 1 });
    office.clock.advance(5);
    await office.sweep();
    expect(arrived(villager)).toEqual(['a', 'b']);
  });

  it.each(['blocked', 'throttled', 'unreachable', 'unknown', 'rejected', 'misconfigured'] as const)(
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
    await minutesUntilEmpty(villager, 1);
    expect(new Set(arrived(villager))).toEqual(new Set(['a', 'b']));
  });
});

describe('a worker that dies', () => {
  it('between sending and recording doubles that one message, which is counted', async ({
    skip,
  }) => {
    const { office } = opened;
    const { server } = office.database;
    if (server === undefined) return skip('only the embedded server breaks on demand');
    const villager = await waitingFor(['a', 'b']);
    // The first write takes the message, the second records that it was sent.
    const fault = breakWrite(server, 2, 'drop-before');
    await expect(drain(villager)).rejects.toThrow('the store did not answer');
    fault.end();
    expect(fault.command).toContain('"state":"sent"');
    await drain(villager);
    expect(arrived(villager)).toEqual(['a']);
    office.clock.advance(1);
    await office.sweep();
    expect(arrived(villager)).toEqual(['a', 'a', 'b']);
    expect((await entriesOf(villager)).map(({ attempts }) => attempts)).toEqual([2, 1]);
    expect(office.events('message.sent').some(({ attempt }) => attempt === 2)).toBe(true);
  });

  it('frozen in the middle of a drain does not keep another from going on', async () => {
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
    await expect.poll(async () => (await entriesOf(villager))[0]?.state).toBe('sending');
    await drain(villager);
    expect(arrived(villager)).toEqual([]);
    office.clock.advance(1);
    await office.sweep();
    expect(arrived(villager)).toEqual(['a', 'b']);
    wake();
    await first;
    expect(arrived(villager)).toEqual(['a', 'b', 'a']);
    expect((await entriesOf(villager)).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });
});
