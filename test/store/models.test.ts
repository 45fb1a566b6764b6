import { describe, expect, it } from 'vitest';
import { useTestStore } from './open.ts';

const opened = useTestStore();
const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 1, minute));

describe('versions of the model', () => {
  it('are taken from the program until one is kept, and the last one activated is in force', async () => {
    const { models } = opened.store;
    expect(await models.inForce()).toBeUndefined();
    await models.keep('v1', new Uint8Array([1, 2, 255]), at(1));
    await models.keep('v2', new Uint8Array([2]), at(2));
    expect(await opened.other.models.inForce()).toBe('v2');
    expect(await opened.other.models.weights('v1')).toEqual(new Uint8Array([1, 2, 255]));
    expect(await models.activate('v1', at(3))).toBe(true);
    expect(await models.inForce()).toBe('v1');
    expect(await models.activate('none', at(4))).toBe(false);
    expect(await models.activate('shipped', at(5))).toBe(true);
    expect(await models.inForce()).toBeUndefined();
  });

  it('are dropped but for the last five, never the one in force', async () => {
    const { models } = opened.store;
    for (let number = 10; number < 18; number += 1)
      await models.keep(`w${number}`, new Uint8Array([number]), at(number));
    expect((await models.list()).map(({ version }) => version)).toEqual([
      'w17',
      'w16',
      'w15',
      'w14',
      'w13',
    ]);
    expect(await models.weights('w10')).toBeUndefined();
  });

  it('may have two megabytes', async () => {
    const { models } = opened.store;
    const bytes = new Uint8Array(2 * 1024 * 1024).fill(7);
    await models.keep('large', bytes, at(30));
    expect((await opened.other.models.weights('large'))?.length).toBe(bytes.length);
  });
});
