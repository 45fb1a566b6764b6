import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SendError } from '../../src/channels/errors.ts';
import type { OutboundMessage } from '../../src/chat/message.ts';
import { say } from '../../src/domain/text.ts';
import type { Deps } from '../../src/usecases/deps.ts';
import { deliverChat } from '../../src/usecases/deliver-chat.ts';
import { openConversation } from '../../src/usecases/open-conversation.ts';
import { createSink } from '../../src/usecases/sink.ts';
import { putNotice, tell } from '../../src/usecases/tell.ts';
import { Speaker, useOffice } from './office.ts';
import { RecordingChannel } from './recording-channel.ts';
import { inVillage, report } from './reports.ts';

const opened = useOffice();
const HOURS = 60;
const zalo = new RecordingChannel('zalo');
const PHONE = '84912345678';

beforeAll(() => {
  opened.office.channels.set('zalo', zalo);
});
const { capabilities } = zalo;
beforeEach(() => {
  zalo.capabilities = {
    ...capabilities,
    window: { freeMs: 48 * HOURS * 60_000, billedMs: 168 * HOURS * 60_000 },
  };
  delete zalo.sendTemplate;
  zalo.fails = () => undefined;
  opened.office.channel.fails = () => undefined;
});

const words = say('page.name');
const NEWS: OutboundMessage = {
  lines: [words],
  choices: [{ id: 'news', label: words }],
  template: { purpose: 'result', code: 'LL-4827', status: words, team: words, date: '2026-11-25' },
};

/** Somebody who wrote in Zalo just now. */
async function zaloUser(): Promise<Speaker> {
  const { office } = opened;
  const first = office.newcomer();
  const inZalo = new Speaker(office, {
    channel: 'zalo',
    chatId: first.chat.chatId,
  });
  await inZalo.says('/help');
  return inZalo;
}

async function put(to: Speaker, key: string): Promise<void> {
  const { conversation } = await openConversation(opened.office.deps, to.chat);
  await putNotice(opened.office.deps, conversation, { key, message: NEWS, caseId: 'case-1' });
  await opened.office.follow();
}

const hasNews = (who: Speaker): number =>
  who.heard().filter(({ choices }) => choices[0]?.id === 'news').length;

const states = async (who: Speaker): Promise<readonly string[]> =>
  ((await opened.office.store.conversations.load(who.chat))?.outbox ?? [])
    .filter(({ urgency }) => urgency === 'notice')
    .map(({ state }) => state);

/** The same use cases where everybody has given a number. */
const withPhone = (deps: Deps): Deps => ({
  ...deps,
  store: {
    ...deps.store,
    people: new Proxy(deps.store.people, {
      get: (people, name) =>
        name === 'load'
          ? async (id: string) => {
              const person = await people.load(id);
              return person && { ...person, phone: PHONE };
            }
          : Reflect.get(people, name),
    }),
  },
});

