import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/chat/conversation.ts';
import { drawInviteCode } from '../../src/domain/invite.ts';
import type { ChatRef } from '../../src/domain/person.ts';
import { deliverChat } from '../../src/usecases/deliver-chat.ts';
import type { Deps } from '../../src/usecases/deps.ts';
import { handleMessage } from '../../src/usecases/handle-message.ts';
import { hashSecret } from '../../src/usecases/secret.ts';
import { sweep } from '../../src/usecases/sweep.ts';
import { useOffice } from './office.ts';
import { changeCadre } from './rows.ts';

const opened = useOffice();

const DANGER = 'cứu với, thôn lục liễu có người bị nước lũ cuốn trôi';

/** The office, where nothing can be put into one chat's outbox. */
function withoutOutbox(broken: ChatRef): Deps {
  const { deps } = opened.office;
  const { conversations } = deps.store;
  const push = conversations.push.bind(conversations);
  const broke = new Proxy(conversations, {
    get: (target, name) => {
      if (name === 'push')
        return (chat: ChatRef, entries: Conversation['outbox']) =>
          chat.chatId === broken.chatId
            ? Promise.reject(new TypeError('the row is too large'))
            : push(chat, entries);
      const found: unknown = Reflect.get(target, name);
      return typeof found === 'function' ? found.bind(target) : found;
    },
  });
  return { ...deps, store: { ...deps.store, conversations: broke } };
}

const pendingOf = async (chat: ChatRef): Promise<number> =>
  (await opened.office.store.conversations.load(chat))?.pending.length ?? 0;

describe('an alert of danger', () => {
  it('that reaches nobody is in the log', async () => {
    const { office } = opened;
    await office.newcomer().says(DANGER);
    expect(office.events('notice.unreachable').at(-1)).toMatchObject({ kind: 'duty-alert' });
  });

  it('reaches the others when one chat fails, is acknowledged, and reaches that one later', async () => {
    const { office } = opened;
    const [broken, sound] = [await office.member('PT-truc-1'), await office.member('PT-truc-2')];
    const villager = office.newcomer();
    const deps = withoutOutbox(broken.chat);
    await handleMessage(deps, villager.message({ kind: 'text', text: DANGER }));
    office.loseHints();
    await deliverChat(deps, sound.chat);
    expect([broken.count(/cuốn trôi/), sound.count(/cuốn trôi/)]).toEqual([0, 1]);
    expect(office.events('settling.failed').at(-1)).toMatchObject({ what: 'turn' });
    expect(await pendingOf(villager.chat)).toBe(1);
    office.clock.advance(1);
    await sweep(deps);
    const soon = new Date(office.clock.now().getTime() - 1);
    // It waits behind all others now, and is tried again.
    expect(await office.store.conversations.unsettled(soon, 10)).toEqual([]);
    office.clock.advance(1);
    await office.sweep();
    await office.work();
    expect([broken.count(/cuốn trôi/), sound.count(/cuốn trôi/)]).toEqual([1, 1]);
    expect(await pendingOf(villager.chat)).toBe(0);
  });
});

describe('an invite', () => {
  async function invite(cadreId: string): Promise<string> {
    const { office } = opened;
    const code = drawInviteCode((limit) => Math.floor(Math.random() * limit));
    const createdAt = office.clock.now();
    const expiresAt = new Date(createdAt.getTime() + 86_400_000);
    const codeHash = hashSecret(code);
    await office.store.invites.create({ codeHash, cadreId, createdAt, expiresAt });
    return code;
  }

  it('is not used up by the chat of another cadre', async () => {
    const { office } = opened;
    const colleague = await office.member('TD-DT-11-1');
    const code = await invite('TD-DT-11-2');
    await colleague.says(`/thamgia ${code}`);
    expect((await office.store.cadres.byChat(colleague.chat))?.id).toBe('TD-DT-11-1');
    const invited = office.newcomer();
    await invited.says(`/thamgia ${code}`);
    expect((await office.store.cadres.byChat(invited.chat))?.id).toBe('TD-DT-11-2');
  });

  it('works in a chat that was a former cadre’s', async () => {
    const { office } = opened;
    const phone = await office.member('TD-DT-10-1');
    await changeCadre(office.database.uri, 'TD-DT-10-1', { isRetired: true });
    await phone.says(`/thamgia ${await invite('TD-DT-10-2')}`);
    expect((await office.store.cadres.byChat(phone.chat))?.id).toBe('TD-DT-10-2');
  });
});
