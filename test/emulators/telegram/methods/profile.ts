import type { BotCommand, BotCommandScope } from 'grammy/types';
import type { Method } from '../account.ts';
import type { Call } from '../call.ts';
import { badRequest } from '../refusal.ts';

const MOST_COMMANDS = 100;
const MOST_DESCRIPTION = 256;

/** Under which a menu is kept. */
export const menuKey = (scope: BotCommandScope | undefined, language: string): string =>
  `${scope?.type ?? 'default'} ${scope !== undefined && 'chat_id' in scope ? scope.chat_id : ''} ${language}`;

const scopeOf = (call: Call) => call.structure('scope') as BotCommandScope | undefined;

const keyOf = (call: Call): string => menuKey(scopeOf(call), call.text('language_code'));

function checkScope(call: Call, reach: (chatId: number) => unknown): void {
  const scope = scopeOf(call);
  if (scope?.type === 'chat') reach(Number(scope.chat_id));
}

const setMyCommands: Method = ({ menus, chats }, call) => {
  const commands = (call.structure('commands') as readonly BotCommand[] | undefined) ?? [];
  checkScope(call, (chatId) => chats.reach(chatId));
  if (commands.length > MOST_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  for (const { command, description } of commands) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
    if (description === '' || description.length > MOST_DESCRIPTION)
      throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  menus.set(keyOf(call), commands);
  return true;
};

const getMyCommands: Method = ({ menus }, call) => menus.get(keyOf(call)) ?? [];

const deleteMyCommands: Method = ({ menus, chats }, call) => {
  checkScope(call, (chatId) => chats.reach(chatId));
  menus.delete(keyOf(call));
  return true;
};

const getMe: Method = ({ chats }) => ({
  ...chats.bot,
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
});

const yes: Method = () => true;

/** Methods about the bot itself. */
export const PROFILE_METHODS: Readonly<Record<string, Method>> = {
  getMe,
  setMyCommands,
  getMyCommands,
  deleteMyCommands,
  setMyDescription: yes,
  setChatMenuButton: yes,
};