describe('news for somebody whose window is over', () => {
  it('waits, is on the list, and goes before the answer when the person writes', async () => {
    const { office } = opened;
    const citizen = await zaloUser();
    office.clock.advance(49 * HOURS);
    await put(citizen, 'a');
    expect(await states(citizen)).toEqual(['held']);
    const listed = await office.store.conversations.undeliverable(office.clock.now(), 1_000);
    expect(listed.filter(({ chat }) => chat.chatId === citizen.chat.chatId)).toMatchObject([
      { why: 'window', caseId: 'case-1', since: office.clock.now() },
    ]);
    const before = citizen.heard().length;
    office.clock.advance(1);
    await citizen.says('/help');
    const since = citizen.heard().slice(before);
    expect(since[0]?.choices[0]?.id).toBe('news');
    expect(since.length).toBeGreaterThan(1);
  });

  it('goes when the person only follows again', async () => {
    const { office } = opened;
    const citizen = await zaloUser();
    office.clock.advance(200 * HOURS);
    await put(citizen, 'a');
    office.clock.advance(1);
    await createSink(office.deps).interacted(citizen.chat, office.clock.now());
    await office.follow();
    expect(hasNews(citizen)).toBe(1);
  });

  it('goes at a price where the operator lets it', async () => {
    zalo.capabilities = { ...zalo.capabilities, allowsBilled: true };
    const citizen = await zaloUser();
    opened.office.clock.advance(49 * HOURS);
    await put(citizen, 'a');
    expect(hasNews(citizen)).toBe(1);
  });

  it('goes as a template, once', async () => {
    const to: unknown[] = [];
    zalo.sendTemplate = async (address) => {
      to.push(address);
      return { providerId: 't1' };
    };
    const citizen = await zaloUser();
    opened.office.clock.advance(49 * HOURS);
    await put(citizen, 'a');
    await opened.office.sweep();
    expect(to).toEqual([{ by: 'chat', chat: citizen.chat }]);
    const [entry] = (
      (await opened.office.store.conversations.load(citizen.chat))?.outbox ?? []
    ).slice(-1);
    expect(entry).toMatchObject({ state: 'sent', isTemplate: true, receipts: ['t1'] });
  });

  it('goes to the number that was given, when the chat takes no template', async () => {
    const { office } = opened;
    const to: unknown[] = [];
    zalo.sendTemplate = async (address) => {
      to.push(address);
      if (address.by === 'chat') throw new SendError('closed');
      return {};
    };
    const citizen = await zaloUser();
    office.clock.advance(200 * HOURS);
    const { conversation } = await openConversation(office.deps, citizen.chat);
    await putNotice(office.deps, conversation, { key: 'a', message: NEWS });
    office.hints.deliveries.length = 0;
    await deliverChat(withPhone(office.deps), citizen.chat);
    expect(to).toEqual([
      { by: 'chat', chat: citizen.chat },
      { by: 'phone', phone: PHONE },
    ]);
    expect(await states(citizen)).toEqual(['sent']);
    expect(office.log.join('')).not.toContain(PHONE);
  });

  it('as a template of which nobody knows is not sent again in any way', async () => {
    let calls = 0;
    zalo.sendTemplate = async () => {
      calls += 1;
      throw new SendError('unknown');
    };
    const citizen = await zaloUser();
    opened.office.clock.advance(200 * HOURS);
    await put(citizen, 'a');
    opened.office.clock.advance(HOURS);
    await opened.office.sweep();
    expect([calls, ...(await states(citizen))]).toEqual([1, 'unknown']);
  });

  it('does not stop the channel for a template that is not paid for', async () => {
    const { office } = opened;
    zalo.sendTemplate = async () => {
      throw new SendError('misconfigured');
    };
    const citizen = await zaloUser();
    office.clock.advance(200 * HOURS);
    const { conversation } = await openConversation(office.deps, citizen.chat);
    await putNotice(office.deps, conversation, { key: 'a', message: NEWS });
    expect(await deliverChat(office.deps, citizen.chat)).toEqual({ outcome: 'empty' });
    expect(await states(citizen)).toEqual(['held']);
    const listed = await office.store.conversations.undeliverable(office.clock.now(), 1_000);
    expect(listed.filter(({ chat }) => chat.chatId === citizen.chat.chatId)).toHaveLength(1);
  });

  it('goes to another chat when the template cannot be paid for', async () => {
    const { office } = opened;
    zalo.sendTemplate = async () => {
      throw new SendError('misconfigured');
    };
    const citizen = await zaloUser();
    const other = await office.alsoAt(citizen, 'telegram');
    office.clock.advance(200 * HOURS);
    await put(citizen, 'a');
    expect([hasNews(citizen), hasNews(other)]).toEqual([0, 1]);
    expect(await states(citizen)).toEqual(['moved']);
  });
});

describe('somebody with two chats', () => {
  it('hears news in the other when one blocked us, once', async () => {
    const { office } = opened;
    const citizen = await zaloUser();
    const other = await office.alsoAt(citizen, 'telegram');
    zalo.fails = (chatId) =>
      chatId === citizen.chat.chatId ? new SendError('blocked') : undefined;
    await put(citizen, 'a');
    expect([hasNews(citizen), hasNews(other)]).toEqual([0, 1]);
    expect([await states(citizen), await states(other)]).toEqual([['moved'], ['sent']]);
    expect(office.events('message.moved').at(-1)).toMatchObject({
      channel: 'zalo',
      to: 'telegram',
    });
  });

  it('hears what is held in one as soon as the other is written in', async () => {
    const { office } = opened;
    const citizen = await zaloUser();
    office.clock.advance(200 * HOURS);
    await put(citizen, 'a');
    const other = await office.alsoAt(citizen, 'telegram');
    await other.says('/help');
    expect([hasNews(citizen), hasNews(other)]).toEqual([0, 1]);
  });

  it('is answered where the talk is, and nowhere else', async () => {
    const { office } = opened;
    const citizen = await zaloUser();
    const other = await office.alsoAt(citizen, 'telegram');
    zalo.fails = (chatId) =>
      chatId === citizen.chat.chatId ? new SendError('blocked') : undefined;
    const before = citizen.heard().length;
    await citizen.says('/help');
    expect(citizen.heard()).toHaveLength(before);
    expect(other.heard()).toEqual([]);
  });

  it('hears a notice in the one last used, and no second time in the other after a crash', async () => {
    const { office } = opened;
    const { villager, opened: current } = await report(office, 'đường sụt', inVillage('TD-DT-12'));
    await villager.says('/help');
    const other = await office.alsoAt(villager, 'zalo');
    office.clock.advance(1);
    await other.says('/help');
    const notice = {
      key: 'accepted-1',
      kind: 'accepted',
      caseId: current.id,
      to: { type: 'reporter' },
    } as const;
    const heard = () => [villager.count(/nhận/), other.count(/nhận/)];
    const [inTelegram, inZalo] = heard();
    await tell(office.deps, current, notice);
    await office.work();
    expect(heard()).toEqual([inTelegram, (inZalo ?? 0) + 1]);
    office.clock.advance(1);
    await villager.says('/help');
    await tell(office.deps, current, notice);
    await office.work();
    expect(heard()).toEqual([inTelegram, (inZalo ?? 0) + 1]);
  });
});
