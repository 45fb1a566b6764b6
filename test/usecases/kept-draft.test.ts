import { describe, expect, it } from 'vitest';
import type { InboundBody } from '../../src/chat/message.ts';
import { draftIn } from '../../src/flows/parts/draft.ts';
import { handleMessage } from '../../src/usecases/handle-message.ts';
import { useOffice } from './office.ts';

const opened = useOffice();

describe('the picture of a draft', () => {
  it.each<[string, InboundBody]>([
    ['a shared contact', { kind: 'contact', phone: '0900000000' }],
    ['a message too long', { kind: 'text', text: 'x '.repeat(2_100) }],
  ])('outlives %s that is not taken', async (_what, body) => {
    const { office } = opened;
    const villager = office.newcomer();
    await villager.says('đường bê tông thôn lục liễu sụt một hố to gần chùa');
    const photo = await office.store.files.put(
      { name: 'ho.jpg', mediaType: 'image/jpeg', bytes: Buffer.from('a picture') },
      `photo-${body.kind}`,
    );
    await handleMessage(office.deps, villager.message({ kind: 'file', file: photo }));
    await handleMessage(office.deps, villager.message(body));
    const conversation = await office.store.conversations.load(villager.chat);
    expect(draftIn(conversation?.dialogue ?? null)?.files.map(({ id }) => id)).toEqual([photo.id]);
    expect(await office.store.files.open(photo.id)).toBeDefined();
  });
});
