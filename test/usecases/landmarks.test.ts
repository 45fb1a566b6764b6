import { expect, it } from 'vitest';
import { Office } from './office.ts';

it('reads and pins by the landmarks that were imported', async () => {
  const office = await Office.open();
  try {
    const { world } = await office.deps.surroundings();
    expect(world.landmarks).toContainEqual({
      name: 'cầu Suối Nứa',
      unitId: 'TD-DT-12',
      pin: { latitude: 21.4871, longitude: 105.5563 },
    });
    const { place } = world.understand('đường ra quán Hai Cây sụt hố');
    expect(place.decision).toBe('ask');
    expect(place.choices.toSorted()).toEqual(['TD-MQ-12', 'TD-YD-01']);
  } finally {
    await office.close();
  }
});
