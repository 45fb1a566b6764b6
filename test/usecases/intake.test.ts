import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FileRef } from '../../src/domain/case.ts';
import { StoreUnavailable } from '../../src/store/errors.ts';
import type { Inbox, Lane } from '../../src/store/events.ts';
import { createSealer } from '../../src/store/seal.ts';
import type { Deps } from '../../src/usecases/deps.ts';
import { readLane } from '../../src/usecases/read-events.ts';
import { NoOrganisation } from '../../src/usecases/surroundings.ts';
import { sweep } from '../../src/usecases/sweep.ts';
import { createIntake } from '../../src/usecases/take-in.ts';
import { useOffice } from './office.ts';
import { PostChannel, postEvent } from './post-channel.ts';
import { everythingIn, withRows } from './rows.ts';

const opened = useOffice();
const MARK = 'zqxmark';
const SECOND_MIN = 1 / 60;

let channel: PostChannel;
let deps: Deps;
let lanes: Lane[];
let chat: string;

beforeEach(() => {
  channel = new PostChannel();
  lanes = [];
  chat = randomUUID();
  const { office } = opened;
  const intake = async (lane: Lane): Promise<boolean> => lanes.push(lane) > 0;
  deps = {
    ...office.deps,
    channels: new Map([[channel.id, channel]]),
    wake: { ...office.deps.wake, intake },
  };
});

const takeIn = (...events: readonly ReturnType<typeof postEvent>[]) =>
  createIntake(deps).takeIn('post', events);
/** Stores what one chat says, and returns its lane. */
async function said(...texts: readonly string[]): Promise<Lane> {
  await takeIn(...texts.map((text, index) => postEvent(chat, index + 1, text)));
  const lane = lanes.at(-1);
  if (lane === undefined) throw new Error('no hint');
  return lane;
}
const texts = (): readonly string[] => channel.reads.map(([text]) => text);
const orders = Array.from({ length: 60 }, (_, order) => order);
/** As it lies in the store: the key of an event may name its chat. */
const idOf = (order: number): string => `post/${createSealer().mark(`${chat}-${order}`)}`;
const rows = () =>
  withRows(opened.office.database.uri, (db) =>
    db
      .collection('events')
      .find({ _id: { $in: orders.map(idOf) } as never })
      .sort({ order: 1 })
      .toArray(),
  );
const advance = (seconds: number): void => opened.office.clock.advance(seconds * SECOND_MIN);
/** The same store, whose inbox does one thing otherwise. */
const withInbox = (name: keyof Inbox, method: () => Promise<never>): Deps => {
  const { store } = deps;
  const inbox = new Proxy(store.inbox, {
    get: (target, asked) => (asked === name ? method : Reflect.get(target, asked)),
  });
  return { ...deps, store: { ...store, inbox } };
};

