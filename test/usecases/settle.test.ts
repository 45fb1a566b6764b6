import { afterEach, describe, expect, it } from 'vitest';
import { drawInviteCode } from '../../src/domain/invite.ts';
import type { Case } from '../../src/domain/case.ts';
import { changeCase } from '../../src/usecases/change-case.ts';
import { handleMessage } from '../../src/usecases/handle-message.ts';
import { hashSecret } from '../../src/usecases/secret.ts';
import { settleCase } from '../../src/usecases/settle-case.ts';
import { settleConversation } from '../../src/usecases/settle-conversation.ts';
import { useOffice, type Speaker } from './office.ts';
import { changeCadre } from './rows.ts';

const opened = useOffice();

afterEach(() => opened.office.database.server?.faults.clear());

/** A case that waits for the team of Lục Liễu. */
async function newCase(): Promise<{ villager: Speaker; current: Case }> {
  const villager = opened.office.newcomer();
  await villager.tellsOfHole();
  await villager.sendsIt();
  return { villager, current: await villager.onlyCase() };
}

const reload = async (current: Case): Promise<Case> => {
  const found = await opened.office.store.cases.load(current.id);
  if (found === undefined) throw new Error('the case is gone');
  return found;
};

const acceptances = async (current: Case): Promise<number> =>
  (await reload(current)).history.filter(({ action }) => action.type === 'accept').length;

/** A turn that is decided and not carried out, as a crash after its commit leaves it. */
async function decidedOnly(speaker: Speaker, label: RegExp): Promise<void> {
  const { server } = opened.office.database;
  const message = speaker.pressing(label);
  // The first write is the turn itself; nothing after it is carried out.
  let hasCommitted = false;
  const end = server?.faults.onCommand(
    (name, body) => {
      const isTurn = name === 'update' && JSON.stringify(body).includes(message.eventId);
      const breaks = hasCommitted;
      hasCommitted ||= isTurn;
      return breaks;
    },
    { code: 'NotWritablePrimary' },
  );
  await expect(handleMessage(opened.office.deps, message)).rejects.toThrow(
    'the store did not answer',
  );
  end?.();
}

describe('an action', () => {
  it('is refused kindly when a colleague was quicker', async () => {
    const { office } = opened;
    const [first, second] = [await office.member('TD-DT-12-1'), await office.member('TD-DT-12-2')];
    const { current } = await newCase();
    await Promise.all(
      [first, second].map((each) => handleMessage(office.deps, each.pressing(/^Nhận việc/))),
    );
    await office.work();
    expect(await acceptances(current)).toBe(1);
    const answers = [first, second].map((each) => each.heard().at(-1)?.words ?? '');
    expect(answers.filter((words) => words.startsWith('Đã nhận'))).toHaveLength(1);
    expect(office.events('case.action-refused').at(-1)).toMatchObject({ reason: 'already' });
  });

  it('is carried out by the sweep when a crash came after the decision', async ({ skip }) => {
    const { office } = opened;
    if (office.database.server === undefined) return skip('needs a server that fails on demand');
    const team = await office.member('TD-DT-12-3');
    const { villager, current } = await newCase();
    await decidedOnly(team, /^Nhận việc/);
    expect(await acceptances(current)).toBe(0);
    office.clock.advance(1);
    await office.sweep();
    expect(await reload(current)).toMatchObject({ status: 'working', assigneeId: 'TD-DT-12-3' });
    expect(team.heard().at(-1)?.words).toMatch(/Đã nhận/);
    expect(villager.heard().at(-1)?.words).toMatch(/nhận việc/i);
  });

  it('is refused when the post ended between the decision and its carrying out', async ({
    skip,
  }) => {
    const { office } = opened;
    if (office.database.server === undefined) return skip('needs a server that fails on demand');
    const team = await office.member('TD-DT-12-4');
    const { current } = await newCase();
    await decidedOnly(team, /^Nhận việc/);
    const ended = { unitId: 'TD-DT-12', roleId: 'team-member', validity: { to: '2026-11-24' } };
    await changeCadre(office.database.uri, 'TD-DT-12-4', { positions: [ended] });
    office.clock.advance(1);
    await office.sweep();
    expect(await reload(current)).toMatchObject({ status: 'waiting' });
    expect(office.events('case.action-refused').at(-1)).toMatchObject({ reason: 'not-allowed' });
    expect(team.heard().at(-1)?.words).not.toMatch(/Đã nhận/);
  });

  it('that was refused and told stays undone, though it would fit later', async ({ skip }) => {
    const { office } = opened;
    const { server } = office.database;
    if (server === undefined) return skip('needs a server that fails on demand');
    const team = await office.member('TD-DT-12-5');
    const { current } = await newCase();
    await decidedOnly(team, /^Nhận việc/);
    await changeCase(office.deps, current.id, {
      eventId: 'by-a-colleague',
      actor: { type: 'cadre', cadreId: 'TD-DT-12-1', unitId: 'TD-DT-12' },
      action: { type: 'accept' },
    });
    // The refusal is told, but a crash keeps it from being noted as carried out.
    const end = server.faults.onCommand((name) => name === 'findAndModify', {
      code: 'NotWritablePrimary',
    });
    await expect(settleConversation(office.deps, team.chat)).rejects.toThrow(
      'the store did not answer',
    );
    end();
    await changeCase(office.deps, current.id, {
      eventId: 'back-again',
      actor: { type: 'system' },
      action: { type: 'assign', unitId: 'TD-DT-12', categoryId: 'an-ninh' },
    });
    await settleConversation(office.deps, team.chat);
    expect(await reload(current)).toMatchObject({ status: 'waiting' });
    expect(await acceptances(current)).toBe(1);
  });
});

