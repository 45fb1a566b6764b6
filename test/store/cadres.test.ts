import { beforeAll, describe, expect, it } from 'vitest';
import { atOnce, useTestStore } from './open.ts';
import { cadre, collected, tree, unit } from './samples.ts';

const opened = useTestStore();

const chat = (chatId: string) => ({ channel: 'telegram', chatId });

const position = (unitId: string, roleId: string, from?: string, to?: string) => ({
  unitId,
  roleId,
  validity: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
});

const network = [
  cadre('head', { positions: [position('village', 'head', '2025-07-01')] }),
  cadre('former', { positions: [position('village', 'head', '2020-01-01', '2025-06-30')] }),
  cadre('member', { positions: [position('village', 'member'), position('block', 'head')] }),
  cadre('elsewhere', { positions: [position('other', 'head')] }),
];

beforeAll(async () => {
  await opened.store.organisation.replace(tree([unit('village')]), network);
});

const holding = async (unitId: string, roleIds: readonly string[], on: string) =>
  (await opened.store.cadres.holding(unitId, roleIds, on)).map(({ id }) => id);

describe('a cadre', () => {
  it('is found by id, alone or among others', async () => {
    const { cadres } = opened.store;
    expect(await cadres.load('head')).toEqual(network[0]);
    expect(await cadres.load('nobody')).toBeUndefined();
    const found = await cadres.byIds(['member', 'nobody', 'former']);
    expect(found.map(({ id }) => id).toSorted()).toEqual(['former', 'member']);
    expect(await cadres.byIds([])).toEqual([]);
  });

  it('is found by the roles held in a unit on a day', async () => {
    expect(await holding('village', ['head'], '2025-06-30')).toEqual(['former']);
    expect(await holding('village', ['head'], '2025-07-01')).toEqual(['head']);
    expect(await holding('village', ['head', 'member'], '2026-01-01')).toEqual(['head', 'member']);
    expect(await holding('village', [], '2026-01-01')).toEqual([]);
    expect(await holding('block', ['member'], '2026-01-01')).toEqual([]);
  });

  it('is counted and told one after the other', async () => {
    const { cadres } = opened.store;
    expect((await collected(cadres.all())).map(({ id }) => id)).toEqual([
      'elsewhere',
      'former',
      'head',
      'member',
    ]);
    expect((await cadres.counts()).total).toBe(4);
  });
});

describe('a chat of a cadre', () => {
  it('is linked once and found again, until it is taken away', async () => {
    const { cadres } = opened.store;
    expect(await cadres.byChat(chat('1'))).toBeUndefined();
    expect(await cadres.linkChat('head', chat('1'))).toBe('linked');
    expect(await cadres.linkChat('head', chat('1'))).toBe('linked');
    expect(await cadres.linkChat('head', chat('2'))).toBe('linked');
    expect((await cadres.byChat(chat('2')))?.chats).toEqual([chat('1'), chat('2')]);
    expect(await cadres.counts()).toEqual({ total: 4, joined: 1 });
    await cadres.unlinkChat('head', chat('1'));
    await cadres.unlinkChat('head', chat('2'));
    expect((await cadres.load('head'))?.chats).toEqual([]);
    expect(await cadres.byChat(chat('1'))).toBeUndefined();
    expect(await cadres.counts()).toEqual({ total: 4, joined: 0 });
  });

  it('may be free for several cadres at a time', async () => {
    const { cadres } = opened.store;
    for (const id of ['head', 'member']) {
      await cadres.linkChat(id, chat(`of-${id}`));
      await cadres.unlinkChat(id, chat(`of-${id}`));
    }
    expect((await cadres.load('member'))?.chats).toEqual([]);
  });

  it('belongs to one cadre when several take it at once', async () => {
    const candidates = ['head', 'former', 'member', 'elsewhere'];
    const outcomes = await Promise.all(
      candidates.map((id) => opened.store.cadres.linkChat(id, chat('wanted'))),
    );
    expect(outcomes.filter((outcome) => outcome === 'linked')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(3);
    const holder = await opened.store.cadres.byChat(chat('wanted'));
    expect(holder?.id).toBe(candidates[outcomes.indexOf('linked')]);
  });

  it('is linked once when the same cadre links it eight times at once', async () => {
    await atOnce(8, () => opened.other.cadres.linkChat('elsewhere', chat('double')));
    const linked = (await opened.store.cadres.load('elsewhere'))?.chats ?? [];
    expect(linked.filter(({ chatId }) => chatId === 'double')).toHaveLength(1);
  });

  it('is refused to a cadre who does not exist', async () => {
    expect(await opened.store.cadres.linkChat('nobody', chat('9'))).toBe('unknown');
  });
});
