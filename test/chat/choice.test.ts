import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { choice, isChoiceId, MOST_CHOICE_BYTES, readChoice } from '../../src/chat/choice.ts';

it('takes apart what it put together', () => {
  const made = choice('rating', 'star', { key: 'x' }, 'LL-4827', 5);
  expect(made.id).toBe('rating:star:LL-4827:5');
  expect(readChoice(made.id)).toEqual({
    flow: 'rating',
    verb: 'star',
    arguments: ['LL-4827', '5'],
  });
});

it.each(['', 'report', 'report:', ':send', 'report:gửi', 'report:send:a b', `a:${'x'.repeat(63)}`])(
  '%j is none of ours',
  (id) => {
    expect(readChoice(id)).toBeUndefined();
  },
);

it('never lets a button pass that a channel would cut', () => {
  fc.assert(
    fc.property(fc.string(), (id) => {
      if (!isChoiceId(id)) return;
      expect(Buffer.byteLength(id)).toBeLessThanOrEqual(MOST_CHOICE_BYTES);
      expect(readChoice(id)).toBeDefined();
    }),
  );
});