describe('what a provider delivers', () => {
  it('is stored before it is read, and read in its order', async () => {
    const lane = await said('một', 'hai');
    expect(texts()).toEqual([]);
    expect(lanes).toEqual([lane]);
    expect(await readLane(deps, lane)).toEqual({ outcome: 'empty' });
    expect(texts()).toEqual(['một', 'hai']);
    const conversation = await deps.store.conversations.load({ channel: 'post', chatId: chat });
    expect(conversation?.seen.map(({ eventId }) => eventId)).toEqual([`${chat}-1`, `${chat}-2`]);
    expect((await rows()).map(({ state }) => state)).toEqual(['read', 'read']);
  });

  it('counts once when it is delivered again, before and after it was read', async () => {
    const lane = await said('xin chào');
    await takeIn(postEvent(chat, 1, 'xin chào'));
    await readLane(deps, lane);
    await takeIn(postEvent(chat, 1, 'xin chào'));
    expect(lanes).toHaveLength(1);
    await readLane(deps, lane);
    expect(texts()).toEqual(['xin chào']);
    expect(opened.office.events('event.repeated').length).toBeGreaterThanOrEqual(2);
  });

  it('is answered once though the reader died between the turn and its note', async () => {
    const lane = await said('xin chào');
    const dying = withInbox('markRead', () => Promise.reject(new Error('killed')));
    await expect(readLane(dying, lane)).rejects.toThrow('killed');
    expect(await readLane(deps, lane)).toEqual({ outcome: 'empty' });
    expect(texts()).toHaveLength(1);
    advance(60);
    await readLane(deps, lane);
    expect(channel.attemptsAt('xin chào')).toEqual([1, 2]);
    const conversation = await deps.store.conversations.load({ channel: 'post', chatId: chat });
    expect(conversation?.outbox).toHaveLength(1);
  });

  it('waits for a channel that was switched off', async () => {
    const lane = await said('xin chào');
    expect(await readLane({ ...deps, channels: new Map() }, lane)).toEqual({ outcome: 'empty' });
    expect(await rows()).toMatchObject([{ state: 'waiting', attempts: 0 }]);
  });

  it('gives way after fifty events of one chat', async () => {
    const lane = await said(...Array.from({ length: 51 }, (_, index) => `${index}`));
    expect(await readLane(deps, lane)).toEqual({ outcome: 'more' });
    expect(texts()).toHaveLength(50);
    expect(await readLane(deps, lane)).toEqual({ outcome: 'empty' });
    expect(texts()).toHaveLength(51);
  });

  it('is found by the sweep when its hint was lost, not before five seconds', async () => {
    const lane = await said('xin chào');
    lanes.length = 0;
    await sweep(deps);
    expect(lanes).not.toContainEqual(lane);
    advance(5);
    await sweep(deps);
    expect(lanes).toContainEqual(lane);
    await readLane(deps, lane);
  });
});

describe('an event with a file to fetch', () => {
  const photo = (bytes: () => Uint8Array) => {
    const allowed: number[] = [];
    const files: FileRef[] = [];
    channel.alsoTell = async (sink) => {
      const file = await sink.downloading(async (mostMs) => {
        allowed.push(mostMs);
        return { name: 'a.jpg', mediaType: 'image/jpeg', bytes: bytes() };
      });
      files.push(await sink.storeFile(file));
    };
    return { allowed, files };
  };
  const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');

  it('is left by a quick reading to a slow one, uncounted, and its chat waits', async () => {
    const { allowed } = photo(() => jpeg);
    const lane = await said('ảnh', 'sau');
    expect(await readLane(deps, lane, 'quick')).toEqual({ outcome: 'slow' });
    expect(await rows()).toMatchObject([{ state: 'waiting', attempts: 0 }, { attempts: 0 }]);
    expect(await readLane(deps, lane, 'slow')).toEqual({ outcome: 'empty' });
    expect(channel.attemptsAt('ảnh')).toEqual([1, 1]);
    expect(texts().at(-1)).toBe('sau');
    expect(allowed).toEqual([8_000, 8_000]);
  });

  it('keeps one file however often it is read', async () => {
    const { files, allowed } = photo(() => jpeg);
    const lane = await said('ảnh');
    const dying = withInbox('markRead', () => Promise.reject(new Error('killed')));
    await expect(readLane(dying, lane, 'slow')).rejects.toThrow('killed');
    advance(60);
    await readLane(deps, lane, 'slow');
    expect(allowed).toEqual([8_000, 30_000]);
    expect(files).toHaveLength(2);
    expect(files[1]).toEqual(files[0]);
    const { uri } = opened.office.database;
    const kept = await withRows(uri, (db) =>
      db.collection('files.files').countDocuments({ filename: files[0]?.id ?? '' }),
    );
    expect(kept).toBe(1);
  });

  it('is left alone by a reader who lost it in the meantime', async () => {
    photo(() => jpeg);
    const lane = await said('ảnh');
    channel.whileReading = async () => {
      advance(60);
      await deps.store.inbox.claim(lane.lane, deps.clock.now(), 60_000);
    };
    expect(await readLane(deps, lane, 'slow')).toEqual({ outcome: 'empty' });
    expect(await rows()).toMatchObject([{ state: 'held', attempts: 2 }]);
  });
});

