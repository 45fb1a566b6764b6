import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandMenu } from '../../../src/channels/channel.ts';
import { createTelegramChannel } from '../../../src/channels/telegram/telegram-channel.ts';
import {
  createTelegramEmulator,
  type TelegramEmulator,
} from '../../emulators/telegram/telegram-emulator.ts';
import { optionsFor } from './account.ts';

const menu = (name: string, others: Partial<CommandMenu> = {}): CommandMenu => ({
  audience: 'everyone',
  locale: 'vi',
  commands: [{ name, description: `mục ${name}` }],
  ...others,
});
const chat = (channel: string, chatId: number) => ({ channel, chatId: String(chatId) });

describe('menus of commands', () => {
  let telegram: TelegramEmulator;
  beforeEach(async () => {
    telegram = await createTelegramEmulator();
  });
  afterEach(() => telegram.close());

  const announce = async (...menus: readonly CommandMenu[]): Promise<void> =>
    createTelegramChannel(optionsFor(telegram, 'webhook')).announce?.(menus);
  const names = (name: string, language: string): readonly string[] => {
    const person = telegram.user(name, language);
    return person.menu.map(({ command }) => command);
  };
  it('shows the common one in the language of the app, Vietnamese where there is none', async () => {
    await announce(menu('viec'), menu('cases', { locale: 'en' }), menu('hmn', { locale: 'hmn' }));
    expect([names('An', 'vi'), names('Ben', 'en'), names('Chi', 'fr')]).toEqual([
      ['viec'],
      ['cases'],
      ['viec'],
    ]);
  });

  it('shows staff a menu of their own, and passes over chats that are gone', async () => {
    const an = telegram.user('An');
    an.sends('một');
    const gone = telegram.user('Gone');
    gone.sends('một');
    gone.blocks();
    const chats = [
      chat('web', 5),
      chat('telegram', 1),
      chat('telegram', gone.id),
      chat('telegram', an.id),
    ];
    await announce(menu('viec'), menu('hopthu', { audience: 'staff', chats }));
    expect(names('An', 'vi')).toEqual(['hopthu']);
    expect(telegram.calls('setMyCommands')).toHaveLength(5);
  });

  it('takes the own menu of a chat away again', async () => {
    const an = telegram.user('An');
    an.sends('một');
    const chats = [chat('telegram', an.id)];
    await announce(menu('viec'), menu('hopthu', { audience: 'staff', chats }));
    await announce(menu('hopthu', { audience: 'staff', chats, commands: [] }));
    expect(names('An', 'vi')).toEqual(['viec']);
  });

  it('tells when Telegram did not take a menu', async () => {
    telegram.faults.throttle('setMyCommands', 30);
    await expect(announce(menu('viec'))).rejects.toMatchObject({
      code: 'throttled',
      retryAfterMs: 30_000,
    });
    const an = telegram.user('An');
    an.sends('một');
    telegram.faults.plan('setMyCommands', { kind: 'gateway', status: 502 });
    const chats = [chat('telegram', an.id)];
    await expect(announce(menu('a', { audience: 'staff', chats }))).rejects.toMatchObject({
      code: 'unreachable',
    });
  });
});
