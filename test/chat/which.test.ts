import { expect, it } from 'vitest';
import { askWhich } from '../../src/chat/which.ts';
import { say } from '../../src/domain/text.ts';
import { turnBase } from './bench.ts';

it('names a case once, also where its code stands on the choice', () => {
  const candidates = [
    {
      choice: { id: 'work:open:LL-4827', label: say('staff.choice.open', { code: 'LL-4827' }) },
      subject: 'LL-4827',
    },
    {
      choice: { id: 'work:accept:LL-4827', label: say('staff.choice.accept') },
      subject: 'LL-4827',
    },
  ];
  const { replies } = askWhich(
    { ...turnBase('1'), intent: { type: 'message' } },
    { type: 'which', candidates, orWords: false },
  );
  expect(replies[0]?.message.choices?.map(({ label }) => label.key)).toEqual([
    'staff.choice.open',
    'numbers.named',
  ]);
});
