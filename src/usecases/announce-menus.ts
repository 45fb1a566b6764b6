import { listedCommands, type Standing } from '../chat/commands.ts';
import type { Channel, CommandMenu } from '../channels/channel.ts';
import type { ChatRef } from '../domain/person.ts';
import { say, type Locale } from '../domain/text.ts';
import { FLOWS } from '../flows/index.ts';
import { loadAsker } from './asker.ts';
import type { Deps } from './deps.ts';
import { openConversation } from './open-conversation.ts';

/** Shows everybody's commands in the menus of providers that have them, in every language. A failure is only told. */
export async function announceToAll(deps: Deps, locales: readonly Locale[]): Promise<void> {
  const nobody: Standing = { grants: [] };
  const menus = locales.map((locale): CommandMenu => menuFor(deps, 'everyone', locale, nobody));
  for (const channel of deps.channels.values()) await announce(deps, channel, menus);
}

/** Shows a cadre's own commands in one chat. */
export async function announceTo(deps: Deps, chat: ChatRef): Promise<void> {
  const channel = deps.channels.get(chat.channel);
  if (channel?.announce === undefined) return;
  const { conversation, person } = await openConversation(deps, chat);
  const asker = await loadAsker(deps, chat, person);
  const menu = menuFor(deps, 'staff', conversation.locale, asker);
  await announce(deps, channel, [{ ...menu, chats: [chat] }]);
}

async function announce(
  deps: Deps,
  channel: Channel,
  menus: readonly CommandMenu[],
): Promise<void> {
  try {
    await channel.announce?.(menus);
  } catch (error) {
    deps.events.connectionFailed({ service: channel.id, error });
  }
}

function menuFor(
  deps: Deps,
  audience: CommandMenu['audience'],
  locale: Locale,
  asker: Standing,
): CommandMenu {
  const now = deps.clock.now();
  const commands = listedCommands(FLOWS, asker).map(({ name }) => ({
    name,
    description: deps.translate(say(`command.${name}`), locale, now),
  }));
  return { audience, locale, commands };
}