describe('the time that a provider tells', () => {
  it.each([
    ['of 1970', new Date(0)],
    ['of next year', new Date('2027-12-01T00:00:00Z')],
    ['that is none', new Date(Number.NaN)],
  ])('%s is taken for that of receiving, in whatever it tells', async (_label, told) => {
    const receivedAt = deps.clock.now();
    channel.sentAt = told;
    const ref = { channel: 'post', chatId: chat };
    const lane = await said('xin chào');
    await readLane(deps, lane);
    channel.alsoTell = (sink) =>
      sink.echoed(ref, { providerId: 'p', at: told, isByHand: true, text: 'x' });
    await takeIn(postEvent(chat, 2, 'cảm ơn'));
    await readLane(deps, lane);
    const conversation = await deps.store.conversations.load(ref);
    expect(conversation?.interactedAt).toEqual(receivedAt);
    expect(conversation?.byHand).toMatchObject({ since: receivedAt, lastAt: receivedAt });
  });
});

describe('a signed delivery that somebody repeats', () => {
  const signed = (hours: number) => {
    const signedAt = new Date(deps.clock.now().getTime() - hours * 3_600_000);
    return { ...postEvent(chat, 1, MARK), signedAt };
  };

  it('after its key may be forgotten is acknowledged, not stored, and told of', async () => {
    const before = opened.office.events('event.outdated').length;
    await takeIn(signed(72));
    expect(lanes).toEqual([]);
    expect(await rows()).toEqual([]);
    expect(opened.office.events('event.outdated')).toHaveLength(before + 1);
    expect(opened.office.events('event.outdated').at(-1)).toMatchObject({ channel: 'post' });
    expect(opened.office.log.join('')).not.toContain(chat);
  });

  it('is stored as long as a provider may deliver it', async () => {
    await takeIn(signed(3));
    expect(lanes).toHaveLength(1);
  });
});

describe('an event that cannot be read', () => {
  it('is tried again after 2 s, doubling; its chat waits, the others do not', async () => {
    channel.cannotRead = (text, attempt) =>
      text === 'hỏng' && attempt < 4 ? new Error(`no file for ${text}`) : undefined;
    const lane = await said('hỏng', 'sau');
    for (const seconds of [2, 4, 8]) {
      expect(await readLane(deps, lane)).toEqual({
        outcome: 'postponed',
        againMs: seconds * 1_000,
      });
      advance(seconds - 1);
      expect(await readLane(deps, lane)).toEqual({ outcome: 'empty' });
      advance(1);
    }
    expect(texts()).not.toContain('sau');
    const other = randomUUID();
    await takeIn(postEvent(other, 1, 'chat khác'));
    await readLane(deps, lanes.at(-1) ?? lane);
    expect(texts().at(-1)).toBe('chat khác');
    expect(await readLane(deps, lane)).toEqual({ outcome: 'empty' });
    expect(texts().slice(-2)).toEqual(['hỏng', 'sau']);
    expect(channel.attemptsAt('hỏng')).toEqual([1, 2, 3, 4]);
  });

  it('is given up after eight tries, kept sealed, and told without its words', async () => {
    channel.cannotRead = (text) => (text === MARK ? new Error(`no file for ${text}`) : undefined);
    const lane = await said(MARK, 'sau');
    for (let attempt = 1; attempt < 8; attempt += 1) {
      expect(await readLane(deps, lane)).toMatchObject({ outcome: 'postponed' });
      advance(300);
    }
    expect(await readLane(deps, lane)).toEqual({ outcome: 'empty' });
    expect(texts().at(-1)).toBe('sau');
    expect(await rows()).toMatchObject([
      { state: 'failed', attempts: 8, body: expect.stringMatching(/^v1\./) },
      { state: 'read' },
    ]);
    const { office } = opened;
    expect(office.events('event.failed').at(-1)).toMatchObject({
      level: 50,
      channel: 'post',
      event: idOf(1),
      attempt: 8,
      error: 'Error',
    });
    expect(office.log.join('')).not.toContain(MARK);
    expect(office.log.join('')).not.toContain(chat);
    advance(86_400);
    await readLane(deps, lane);
    expect(channel.attemptsAt(MARK)).toHaveLength(8);
  });

  it('is given up unread when each of eight readers ended with it', async () => {
    const lane = await said('chết', 'sau');
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await deps.store.inbox.claim(lane.lane, deps.clock.now(), 1_000);
      advance(1);
    }
    await readLane(deps, lane);
    expect(texts()).toEqual(['sau']);
    expect(await rows()).toMatchObject([{ state: 'failed' }, { state: 'read' }]);
  });

  it.each([
    ['the store is away', new StoreUnavailable(new Error('gone'))],
    ['no organisation was imported', new NoOrganisation('none')],
  ])('is not to blame when %s', async (_label, error) => {
    channel.cannotRead = () => error;
    const lane = await said('xin chào');
    for (let time = 0; time < 9; time += 1) await expect(readLane(deps, lane)).rejects.toBe(error);
    channel.cannotRead = () => undefined;
    await readLane(deps, lane);
    expect(channel.attemptsAt('xin chào')).toEqual(Array.from({ length: 10 }, () => 1));
    expect(await rows()).toMatchObject([{ state: 'read' }]);
  });
});

