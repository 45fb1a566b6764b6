import type { Channel, ChannelNeed } from '../channels/channel.ts';
import { consentNeeded } from '../flows/operator-notices.ts';
import type { Deps } from './deps.ts';
import { eachAlone } from './each-alone.ts';
import { openConversation } from './open-conversation.ts';
import { chatsForOutage } from './reach-staff.ts';
import { putNotice } from './tell.ts';

/** A need is told of while it is young; the outbox keeps a key longer than that, so each chat hears it once. */
const TOLD_MS = 24 * 3_600_000;

/** Looks after every channel, each by itself, and tells people of what only they can mend. */
export async function maintainChannels(deps: Deps): Promise<void> {
  const maintained = [...deps.channels.values()].filter(
    (channel) => channel.maintain !== undefined,
  );
  await eachAlone(maintained, (channel) => maintainOne(deps, channel));
}

async function maintainOne(deps: Deps, channel: Channel): Promise<void> {
  const needs = await lookAfter(deps, channel);
  if (needs === undefined) return;
  const needsPerson = needs.length === 0 ? 0 : 1;
  deps.events.channelMaintained({ channel: channel.id, needsPerson });
  for (const need of needs) {
    deps.events.channelNeedsPerson({ channel: channel.id, what: need.what });
    await tellOfNeed(deps, channel, need);
  }
}

/** @returns `undefined` when it could not be found out; the next round tries again. */
async function lookAfter(
  deps: Deps,
  channel: Channel,
): Promise<readonly ChannelNeed[] | undefined> {
  try {
    return (await channel.maintain?.()) ?? [];
  } catch (error) {
    deps.events.connectionFailed({ service: channel.id, error });
    return undefined;
  }
}

/** Whoever sets a channel up knows that it is not set up. */
async function tellOfNeed(deps: Deps, channel: Channel, need: ChannelNeed): Promise<void> {
  const ageMs = deps.clock.now().getTime() - need.since.getTime();
  if (need.what !== 'consent' || ageMs > TOLD_MS) return;
  const key = `needs-consent-${channel.id}-${need.since.getTime()}`;
  const chats = await chatsForOutage(deps, channel.id);
  await eachAlone(chats, async (chat) => {
    const { conversation } = await openConversation(deps, chat);
    await putNotice(deps, conversation, { key, message: consentNeeded(channel.id) });
  });
}
