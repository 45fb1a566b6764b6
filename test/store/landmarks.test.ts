import { describe, expect, it } from 'vitest';
import { useTestStore } from './open.ts';

const opened = useTestStore();
const MARKET = {
  name: 'chợ Bồ Lý',
  unitId: 'BL-1',
  communeId: 'BL',
  confirmedBy: 'CB-1',
  confirmedAt: new Date('2026-11-23T01:00:00Z'),
};

describe('a landmark', () => {
  it('is one by its name within a commune, whatever the marks, and every change is seen by others', async () => {
    const { landmarks } = opened.store;
    const before = await opened.other.landmarks.edition();
    await landmarks.put(MARKET);
    await landmarks.put({ ...MARKET, name: 'Cho Bo Ly', unitId: 'BL-2' });
    await landmarks.put({ ...MARKET, communeId: 'DT', unitId: 'DT-1' });
    expect(await opened.other.landmarks.list()).toEqual([
      { ...MARKET, name: 'Cho Bo Ly', unitId: 'BL-2' },
      { ...MARKET, communeId: 'DT', unitId: 'DT-1' },
    ]);
    expect(await opened.other.landmarks.edition()).toBe(before + 3);
  });

  it('is out of force once removed, and may be confirmed again', async () => {
    const { landmarks } = opened.store;
    expect(await landmarks.remove('BL', 'CHỢ BỒ LÝ')).toBe(true);
    expect(await landmarks.remove('BL', 'chợ bồ lý')).toBe(false);
    expect(await landmarks.remove('BL', 'no such place')).toBe(false);
    expect((await landmarks.list()).map(({ communeId }) => communeId)).toEqual(['DT']);
    await landmarks.put(MARKET);
    expect(await landmarks.list()).toContainEqual(MARKET);
  });
});