describe('settling', () => {
  it('again and again, and by many at once, tells everybody once', async () => {
    const { office } = opened;
    const team = await office.member('TD-DT-12-1');
    const { villager, current } = await newCase();
    const before = [villager.heard().length, team.heard().length];
    await changeCase(office.deps, current.id, {
      eventId: 'accepted',
      actor: { type: 'cadre', cadreId: 'TD-DT-12-1', unitId: 'TD-DT-12' },
      action: { type: 'accept' },
    });
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        await settleCase(office.deps, current.id);
        await settleConversation(office.deps, villager.chat);
      }),
    );
    await office.work();
    expect([villager.heard().length, team.heard().length]).toEqual([
      (before[0] ?? 0) + 1,
      before[1] ?? 0,
    ]);
    expect((await reload(current)).pending).toEqual([]);
  });

  it('of a case or a chat that is not there does nothing', async () => {
    await settleCase(opened.office.deps, 'no-such-case');
    await settleConversation(opened.office.deps, { channel: 'telegram', chatId: 'nobody' });
    expect(opened.office.hints.deliveries).toEqual([]);
  });
});

describe('an invite', () => {
  async function invite(cadreId: string): Promise<string> {
    const { office } = opened;
    const code = drawInviteCode((limit) => Math.floor(Math.random() * limit));
    const createdAt = office.clock.now();
    const expiresAt = new Date(createdAt.getTime() + 86_400_000);
    await office.store.invites.create({
      codeHash: hashSecret(code),
      cadreId,
      createdAt,
      expiresAt,
    });
    return code;
  }

  const cadreOf = async (speaker: Speaker): Promise<string | undefined> =>
    (await opened.office.store.cadres.byChat(speaker.chat))?.id;

  it('makes one chat a cadre’s, a second time in the same chat too, and no other', async () => {
    const { office } = opened;
    const code = await invite('TD-DT-11-1');
    const [cadre, thief] = [office.newcomer(), office.newcomer()];
    await cadre.says(`/thamgia ${code}`);
    expect(await cadreOf(cadre)).toBe('TD-DT-11-1');
    await cadre.says(`/thamgia ${code}`);
    await thief.says(`/thamgia ${code}`);
    expect(await cadreOf(cadre)).toBe('TD-DT-11-1');
    expect(await cadreOf(thief)).toBeUndefined();
    expect(thief.heard()).toHaveLength(1);
  });

  it('is used by one of two chats that redeem it at once', async () => {
    const { office } = opened;
    const code = await invite('TD-DT-11-2');
    const both = [office.newcomer(), office.newcomer()];
    await Promise.all(
      both.map((each) =>
        handleMessage(office.deps, each.message({ kind: 'text', text: `/thamgia ${code}` })),
      ),
    );
    const joined = await Promise.all(both.map(cadreOf));
    expect(joined.filter((id) => id !== undefined)).toEqual(['TD-DT-11-2']);
  });
});

describe('a sign-in link', () => {
  it('opens the staff pages once, within a quarter of an hour', async () => {
    const { office } = opened;
    const cadre = await office.member('TD-DT-10-1');
    const tokens: string[] = [];
    const spied = office.channel.send.bind(office.channel);
    office.channel.send = async (chat, message, rendering) => {
      if (message.link !== undefined) tokens.push(message.link.path.slice('/vao/'.length));
      return spied(chat, message, rendering);
    };
    await cadre.says('/web');
    await cadre.says('/web');
    const [first = '', second = ''] = tokens.map(hashSecret);
    expect(await office.store.signIns.redeem(first, office.clock.now())).toBe('TD-DT-10-1');
    expect(await office.store.signIns.redeem(first, office.clock.now())).toBeUndefined();
    office.clock.advance(16);
    expect(await office.store.signIns.redeem(second, office.clock.now())).toBeUndefined();
  });
});
