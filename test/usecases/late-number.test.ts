import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { handleMessage } from '../../src/usecases/handle-message.ts';
import { useOffice } from './office.ts';

const opened = useOffice();

it('a number that comes after its time decides nothing, and the question stands', async () => {
  const { office } = opened;
  const villager = office.newcomer();
  await villager.tellsOfHole();
  await villager.sendsIt();
  const { code, status } = await villager.onlyCase();
  // The delivery of this "1" is lost; the provider repeats it half an hour later.
  const sentAt = office.clock.now();
  office.clock.advance(5);
  await villager.says(code);
  await villager.presses(/^Rút lại$/);
  office.clock.advance(25);
  const body = { kind: 'text', text: '1' } as const;
  await handleMessage(office.deps, { eventId: randomUUID(), chat: villager.chat, sentAt, body });
  await office.work();
  expect((await villager.onlyCase()).status).toBe(status);
  expect(villager.heard().at(-1)?.words).toMatch(/^“1” là của câu hỏi cũ/);
  await villager.says('1');
  expect((await villager.onlyCase()).status).toBe('withdrawn');
});
