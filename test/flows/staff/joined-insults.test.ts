import { describe, expect, it } from 'vitest';
import { hasInsults, revealedLines } from '../../../src/flows/staff/card.ts';
import { after, waiting } from './cases.ts';
import { WORLD } from './network.ts';

const ANGRY = 'rác đầy mương, bọn ăn hại';

const joined = { caseId: 'other', code: 'LL-1234', isHidden: true, reporters: 1 };
const angrily = after(waiting(), [{ type: 'join', joined, words: ANGRY, files: [] }]);

const revealed = (current: typeof angrily): string => JSON.stringify(revealedLines(current, WORLD));

describe('insults in the words of another who reported the same', () => {
  it('are marked, and can be read as they were written', () => {
    expect(hasInsults(waiting())).toBe(false);
    expect(hasInsults(angrily)).toBe(true);
    expect(revealed(angrily)).toContain(ANGRY);
  });

  it('are gone with the case when it is taken apart', () => {
    const parted = after(angrily, [{ type: 'part', caseId: 'other' }]);
    expect(hasInsults(parted)).toBe(false);
    expect(revealed(parted)).not.toContain(ANGRY);
  });
});
