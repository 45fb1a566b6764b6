import { describe, expect, it } from 'vitest';
import type { Consent } from '../../src/domain/person.ts';
import { atOnce, useTestStore } from './open.ts';
import { minutes, NOW } from './samples.ts';

const opened = useTestStore();

const chat = (chatId: string) => ({ channel: 'telegram', chatId });

const consent = (fields: Partial<Consent> = {}): Consent => ({
  purpose: 'report',
  granted: true,
  at: NOW,
  channel: 'telegram',
  textVersion: '1',
  ...fields,
});

describe('a person', () => {
  it('is made at the first word and found again by the chat', async () => {
    const { people } = opened.store;
    const made = await people.ensure(chat('1'), 'vi', 'person-1', NOW);
    expect(made).toEqual({
      id: 'person-1',
      chats: [chat('1')],
      locale: 'vi',
      consents: [],
      createdAt: NOW,
    });
    expect(await people.ensure(chat('1'), 'en', 'person-2', minutes(1))).toEqual(made);
    expect(await people.byChat(chat('1'))).toEqual(made);
    expect(await people.load('person-1')).toEqual(made);
    expect(await people.load('person-2')).toBeUndefined();
  });

  it('is one when ten first words come at once', async () => {
    const people = await atOnce(10, (index) =>
      (index % 2 === 0 ? opened.store : opened.other).people.ensure(
        chat('crowd'),
        'vi',
        `crowd-${index}`,
        NOW,
      ),
    );
    expect(new Set(people.map(({ id }) => id)).size).toBe(1);
  });

  it('is another on another channel, whatever the ids look like', async () => {
    const { people } = opened.store;
    await people.ensure({ channel: 'web', chatId: 'a:b:c' }, 'vi', 'web-person', NOW);
    expect(await people.byChat({ channel: 'telegram', chatId: 'a:b:c' })).toBeUndefined();
    const found = await people.byChat({ channel: 'web', chatId: 'a:b:c' });
    expect(found?.chats).toEqual([{ channel: 'web', chatId: 'a:b:c' }]);
  });

  it('has each consent once, in the order of the answers', async () => {
    const { people } = opened.store;
    await people.ensure(chat('consents'), 'vi', 'consenting', NOW);
    const answers = [
      consent(),
      consent({ purpose: 'remember' }),
      consent({ at: minutes(5), granted: false }),
    ];
    for (const answer of [...answers, ...answers]) await people.recordConsent('consenting', answer);
    expect((await people.load('consenting'))?.consents).toEqual(answers);
  });

  it('has a consent once when it is recorded eight times at once', async () => {
    const { people } = opened.store;
    await people.ensure(chat('busy'), 'vi', 'busy', NOW);
    await atOnce(8, () => people.recordConsent('busy', consent()));
    expect((await people.load('busy'))?.consents).toEqual([consent()]);
  });

  it('remembers the village until told to forget it', async () => {
    const { people } = opened.store;
    await people.ensure(chat('home'), 'vi', 'home', NOW);
    await people.rememberHome('home', 'luc-lieu');
    expect((await people.load('home'))?.homeUnitId).toBe('luc-lieu');
    await people.rememberHome('home', null);
    expect(await people.load('home')).not.toHaveProperty('homeUnitId');
  });

  it('is written to in the language last chosen', async () => {
    const { people } = opened.store;
    await people.ensure(chat('locale'), 'vi', 'speaker', NOW);
    await people.setLocale('speaker', 'en');
    expect((await people.load('speaker'))?.locale).toBe('en');
  });

  it('is not found by a filter smuggled in as an id', async () => {
    const smuggled: string = JSON.parse('{"$ne":null}');
    await opened.store.people.ensure(chat('victim'), 'vi', 'victim', NOW);
    await expect(opened.store.people.load(smuggled)).rejects.toThrow('Cast to');
    const found = opened.store.people.byChat({ channel: 'telegram', chatId: smuggled });
    expect(await found).toBeUndefined();
  });
});
