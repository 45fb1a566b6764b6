import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { until } from '../../../scripts/launch/until.ts';
import { ConsentNeeded } from '../../../src/channels/zalo-oa/token-keeper.ts';
import { credentialAccount, keeperOf } from '../../../src/channels/zalo-oa/zalo-oa-channel.ts';
import { ZaloError } from '../../../src/channels/zalo-oa/zalo-error.ts';
import type { Credential } from '../../../src/domain/credential.ts';
import { useDesks, withFaults, type OaDesk } from './desk.ts';
import { rendering, words } from '../telegram/house.ts';

const HOUR_MS = 3_600_000;
const OAUTH = '/v4/oa/access_token';

describe('the tokens of a Zalo account', () => {
  const desks = useDesks();
  const stored = async (desk: OaDesk): Promise<Credential> => {
    const found = await desk.store.credentials.load(credentialAccount(desk.options));
    if (found === undefined) throw new Error('nothing is stored');
    return found;
  };
  const refreshes = (desk: OaDesk): number => desk.zalo.calls(OAUTH).length;
  const send = (desk: OaDesk) => {
    const person = desk.zalo.user('Lan');
    person.sends('chào');
    const chat = { channel: 'zalo-oa', chatId: person.id };
    return desk.channel.send(chat, words('đã nhận'), rendering('https://caunoi.example'), 0);
  };

  it('are renewed ahead of time, at 20 hours, once', async () => {
    const desk = await desks.open();
    desk.zalo.advance(20 * HOUR_MS - 60_000);
    expect(await desk.channel.maintain?.()).toEqual([]);
    expect(refreshes(desk)).toBe(0);
    desk.zalo.advance(60_000);
    await desk.channel.maintain?.();
    await desk.channel.maintain?.();
    expect(refreshes(desk)).toBe(1);
    expect(await stored(desk)).toMatchObject({ version: 2, state: 'active' });
    expect((await stored(desk)).rotations.map(({ outcome }) => outcome)).toEqual([
      'kept',
      'begun',
      'kept',
    ]);
    expect((await send(desk)).providerId).toBeDefined();
  });

  it('are exchanged once by any number of processes and calls at the same moment', async () => {
    const desk = await desks.open();
    desk.zalo.advance(25 * HOUR_MS + 1);
    const keepers = [1, 2, 3].map(() => keeperOf(desk.options));
    const accesses = await Promise.all(
      keepers.flatMap((keeper) => [keeper.access(), keeper.access(), keeper.renew(1)]),
    );
    expect(refreshes(desk)).toBe(1);
    expect(new Set(accesses.map(({ token }) => token)).size).toBe(1);
    expect(accesses[0]?.version).toBe(2);
  });

  it('that die before their time are renewed when Zalo says so, and the call is made again once', async () => {
    const desk = await desks.open();
    desk.zalo.tokens.expireAccess();
    expect((await send(desk)).providerId).toBeDefined();
    expect(refreshes(desk)).toBe(1);
    expect(desk.zalo.user('Lan').transcript.filter(({ from }) => from === 'oa')).toHaveLength(1);
  });

  it('that Zalo refuses again after renewal are not asked for a third time', async () => {
    const desk = await desks.open();
    desk.zalo.faults.plan('/v3.0/oa/message/cs', { kind: 'refused', error: -216 }, { times: 5 });
    await expect(send(desk)).rejects.toMatchObject({ code: 'misconfigured' });
    expect(refreshes(desk)).toBe(1);
    expect(desk.needs.map(([what]) => what)).toEqual(['account']);
  });

  it('are stored before they are used', async () => {
    const desk = await desks.open();
    desk.zalo.advance(25 * HOUR_MS + 1);
    const { credentials } = desk.store;
    const callsAtCommit: number[] = [];
    const keeper = keeperOf({
      ...desk.options,
      credentials: withFaults(credentials, {
        commit: (...args) => {
          callsAtCommit.push(desk.zalo.calls('/v3.0/oa/message/cs').length);
          return credentials.commit(...args);
        },
      }),
    });
    const { version } = await keeper.access();
    expect([version, callsAtCommit]).toEqual([2, [0]]);
    expect((await stored(desk)).version).toBe(2);
  });

  it('survive a store that is away for a moment after the exchange', async () => {
    const desk = await desks.open();
    desk.zalo.advance(25 * HOUR_MS + 1);
    let failures = 3;
    const keeper = keeperOf({
      ...desk.options,
      credentials: withFaults(desk.store.credentials, {
        commit: async (...args) => {
          failures -= 1;
          if (failures >= 0) throw new Error('the store is away');
          return desk.store.credentials.commit(...args);
        },
      }),
    });
    expect((await keeper.access()).version).toBe(2);
    expect(refreshes(desk)).toBe(1);
    expect(desk.errors).toHaveLength(3);
  });

  it('lost in a crash between exchange and storing are told of as such, and need consent', async () => {
    const desk = await desks.open();
    desk.zalo.advance(20 * HOUR_MS);
    const account = credentialAccount(desk.options);
    // What is left of a process that died there: the lease and the line in the log.
    const held = await desk.store.credentials.lease(account, 'dead', desk.zalo.now(), 60_000);
    await desk.store.credentials.begin(account, 1, desk.zalo.now());
    desk.zalo.tokens.refresh(held?.tokens?.refreshToken ?? '');
    desk.zalo.advance(60_000);
    expect(await desk.channel.maintain?.()).toMatchObject([{ what: 'consent' }]);
    expect((await stored(desk)).rotations.map(({ outcome }) => outcome)).toEqual([
      'kept',
      'begun',
      'begun',
      'refused',
    ]);
  });

  it('under way in a process that is only slow are stored all the same', async () => {
    const desk = await desks.open();
    desk.zalo.advance(25 * HOUR_MS + 1);
    const { credentials } = desk.store;
    let meanwhile: Promise<unknown> | undefined;
    const slow = keeperOf({
      ...desk.options,
      credentials: withFaults(credentials, {
        commit: async (...args) => {
          // Its lease is over, and another has found the spent token.
          desk.zalo.advance(61_000);
          meanwhile ??= keeperOf(desk.options)
            .access()
            .catch((error: unknown) => error);
          await meanwhile;
          return credentials.commit(...args);
        },
      }),
    });
    expect((await slow.access()).version).toBe(2);
    expect(await meanwhile).toBeInstanceOf(ConsentNeeded);
    expect(await stored(desk)).toMatchObject({ version: 2, state: 'active' });
    expect((await send(desk)).providerId).toBeDefined();
  });

  it('of which Zalo will not hear any more stop all sending, without a call, and are told of once', async () => {
    const desk = await desks.open();
    desk.zalo.tokens.revoke();
    await expect(send(desk)).rejects.toMatchObject({ code: 'misconfigured' });
    const calls = (): number => desk.zalo.calls().length;
    const before = calls();
    await expect(send(desk)).rejects.toMatchObject({ code: 'misconfigured', retryable: false });
    await expect(send(desk)).rejects.toMatchObject({ code: 'misconfigured' });
    expect(calls()).toBe(before);
    expect(desk.needs.map(([what]) => what)).toEqual(['consent']);
    const { since } = await stored(desk);
    expect(await desk.channel.maintain?.()).toEqual([{ what: 'consent', since }]);
    await desk.consent();
    expect(await desk.channel.maintain?.()).toEqual([]);
    expect((await send(desk)).providerId).toBeDefined();
  });

  it.each([
    ['a gateway’s page', { kind: 'gateway', status: 502 }],
    ['a connection that is cut', { kind: 'cut', isDone: false }],
    ['nothing at all', { kind: 'empty', status: 200 }],
    ['that Zalo is over its limit', { kind: 'refused', error: -32 }],
  ] as const)('are not given up for %s', async (_label, fault) => {
    const desk = await desks.open();
    desk.zalo.advance(20 * HOUR_MS);
    desk.zalo.faults.plan(OAUTH, fault);
    await expect(desk.channel.maintain?.()).rejects.toBeInstanceOf(ZaloError);
    expect(await stored(desk)).toMatchObject({ version: 1, state: 'active' });
    // The access token lives five hours more.
    expect((await send(desk)).providerId).toBeDefined();
    await keeperOf(desk.options).renewIfOld();
    expect(await stored(desk)).toMatchObject({ version: 2, state: 'active' });
  });

  it('expired while Zalo does not answer hold a message back, and Zalo is not asked at every one', async () => {
    const desk = await desks.open();
    desk.zalo.advance(25 * HOUR_MS + 1);
    desk.zalo.faults.plan(OAUTH, { kind: 'gateway', status: 502 }, { times: 9 });
    for (let message = 0; message < 3; message += 1)
      await expect(send(desk)).rejects.toMatchObject({ code: 'unreachable' });
    expect(desk.zalo.calls('/v3.0/oa/message/cs')).toEqual([]);
    desk.zalo.faults.clear();
    expect((await stored(desk)).rotations.map(({ outcome }) => outcome)).toEqual(['kept', 'begun']);
  });

  it('cannot be had while the store is away: nothing was sent, so it may be sent again', async () => {
    const desk = await desks.open({
      credentials: withFaults(desks.store.credentials, {
        load: async () => {
          throw new Error('the store is away');
        },
      }),
    });
    await expect(send(desk)).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('are waited for while another process renews them', async () => {
    const desk = await desks.open();
    desk.zalo.advance(25 * HOUR_MS + 1);
    const account = credentialAccount(desk.options);
    const held = await desk.store.credentials.lease(account, 'other', desk.zalo.now(), 60_000);
    const waiting = keeperOf(desk.options).access();
    const issued = desk.zalo.tokens.refresh(held?.tokens?.refreshToken ?? '');
    const now = desk.zalo.now();
    const pair = {
      accessToken: issued.access_token,
      refreshToken: issued.refresh_token,
      issuedAt: now,
      expiresAt: new Date(now.getTime() + HOUR_MS),
    };
    await desk.store.credentials.commit(account, 1, pair, 'refresh', now);
    expect(await waiting).toEqual({ token: issued.access_token, version: 2 });
    await until('the end', 1_000, async () => (await stored(desk)).version === 2 || undefined);
  });

  it('never stand in an error or in what is told', async () => {
    const desk = await desks.open();
    const pair = await desk.consent();
    desk.zalo.tokens.revoke();
    const error = await send(desk).catch((failure: unknown) => failure as Error);
    const seen = inspect([error, desk.needs, desk.errors], { depth: 9, showHidden: true });
    expect(seen).toContain('ConsentNeeded');
    for (const token of [pair.accessToken, pair.refreshToken, desk.options.appSecret])
      expect(seen).not.toContain(token);
  });
});
