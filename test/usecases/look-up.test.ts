import { beforeAll, describe, expect, it } from 'vitest';
import type { Asker, Query } from '../../src/chat/flow.ts';
import type { Case } from '../../src/domain/case.ts';
import { loadAsker } from '../../src/usecases/asker.ts';
import { lookUp } from '../../src/usecases/look-up.ts';
import { openConversation } from '../../src/usecases/open-conversation.ts';
import { useOffice, type Speaker } from './office.ts';

const opened = useOffice();

interface Cast {
  readonly villager: Asker;
  readonly neighbour: Asker;
  readonly team: Asker;
  readonly otherTeam: Asker;
  readonly block: Asker;
  readonly leader: Asker;
  readonly current: Case;
}
let cast: Cast;

async function askerOf(speaker: Speaker): Promise<Asker> {
  const { deps } = opened.office;
  const { person } = await openConversation(deps, speaker.chat);
  return loadAsker(deps, speaker.chat, person);
}

beforeAll(async () => {
  const { office } = opened;
  const villager = office.newcomer();
  await villager.tellsOfHole();
  await villager.sendsIt();
  const asker = async (cadreId: string): Promise<Asker> => askerOf(await office.member(cadreId));
  cast = {
    villager: await askerOf(villager),
    neighbour: await askerOf(office.newcomer()),
    team: await asker('TD-DT-12-1'),
    otherTeam: await asker('TD-DT-11-1'),
    block: await asker('TD-DT-1'),
    leader: await asker('PT-DT-1'),
    current: await villager.onlyCase(),
  };
});

const ask = (who: Asker, query: Query) => lookUp(opened.office.deps, who, [query]);

describe('a look-up', () => {
  it.each(['villager', 'team', 'block', 'leader'] as const)(
    'shows a case to its %s',
    async (who) => {
      const { current } = cast;
      for (const idOrCode of [
        current.id,
        current.code,
        current.code.toLowerCase().replace('-', ' '),
      ])
        expect((await ask(cast[who], { ask: 'case', idOrCode })).found?.id).toBe(current.id);
    },
  );

  it.each(['neighbour', 'otherTeam'] as const)('shows it to no %s', async (who) => {
    const { current } = cast;
    expect(await ask(cast[who], { ask: 'case', idOrCode: current.code })).toEqual({});
    expect(await ask(cast[who], { ask: 'case', idOrCode: current.id })).toEqual({});
  });

  it('lists the cases of nobody but the asker', async () => {
    const personId = cast.villager.person.id;
    const own = await ask(cast.villager, { ask: 'cases-of-person', personId });
    expect(own.casesOfPerson).toHaveLength(1);
    for (const who of [cast.neighbour, cast.team, cast.leader])
      expect(await ask(who, { ask: 'cases-of-person', personId })).toEqual({});
  });

  it('keeps lists and figures to the units in which the asker holds the ability', async () => {
    const unitIds = ['TD-DT-12', 'TD-DT-11', 'TD-DT'];
    const inbox = { ask: 'inbox', of: 'team', unitIds } as const;
    const counts = async (query: Query, fact: 'inbox' | 'overdue') =>
      Promise.all(
        [cast.team, cast.otherTeam, cast.villager].map(
          async (who) => (await ask(who, query))[fact]?.length,
        ),
      );
    expect(await counts(inbox, 'inbox')).toEqual([1, 0, 0]);
    opened.office.clock.advance(30 * 24 * 60);
    const overdue = { ask: 'overdue', unitIds } as const;
    expect(await counts(overdue, 'overdue')).toEqual([0, 0, 0]);
    expect((await ask(cast.leader, overdue)).overdue).toHaveLength(1);
    const figures = { ask: 'figures', unitIds } as const;
    expect((await ask(cast.leader, figures)).figures?.open).toBe(1);
    expect((await ask(cast.team, figures)).figures?.open).toBe(0);
    expect((await ask(cast.villager, figures)).figures?.open).toBe(0);
  });

  it('names colleagues of the own team alone, without the asker', async () => {
    const query = { ask: 'colleagues', unitId: 'TD-DT-12' } as const;
    const { colleagues } = await ask(cast.team, query);
    expect(colleagues?.map(({ id }) => id)).toEqual(
      [2, 3, 4, 5].map((number) => `TD-DT-12-${number}`),
    );
    for (const who of [cast.otherTeam, cast.villager]) expect(await ask(who, query)).toEqual({});
  });
});
