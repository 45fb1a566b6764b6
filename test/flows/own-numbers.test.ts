import { describe, expect, it } from 'vitest';
import { numbersOf } from '../../src/chat/numbering.ts';
import { createDirectory } from '../../src/domain/directory.ts';
import { starChoices } from '../../src/flows/parts/case-choices.ts';
import { numberOfPlace } from '../../src/flows/parts/names.ts';
import { villageChoices } from '../../src/flows/staff/choices.ts';
import { waiting } from './staff/cases.ts';
import { ORGANISATION, UNITS } from './staff/network.ts';

const named = (id: string, name: string) => {
  const [first] = UNITS.filter((unit) => unit.id === 'DT-02');
  if (first === undefined) throw new Error('no village');
  return { ...first, id, name };
};

const directory = createDirectory({
  organisation: ORGANISATION,
  units: [...UNITS, named('N5', 'Thôn 5'), named('N2', 'Tổ dân phố số 2'), named('N0', 'Phố 1905')],
});

describe('numbers that choices carry', () => {
  it('are the stars', () => {
    expect(starChoices(waiting()).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  });

  it.each([
    ['N5', 5],
    ['N2', 2],
    ['N0', undefined],
    ['DT-01', undefined],
    ['GONE', undefined],
  ])('are those of villages called by one: %s', (id, number) => {
    expect(numberOfPlace(directory, id)).toBe(number);
  });

  it('are what a coordinator types for such a village', () => {
    const choices = villageChoices(waiting(), ['DT-01', 'N5', 'N2'], directory, '2026-11-23');
    expect(numbersOf(choices)).toEqual([1, 5, 2]);
  });
});
