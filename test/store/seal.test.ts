import { describe, expect, it } from 'vitest';
import { createSealer, SealBroken } from '../../src/store/seal.ts';

const KEY = 'a-data-key-of-32-characters-or-so';

describe('a seal', () => {
  const sealer = createSealer(KEY);

  it('gives back what was sealed, and shows nothing of it', () => {
    const sealed = sealer.seal('ổ gà ở Lục Liễu', 'events/1');
    expect(sealed).not.toContain('Lục');
    expect(sealer.open(sealed, 'events/1')).toBe('ổ gà ở Lục Liễu');
    expect(createSealer(KEY).open(sealed, 'events/1')).toBe('ổ gà ở Lục Liễu');
  });

  it('is different each time', () => {
    expect(sealer.seal('một', 'a')).not.toBe(sealer.seal('một', 'a'));
  });

  it('leaves a mark that is the same under one key and another under the next', () => {
    expect(sealer.mark('telegram 1')).toMatch(/^[\w-]{22}$/);
    expect(createSealer(KEY).mark('telegram 1')).toBe(sealer.mark('telegram 1'));
    expect(sealer.mark('telegram 2')).not.toBe(sealer.mark('telegram 1'));
    expect(createSealer(`${KEY}!`).mark('telegram 1')).not.toBe(sealer.mark('telegram 1'));
  });

  it('opens neither elsewhere, nor with another key, nor once changed', () => {
    const sealed = sealer.seal('một', 'events/1');
    const last = sealed.at(-1) === 'A' ? 'B' : 'A';
    expect(() => sealer.open(sealed, 'events/2')).toThrow(SealBroken);
    expect(() => createSealer(`${KEY}!`).open(sealed, 'events/1')).toThrow(SealBroken);
    expect(() => sealer.open(`${sealed.slice(0, -2)}${last}${sealed.at(-1)}`, 'events/1')).toThrow(
      SealBroken,
    );
    for (const broken of ['', 'v1.', 'v2.AAAA', 'một'])
      expect(() => sealer.open(broken, 'events/1')).toThrow(SealBroken);
  });
});
