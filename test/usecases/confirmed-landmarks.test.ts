import { describe, expect, it } from 'vitest';
import { useOffice } from './office.ts';
import { changeCadre } from './rows.ts';
import { handleMessage } from '../../src/usecases/handle-message.ts';

const opened = useOffice();
const SAID = '/themdiadanh chợ Vòng = lục liễu';

describe('a landmark that a coordinator confirms', () => {
  it('is kept for the commune, with who confirmed it and when', async () => {
    const { office } = opened;
    const block = await office.member('TD-DT-1');
    await block.says(SAID);
    expect(await office.store.landmarks.list()).toEqual([]);
    await block.presses(/^Đúng, ghi nhớ/);
    expect(block.heard().at(-1)?.words).toBe('Đã ghi nhớ: “chợ Vòng” ở thôn Lục Liễu (Đạo Trù).');
    expect(await office.store.landmarks.list()).toMatchObject([
      { name: 'chợ Vòng', unitId: 'TD-DT-12', communeId: 'TD-DT', confirmedBy: 'TD-DT-1' },
    ]);
  });

  it('is not kept when the post ended between the question and the carrying out', async ({
    skip,
  }) => {
    const { office } = opened;
    const { server } = office.database;
    if (server === undefined) return skip('needs a server that fails on demand');
    const block = await office.member('TD-DT-2');
    await block.says('/themdiadanh cầu Ba Ao = lục liễu');
    const message = block.pressing(/^Đúng, ghi nhớ/);
    let hasCommitted = false;
    const end = server.faults.onCommand(
      (name, body) => {
        const breaks = hasCommitted;
        hasCommitted ||= name === 'update' && JSON.stringify(body).includes(message.eventId);
        return breaks;
      },
      { code: 'NotWritablePrimary' },
    );
    await expect(handleMessage(office.deps, message)).rejects.toThrow('the store did not answer');
    end();
    const ended = { unitId: 'TD-DT', roleId: 'block-deputy', validity: { to: '2026-11-24' } };
    await changeCadre(office.database.uri, 'TD-DT-2', { positions: [ended] });
    office.clock.advance(1);
    await office.sweep();
    expect(block.heard().at(-1)?.words).toContain('ngoài phần phụ trách');
    expect((await office.store.landmarks.list()).map(({ name }) => name)).not.toContain(
      'cầu Ba Ao',
    );
  });
});
