import type { InboundSink } from '../channels/channel.ts';
import type { ChatRef } from '../domain/person.ts';
import type { Deps } from './deps.ts';
import { handleMessage } from './handle-message.ts';
import { hearEcho } from './hear-echo.ts';
import { keepFile } from './keep-file.ts';
import { otherChats } from './reachable-chats.ts';
import { releaseHeld } from './release-held.ts';

/** A download may take this long, in milliseconds. */
export const DOWNLOAD_MS = 30_000;

/** Where all channels put what they read. */
export const createSink = (deps: Deps): InboundSink => ({
  receive: (message) => handleMessage(deps, message),
  // What comes with its bytes needs no download; readings of events have their own rules.
  downloading: (download) => download(DOWNLOAD_MS),
  storeFile: (file) => keepFile(deps, file),
  interacted: (chat, at) => interacted(deps, chat, at),
  closed: (chat, at) => deps.store.conversations.close(chat, 'left', at),
  receipt: (chat, providerIds, state, at) =>
    deps.store.conversations.markReceived(chat, providerIds, state, at),
  echoed: (chat, echo) => hearEcho(deps, chat, echo),
});

/** The same sink, which hears other times than it is told. */
export const withTimes = (sink: InboundSink, heard: (told: Date) => Date): InboundSink => ({
  ...sink,
  receive: (message) => sink.receive({ ...message, sentAt: heard(message.sentAt) }),
  interacted: (chat, at) => sink.interacted(chat, heard(at)),
  closed: (chat, at) => sink.closed(chat, heard(at)),
  receipt: (chat, providerIds, state, at) => sink.receipt(chat, providerIds, state, heard(at)),
  echoed: (chat, echo) => sink.echoed(chat, { ...echo, at: heard(echo.at) }),
});

/** A chat in which nobody has said a word yet has nothing to be opened for. */
async function interacted(deps: Deps, chat: ChatRef, at: Date): Promise<void> {
  const { conversations } = deps.store;
  const conversation = await conversations.load(chat);
  if (conversation === undefined) return;
  const { personId } = conversation;
  const now = deps.clock.now();
  const hasSomething = await conversations.interacted(chat, at < now ? at : now, now);
  if (hasSomething) await deps.wake.delivery({ channel: chat.channel, personId });
  await releaseHeld(deps, await otherChats(deps, chat, personId));
}
