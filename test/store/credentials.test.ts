import { describe, expect, it } from 'vitest';
import type { TokenPair } from '../../src/domain/credential.ts';
import { openStore } from '../../src/store/index.ts';
import { atOnce, useTestStore } from './open.ts';

const NOW = new Date('2026-11-28T01:00:00Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);

const pair = (name: string): TokenPair => ({
  accessToken: `access-${name}`,
  refreshToken: `refresh-${name}`,
  issuedAt: NOW,
  expiresAt: later(90_000_000),
});

describe('the tokens of an account', () => {
  const opened = useTestStore();
  let number = 0;
  const account = (): string => `zalo-oa:${(number += 1)}`;
  const first = async (): Promise<string> => {
    const name = account();
    await opened.store.credentials.commit(name, 0, pair('1'), 'consent', NOW);
    return name;
  };

  it('are none until somebody consents', async () => {
    const name = account();
    expect(await opened.store.credentials.load(name)).toBeUndefined();
    expect(await opened.store.credentials.lease(name, 'a', NOW, 1_000)).toBeUndefined();
  });

  it('come back as they were, with the log of how they came', async () => {
    const name = await first();
    expect(await opened.other.credentials.load(name)).toEqual({
      account: name,
      version: 1,
      state: 'active',
      since: NOW,
      tokens: pair('1'),
      rotations: [{ at: NOW, how: 'consent', outcome: 'kept', version: 1 }],
    });
  });

  it('lie sealed: no token stands anywhere in the row', async () => {
    const name = await first();
    await opened.store.credentials.openConsent(
      name,
      { state: 'the-state', verifier: 'the-verifier' },
      NOW,
      1_000,
    );
    const { default: mongoose } = await import('mongoose');
    const connection = await mongoose.createConnection(opened.database.uri).asPromise();
    const rows = await connection.collection('credentials').find({}).toArray();
    await connection.close();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/access-1|refresh-1|the-state|the-verifier/);
  });

  it('are of no use under another key, and say so', async () => {
    const name = await first();
    await using stranger = await openStore({
      uri: opened.database.uri,
      buildIndexes: false,
      dataKey: 'another-data-key-another-data-key-0000',
    });
    const seen = await stranger.credentials.load(name);
    expect(seen).toMatchObject({ state: 'unreadable', version: 1 });
    expect(seen?.tokens).toBeUndefined();
  });

  it('give way only to the pair that follows, whoever is quicker', async () => {
    const name = await first();
    const outcomes = await atOnce(5, (index) =>
      opened.store.credentials.commit(name, 1, pair(`2-${index}`), 'refresh', NOW),
    );
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    const { version, tokens } = (await opened.store.credentials.load(name)) ?? {};
    expect(version).toBe(2);
    expect(tokens?.refreshToken).toBe(`refresh-2-${outcomes.indexOf(true)}`);
  });

  it('may be stored again when the answer was lost', async () => {
    const name = await first();
    const commit = () =>
      opened.store.credentials.commit(name, 1, pair('2'), 'refresh', later(1_000));
    expect([await commit(), await commit()]).toEqual([true, true]);
    expect(await opened.store.credentials.load(name)).toMatchObject({ version: 2 });
  });

  it('are held by one at a time, and given back or lost with the holder', async () => {
    const name = await first();
    const { credentials } = opened.store;
    const held = await atOnce(5, (index) => credentials.lease(name, `h${index}`, NOW, 1_000));
    const index = held.findIndex((one) => one !== undefined);
    expect(held.filter((one) => one !== undefined)).toHaveLength(1);
    expect(await credentials.lease(name, 'late', later(999), 1_000)).toBeUndefined();
    await credentials.release(name, 'somebody else');
    expect(await credentials.lease(name, 'late', later(999), 1_000)).toBeUndefined();
    await credentials.release(name, `h${index}`);
    expect(await credentials.lease(name, 'late', later(999), 1_000)).toBeDefined();
    expect(await credentials.lease(name, 'after a crash', later(2_000), 1_000)).toBeDefined();
  });

  it('once refused need consent; a pair that was under way, or a new consent, makes them active again', async () => {
    const name = await first();
    const { credentials } = opened.store;
    await credentials.begin(name, 1, NOW);
    expect(await credentials.refuse(name, 1, -14_014, later(5))).toBe(true);
    expect(await credentials.refuse(name, 1, -14_014, later(6))).toBe(false);
    const refused = await credentials.load(name);
    expect(refused).toMatchObject({ state: 'needs-consent', since: later(5) });
    expect(refused?.rotations.slice(1)).toEqual([
      { at: NOW, how: 'refresh', outcome: 'begun', version: 1 },
      { at: later(5), how: 'refresh', outcome: 'refused', version: 1, code: -14_014 },
    ]);
    expect(await credentials.commit(name, 1, pair('2'), 'consent', later(9))).toBe(true);
    expect(await credentials.load(name)).toMatchObject({ state: 'active', since: later(9) });
    expect(await credentials.refuse(name, 1, -1, NOW)).toBe(false);
  });

  it('keep no more than a hundred lines of their history', async () => {
    const name = await first();
    for (let line = 0; line < 120; line += 1)
      await opened.store.credentials.begin(name, 1, later(line));
    expect((await opened.store.credentials.load(name))?.rotations).toHaveLength(100);
  });

  it('remember an open consent for a while, also before there is a pair', async () => {
    const name = account();
    const { credentials } = opened.store;
    const consent = { state: 's', verifier: 'v' };
    await credentials.openConsent(name, consent, NOW, 1_000);
    expect(await credentials.load(name)).toBeUndefined();
    expect(await credentials.findConsent(name, later(999))).toEqual(consent);
    expect(await credentials.findConsent(name, later(1_000))).toBeUndefined();
    await credentials.closeConsent(name);
    expect(await credentials.findConsent(name, NOW)).toBeUndefined();
    expect(await credentials.commit(name, 0, pair('1'), 'consent', NOW)).toBe(true);
  });
});
