import { describe, expect, it } from 'vitest';
import { handleMessage } from '../../src/usecases/handle-message.ts';
import { useOffice, type Speaker } from './office.ts';
import { everythingIn } from './rows.ts';

const opened = useOffice();

const NUMBER = /912345678|912[ .]345[ .]678/;

async function giver(): Promise<Speaker> {
  const speaker = opened.office.newcomer();
  await speaker.says('/sodienthoai');
  await speaker.presses(/^Đồng ý cho số$/);
  await speaker.says('0912 345 678');
  return speaker;
}

async function personOf({ chat }: Speaker) {
  return opened.office.store.people.byChat(chat);
}

describe('a phone number', () => {
  it('is there for delivery, and lies nowhere in clear', async () => {
    const { office } = opened;
    const speaker = await giver();
    expect((await personOf(speaker))?.phone).toBe('84912345678');
    expect(await everythingIn(office.database.uri)).not.toMatch(NUMBER);
    expect(office.log.join('')).not.toMatch(NUMBER);
  });

  it('is sealed while it waits for leave, and kept by a 1', async () => {
    const { office } = opened;
    const speaker = office.newcomer();
    await speaker.says('/sodienthoai');
    await speaker.says('0912 345 678');
    expect(await personOf(speaker)).not.toHaveProperty('phone');
    expect(await everythingIn(office.database.uri)).not.toMatch(NUMBER);
    await speaker.says('1');
    expect((await personOf(speaker))?.phone).toBe('84912345678');
    expect(await everythingIn(office.database.uri)).not.toMatch(NUMBER);
    expect(office.log.join('')).not.toMatch(NUMBER);
  });

  it('is sealed already while it waits to be kept', async () => {
    const { office } = opened;
    const speaker = office.newcomer();
    await speaker.says('/sodienthoai');
    await speaker.presses(/^Đồng ý cho số$/);
    const { people } = office.store;
    const away = { ...office.deps, store: { ...office.store, people: broken(people) } };
    await handleMessage(away, speaker.message({ kind: 'text', text: '0912345678' }));
    const waiting = await office.store.conversations.load(speaker.chat);
    expect(waiting?.pending.map(({ type }) => type)).toContain('keep-phone');
    expect(await everythingIn(office.database.uri)).not.toMatch(NUMBER);
    office.clock.advance(1);
    await office.sweep();
    expect((await personOf(speaker))?.phone).toBe('84912345678');
  });

  it('is forgotten with the leave, and with all else that is kept', async () => {
    for (const [words, button] of [
      ['/sodienthoai', /^Quên số này$/],
      ['/riengtu', /^Đừng giữ nữa$/],
    ] as const) {
      const speaker = await giver();
      await speaker.says('/riengtu');
      if (words === '/riengtu') await speaker.presses(/^Đồng ý cho giữ$/);
      await speaker.says(words);
      await speaker.presses(button);
      expect(await personOf(speaker)).not.toHaveProperty('phone');
    }
  });

  it('is nobody’s any more when chats are joined and only one of them gave it', async () => {
    const { office } = opened;
    const elder = office.newcomer();
    await elder.says('xin chào');
    const speaker = await giver();
    await speaker.says('/noikenh');
    const code = /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(speaker.heard().at(-1)?.words ?? '')?.[0] ?? '';
    await elder.says(code);
    await elder.presses(/^Nối$/);
    await speaker.presses(/^Đúng, nối$/);
    const joined = await personOf(elder);
    expect(joined?.chats).toHaveLength(2);
    expect(joined).not.toHaveProperty('phone');
    await elder.says('/sodienthoai');
    expect(
      elder
        .heard()
        .at(-1)
        ?.choices.map(({ label }) => label),
    ).toContain('Đồng ý cho số');
    await elder.presses(/^Đồng ý cho số$/);
    await elder.says('0912 345 678');
    expect((await personOf(speaker))?.phone).toBe('84912345678');
    // It goes with the chat in which it was given, not with the other one.
    await elder.says('/bokenh');
    await elder.presses(/^Tách ra$/);
    expect(await personOf(speaker)).not.toHaveProperty('phone');
    expect(await personOf(elder)).not.toHaveProperty('phone');
    expect(await everythingIn(office.database.uri)).not.toMatch(NUMBER);
  });

  it('that cannot be opened any more keeps nobody from being heard', async () => {
    const speaker = await giver();
    const person = await personOf(speaker);
    const { people } = opened.office.store;
    const foreign = await people.sealPhone('somebody-else', '84912345678');
    await expect(people.keepPhone(person?.id ?? '', foreign, speaker.chat)).rejects.toThrow(
      'sealed under',
    );
  });
});

/** The same people, but nothing can be kept of a phone number. */
const broken = (people: typeof opened.office.store.people): typeof people =>
  new Proxy(people, {
    get: (target, name) => {
      if (name === 'keepPhone') return () => Promise.reject(new Error('not now'));
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
