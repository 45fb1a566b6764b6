import { mongo } from 'mongoose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IndexesMissing, openStore } from '../../src/store/index.ts';
import { INDEXES } from '../../src/store/indexes.ts';
import { openTestDatabase, SERVER_TIME, type TestDatabase } from '../fixtures/database.ts';
import {
  assignedCase,
  cadre,
  entry,
  hours,
  minutes,
  notify,
  NOW,
  patch,
  sampleCase,
  timer,
  tree,
  unit,
  CLAIMING,
} from './samples.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await openTestDatabase();
});

afterEach(() => database.close());

const options = (buildIndexes: boolean) => ({ uri: database.uri, buildIndexes });
const open = (buildIndexes: boolean) => openStore(options(buildIndexes));

/** What an administrator does by hand. */
async function byHand(act: (db: mongo.Db) => Promise<unknown>): Promise<void> {
  const client = await mongo.MongoClient.connect(database.uri);
  await act(client.db());
  await client.close();
}

describe('the indexes', () => {
  it('are told as missing until they are built, and then no more', async () => {
    await using store = await open(true);
    expect(await store.indexes.difference()).toEqual({ missing: [], changed: [], extra: [] });
    await byHand((db) => db.collection('cases').dropIndex('code'));
    expect((await store.indexes.build()).missing.map(({ name }) => name)).toEqual(['code']);
    expect((await store.indexes.build()).missing).toEqual([]);
  });

  it('must hold the unique ones, or the store does not open', async () => {
    const error: unknown = await open(false).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(IndexesMissing);
    expect(error).toHaveProperty(
      'indexes',
      INDEXES.filter(({ isUnique }) => isUnique).map(
        ({ collection, name }) => `${collection}.${name}`,
      ),
    );
    const looking = await openStore({ ...options(false), checkIndexes: false });
    expect((await looking.indexes.difference()).missing).toEqual(INDEXES);
    await looking.close();
    await (await open(true)).close();
    await (await open(false)).close();
  });

  it('are built anew when one of the same name is another', async () => {
    await using store = await open(true);
    await byHand(async (db) => {
      await db.collection('people').dropIndex('chat');
      await db.collection('people').createIndex({ chatKeys: 1 }, { name: 'chat' });
    });
    await expect(open(false)).rejects.toThrow('people.chat');
    expect((await store.indexes.build()).changed.map(({ name }) => name)).toEqual(['chat']);
    await (await open(false)).close();
  });

  it('leave those of others alone, and tell of them', async () => {
    await using store = await open(true);
    await byHand((db) =>
      db.collection('sign-ins').createIndex({ cadreId: 1 }, { name: 'by-hand' }),
    );
    const { extra } = await store.indexes.build();
    expect(extra).toEqual([{ collection: 'sign-ins', name: 'by-hand' }]);
    expect((await store.indexes.difference()).extra).toHaveLength(1);
  });

  it('let the server remove sign-in links that are over', async (context) => {
    const { server } = database;
    if (server === undefined)
      return context.skip('a real server removes them within a minute or two');
    await using store = await open(true);
    await store.signIns.create({
      tokenHash: 'over',
      cadreId: 'a',
      expiresAt: new Date(SERVER_TIME.getTime() - 1_000),
    });
    await store.signIns.create({
      tokenHash: 'open',
      cadreId: 'a',
      expiresAt: new Date(SERVER_TIME.getTime() + 60_000),
    });
    expect(server.sweepExpired()).toBe(1);
    expect(await store.signIns.redeem('open', new Date(0))).toBe('a');
    expect(await store.signIns.redeem('over', new Date(0))).toBeUndefined();
  });
});

/** A lane of many events, beside many others; returns it. */
async function fillInbox({ inbox }: Awaited<ReturnType<typeof open>>): Promise<string> {
  const event = (chatId: string, order: number) => ({
    key: `${chatId}-${order}`,
    chatId,
    order,
    body: 'x',
  });
  const numbers = Array.from({ length: 60 }, (_, index) => index);
  for (const number of numbers) await inbox.add('web', [event(`chat-${number}`, 1)], NOW);
  const [lane = ''] = await inbox.add(
    'web',
    numbers.map((number) => event('long', number)),
    NOW,
  );
  return lane;
}

