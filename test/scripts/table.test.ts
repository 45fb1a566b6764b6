import { describe, expect, it } from 'vitest';
import { csvText } from '../../scripts/units/table.ts';

describe('a written table', () => {
  it.each(['=1+1', '+cmd', '-2+3', '@SUM(A1)'])('holds no formula such as %s', (cell) => {
    expect(csvText([['name'], [cell]])).toBe(`name\n'${cell}\n`);
  });

  it.each(['-21.5', '+84', 'Lục Liễu'])('leaves %s as it is', (cell) => {
    expect(csvText([[cell]])).toBe(`${cell}\n`);
  });
});
