import { expect, inject, it } from 'vitest';
import { handleMessage } from '../../src/usecases/handle-message.ts';
import { useOffice } from '../usecases/office.ts';
import { everythingIn } from './redis-contents.ts';
import { Works } from './works.ts';

const opened = useOffice();
const PATIENT = { timeout: 15_000, interval: 20 };

it('a concern leaves neither words, nor figures, nor chats in any job', async () => {
  await using works = new Works(opened.office, inject('redisUrl'));
  works.start();
  const villager = opened.office.newcomer();
  const team = await opened.office.member('TD-DT-12-1');
  await villager.says('đường bê tông thôn lục liễu sụt hố wmark, gọi 0987 654 321');
  const offered = villager.heard().at(-1)?.choices ?? [];
  if (offered.some(({ label }) => label.startsWith('Đường'))) await villager.presses(/^Đường/);
  await villager.presses(/^Gửi$/);
  await handleMessage(works.deps, villager.pressing(/^Đồng ý/));
  await expect.poll(() => team.heard().length, PATIENT).toBe(1);
  const held = await everythingIn(works);
  expect(held).toContain((await villager.onlyCase()).id);
  for (const secret of ['wmark', '654 321', '654321', villager.chat.chatId, team.chat.chatId])
    expect(held).not.toContain(secret);
});
