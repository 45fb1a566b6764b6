import { describe, expect, it } from 'vitest';
import { draftIn } from '../../src/flows/parts/draft.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { handleMessage } from '../../src/usecases/handle-message.ts';
import { type Speaker, useOffice } from './office.ts';

const opened = useOffice();

const talk = async (villager: Speaker, turns: number): Promise<void> => {
  for (let turn = 0; turn < turns; turn += 1)
    await handleMessage(
      opened.office.deps,
      villager.message({ kind: 'text', text: `ngõ tối om lần ${turn}` }),
    );
};

describe('at the limit on turns', () => {
  it('an album is one turn, and all its parts are kept', async () => {
    const { office } = opened;
    const villager = office.newcomer();
    await talk(villager, LIMITS.turns.most - 1);
    for (let part = 0; part < 5; part += 1) {
      const file = { id: `part-${part}`, mediaType: 'image/jpeg', sizeBytes: 1, name: 'x.jpg' };
      const inbound = villager.message({ kind: 'file', file });
      await handleMessage(office.deps, { ...inbound, groupId: 'album' });
    }
    const conversation = await office.store.conversations.load(villager.chat);
    expect(draftIn(conversation?.dialogue ?? null)?.files).toHaveLength(5);
  });

  it('words are refused once, and every button is answered', async () => {
    const { office } = opened;
    const villager = office.newcomer();
    await talk(villager, LIMITS.turns.most + 1);
    await office.work();
    const heard = villager.heard().length;
    await villager.says('thêm nữa');
    expect(villager.heard()).toHaveLength(heard);
    await handleMessage(office.deps, villager.message({ kind: 'choice', id: 'help:example' }));
    await office.work();
    expect(villager.heard()).toHaveLength(heard + 1);
  });
});
