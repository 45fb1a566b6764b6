import { expect, it } from 'vitest';
import { changeCase } from '../../src/usecases/change-case.ts';
import { useOffice } from './office.ts';
import { inVillage, reload, report } from './reports.ts';

const opened = useOffice();

const SYSTEM = { type: 'system' } as const;
/** More than half of what one row may hold. */
const HUGE = 'ế'.repeat(3_000_000);

it('a step that makes a row too large is refused for good, and a smaller one is taken', async () => {
  const { office } = opened;
  const { opened: filed } = await report(office, 'hố to giữa đường làng', inVillage('TD-DT-12'));
  await office.store.cases.commit(filed, { ...filed, text: HUGE });
  const decline = async (eventId: string, words: string) =>
    changeCase(office.deps, filed.id, {
      eventId,
      actor: SYSTEM,
      action: { type: 'decline', reason: 'unclear', words },
    });
  for (const words of [HUGE, HUGE.slice(0, 2_700_000)])
    expect(await decline('huge', words)).toMatchObject({ status: 'refused', reason: 'enough' });
  expect(await decline('small', 'Chưa rõ')).toMatchObject({ status: 'done' });
  expect((await reload(office, filed.id)).status).toBe('declined');
});
