import { describe, expect, it } from 'vitest';
import { atOnce, useTestStore } from './open.ts';
import { hours, minutes, NOW } from './samples.ts';

const opened = useTestStore();

const chat = (chatId: string) => ({ channel: 'web', chatId });

const invite = async (codeHash: string): Promise<void> =>
  opened.store.invites.create({
    codeHash,
    cadreId: 'cadre-1',
    createdAt: NOW,
    expiresAt: hours(1),
  });

describe('an invite', () => {
  it('lets one chat join, and answers that chat the same again', async () => {
    const { invites } = opened.store;
    await invite('hash-1');
    const joined = { outcome: 'joined', cadreId: 'cadre-1' };
    expect(await invites.redeem('hash-1', chat('a'), NOW)).toEqual(joined);
    expect(await invites.redeem('hash-1', chat('a'), hours(2))).toEqual(joined);
    expect(await invites.redeem('hash-1', chat('b'), NOW)).toEqual({ outcome: 'used' });
  });

  it('lets exactly one chat join when ten try at once', async () => {
    await invite('hash-race');
    const outcomes = await atOnce(10, (index) =>
      (index % 2 === 0 ? opened.store : opened.other).invites.redeem(
        'hash-race',
        chat(`${index}`),
        NOW,
      ),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'joined')).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'used')).toHaveLength(9);
  });

  it('lets nobody join when its time is over or it was never made', async () => {
    const { invites } = opened.store;
    await invite('hash-old');
    expect(await invites.redeem('hash-old', chat('a'), hours(1))).toEqual({ outcome: 'expired' });
    expect(await invites.redeem('hash-none', chat('a'), NOW)).toEqual({ outcome: 'unknown' });
  });
});

describe('a sign-in link', () => {
  it('opens once before it expires', async () => {
    const { signIns } = opened.store;
    await signIns.create({ tokenHash: 'token-1', cadreId: 'cadre-1', expiresAt: minutes(15) });
    expect(await signIns.redeem('token-1', NOW)).toBe('cadre-1');
    expect(await signIns.redeem('token-1', NOW)).toBeUndefined();
  });

  it('opens for exactly one of ten that try at once', async () => {
    await opened.store.signIns.create({
      tokenHash: 'token-race',
      cadreId: 'cadre-1',
      expiresAt: minutes(15),
    });
    const cadreIds = await atOnce(10, (index) =>
      (index % 2 === 0 ? opened.store : opened.other).signIns.redeem('token-race', NOW),
    );
    expect(cadreIds.filter((cadreId) => cadreId !== undefined)).toEqual(['cadre-1']);
  });

  it('opens for nobody when its time is over or it was never made', async () => {
    const { signIns } = opened.store;
    await signIns.create({ tokenHash: 'token-old', cadreId: 'cadre-1', expiresAt: minutes(15) });
    expect(await signIns.redeem('token-old', minutes(15))).toBeUndefined();
    expect(await signIns.redeem('token-none', NOW)).toBeUndefined();
  });
});
