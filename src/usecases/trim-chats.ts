import type { Deps } from './deps.ts';

/** Drops lines of chats that were sent long ago; where we are the only history people have, more of them stay. */
export async function trimChats(deps: Deps): Promise<void> {
  const startedMs = performance.now();
  const pages = [...deps.channels.values()].filter(
    ({ capabilities }) => capabilities.keepsNoHistory,
  );
  const lines = await deps.store.conversations.trim(
    deps.clock.now(),
    pages.map(({ id }) => id),
  );
  deps.events.chatsTrimmed({ lines, ms: performance.now() - startedMs });
}