describe('without a queue', () => {
  const alone = () => createIntake({ ...deps, wake: { ...deps.wake, intake: async () => false } });

  it('a process reads by itself what it took in, chat by chat in order', async () => {
    const intake = alone();
    const chats = Array.from({ length: 9 }, () => randomUUID());
    for (const order of [1, 2, 3])
      for (const each of chats)
        await intake.takeIn('post', [postEvent(each, order, `${each} ${order}`)]);
    await expect.poll(() => channel.reads.length, { timeout: 15_000 }).toBe(27);
    for (const each of chats)
      expect(texts().filter((text) => text.startsWith(each))).toEqual(
        [1, 2, 3].map((order) => `${each} ${order}`),
      );
    await intake.close();
  });

  it('a failure is told, loses nothing, and keeps nobody from being answered', async () => {
    channel.cannotRead = () => new StoreUnavailable(new Error(MARK));
    const intake = alone();
    await intake.takeIn('post', [postEvent(chat, 1, MARK)]);
    await expect.poll(() => opened.office.events('intake.hindered').length).toBeGreaterThan(0);
    await intake.close();
    expect(await rows()).toMatchObject([{ state: 'waiting' }]);
    expect(opened.office.log.join('')).not.toContain(MARK);
  });

  it('a process that closes ends what it reads, and leaves the rest stored', async () => {
    const intake = alone();
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    channel.whileReading = () => gate;
    const chats = Array.from({ length: 9 }, () => randomUUID());
    for (const each of chats) await intake.takeIn('post', [postEvent(each, 1, each)]);
    await expect.poll(() => channel.reads.length).toBe(4);
    const closing = intake.close();
    release();
    await closing;
    expect(channel.reads).toHaveLength(4);
  });
});

describe('a store that is away', () => {
  it('lets nothing be acknowledged', async () => {
    const away = new StoreUnavailable(new Error('gone'));
    const broken = withInbox('add', () => Promise.reject(away));
    await expect(createIntake(broken).takeIn('post', [postEvent(chat, 1, 'x')])).rejects.toBe(away);
    expect(lanes).toEqual([]);
  });
});

describe('words that may not be kept', () => {
  it('lie in no row in clear before they are read, and after it not even sealed', async () => {
    const lane = await said(`ông chủ tịch xã ${MARK} nhận hối lộ 50 triệu của nhà tôi`);
    const { uri } = opened.office.database;
    expect(await rows()).toMatchObject([{ state: 'waiting', body: expect.any(String) }]);
    expect(await everythingIn(uri)).not.toContain(MARK);
    await readLane(deps, lane);
    expect(await everythingIn(uri)).not.toContain(MARK);
    expect((await rows()).map((row) => 'body' in row)).toEqual([false]);
    expect(opened.office.log.join('')).not.toContain(MARK);
    expect(JSON.stringify(lanes)).not.toContain(chat);
  });
});
