import { type Api, GrammyError } from 'grammy';
import type { BotCommand, BotCommandScope, LanguageCode } from 'grammy/types';
import type { CommandMenu } from '../channel.ts';
import { toSendError } from './send-error.ts';

/** The language of a chat whose own has no menu. */
const FALLBACK = 'vi';
const MOST_DESCRIPTION = 256;

/**
 * Sets the menus: the common one per language of the app, a chat's own for staff. A menu without commands takes
 * a former one away.
 *
 * @throws {SendError} when Telegram did not take a menu.
 */
export async function announceMenus(api: Api, menus: readonly CommandMenu[]): Promise<void> {
  try {
    for (const menu of menus) await announce(api, menu);
  } catch (error) {
    throw toSendError(error);
  }
}

async function announce(api: Api, menu: CommandMenu): Promise<void> {
  const commands = menu.commands.map(({ name, description }) => ({
    command: name,
    description: description.normalize('NFC').slice(0, MOST_DESCRIPTION),
  }));
  if (menu.audience === 'staff') await announceToStaff(api, menu, commands);
  else await announceToAll(api, menu.locale, commands);
}

async function announceToAll(
  api: Api,
  locale: string,
  commands: readonly BotCommand[],
): Promise<void> {
  const scope: BotCommandScope = { type: 'default' };
  if (locale === FALLBACK) await setMenu(api, commands, { scope });
  // Languages without a two-letter code are no language of the app either.
  if (/^[a-z]{2}$/.test(locale))
    await setMenu(api, commands, { scope, language_code: locale as LanguageCode });
}

async function announceToStaff(
  api: Api,
  { chats = [] }: CommandMenu,
  commands: readonly BotCommand[],
): Promise<void> {
  for (const { channel, chatId } of chats) {
    if (channel !== 'telegram') continue;
    const scope: BotCommandScope = { type: 'chat', chat_id: Number(chatId) };
    await setMenu(api, commands, { scope }).catch(passOverGone);
  }
}

async function setMenu(
  api: Api,
  commands: readonly BotCommand[],
  where: { scope: BotCommandScope; language_code?: LanguageCode },
): Promise<void> {
  if (commands.length === 0) await api.deleteMyCommands(where);
  else await api.setMyCommands(commands, where);
}

/** A person who stopped the bot needs no menu, and the others still do. */
function passOverGone(error: unknown): void {
  const isGone = error instanceof GrammyError && [400, 403].includes(error.error_code);
  if (!isGone) throw error;
}