/** Five things that are wanted among dozens that are not. */
async function fill(store: Awaited<ReturnType<typeof open>>): Promise<void> {
  const people = Array.from({ length: 60 }, (_, index) =>
    cadre(`c${index}`, {
      positions: [
        { unitId: index < 5 ? 'village' : `other-${index}`, roleId: 'member', validity: {} },
      ],
    }),
  );
  await store.organisation.replace(tree([unit('village')]), people);
  await Promise.all(
    Array.from({ length: 60 }, async (_, index) => {
      const isWanted = index < 5;
      const chat = { channel: 'web', chatId: `${index}` };
      const reporter = {
        personId: `p${isWanted ? 'wanted' : index}`,
        isHidden: true,
        isOnBehalf: false,
      };
      await store.people.ensure(chat, 'vi', `p${index}`, NOW);
      const before = await store.conversations.create(chat, `p${index}`, 'vi', NOW);
      if (isWanted) {
        const pending = [{ key: 'x', type: 'count-withheld' } as const];
        await store.conversations.commit(
          before,
          patch({ outbox: [entry('a'), entry('b')], pending }),
        );
        const claim = await store.conversations.claim(chat, NOW, CLAIMING);
        if (claim.claimed)
          await store.conversations.markFailed(chat, claim.claimed.entry, 'rejected', NOW);
        await store.conversations.push(chat, [entry('bulk', { urgency: 'bulk' })]);
      }
      const work = { resolveDueAt: hours(-1), acceptDueAt: hours(-2), reporter };
      await store.cases.insert(assignedCase(`open-${index}`, isWanted ? 'village' : 'other', work));
      await store.cases.insert(
        assignedCase(`done-${index}`, 'village', {
          status: 'confirmed',
          reporter: { ...reporter, personId: 'x' },
        }),
      );
      if (isWanted)
        await store.cases.insert(
          sampleCase(`new-${index}`, {
            ownerUnitId: 'new',
            pending: [notify('n')],
            reporter: { ...reporter, personId: 'y' },
          }),
        );
      await store.timers.put(
        timer(`t${index}`, { caseId: `open-${index}`, dueAt: isWanted ? NOW : hours(9) }),
      );
      await store.counters.bump(isWanted ? 'wanted' : 'other', `day-${index}`);
    }),
  );
}

describe('every list and look-up', () => {
  it('reads by an index, and not much more than it gives back', async (context) => {
    const { server } = database;
    if (server === undefined)
      return context.skip('what is read is counted on the embedded server only');
    await using store = await open(true);
    await fill(store);
    const lane = await fillInbox(store);
    const chat = { channel: 'web', chatId: '3' };
    const calls: Readonly<Record<string, () => Promise<unknown>>> = {
      'inbox of a team': () => store.cases.inbox('team', ['village'], NOW, 50),
      'inbox of a block': () => store.cases.inbox('block', ['village'], NOW, 50),
      overdue: () => store.cases.overdue(['village'], NOW, 50),
      'cases of a person': () => store.cases.ofPerson('pwanted', 50),
      'case by code': () => store.cases.find('LL-open-7'),
      'cases unsettled': () => store.cases.unsettled(hours(1), 50),
      untriaged: () => store.cases.untriaged(hours(1), 50),
      ownerless: () => store.cases.ownerless(),
      'conversation of a chat': () => store.conversations.load(chat),
      due: () => store.conversations.due('web', minutes(1), 50),
      'conversations unsettled': () => store.conversations.unsettled(hours(1), 50),
      'bulk due': () => store.conversations.bulkDue('web', minutes(1), 50),
      undeliverable: () => store.conversations.undeliverable(minutes(1), 50),
      'undeliverable about cases': () =>
        store.conversations.undeliverable(minutes(1), 50, ['open-3']),
      'undeliverable about none': () => store.conversations.undeliverableWithoutCase(minutes(1)),
      'taken lately': () => store.conversations.hasTakenBetween('web', hours(-1), hours(1)),
      'codes of a unit': () => store.cases.codesOwnedBy(['new']),
      trim: () => store.conversations.trim(NOW),
      'person of a chat': () => store.people.byChat(chat),
      'cadre of a chat': () => store.cadres.byChat(chat),
      'cadres of a unit': () => store.cadres.holding('village', ['member'], '2026-11-23'),
      'cadres by id': () => store.cadres.byIds(['c1', 'c2', 'c3']),
      organisation: () => store.organisation.load(),
      'timers due': () => store.timers.countDue(NOW),
      'timers of a case': () => store.timers.ofCase('open-3'),
      'timers to fire': () => store.timers.lease(NOW, 50, 1_000),
      counter: () => store.counters.read('wanted'),
      file: () => store.files.open('nothing'),
      'first event of a lane': () => store.inbox.claim(lane, NOW, 1_000),
      'first event of a lane that is held': () => store.inbox.claim(lane, NOW, 1_000),
      'lanes that wait': () => store.inbox.waitingLanes(hours(1), hours(1), 5, 'web'),
    };
    for (const [name, call] of Object.entries(calls)) {
      const before = { ...server.counters };
      await call();
      const examined = server.counters.documentsExamined - before.documentsExamined;
      const scans = server.counters.collectionScans - before.collectionScans;
      expect({ name, scans, isFrugal: examined <= 12 }).toEqual({ name, scans: 0, isFrugal: true });
    }
  });
});
