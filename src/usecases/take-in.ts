import type { InboundSink, ReceivedEvent } from '../channels/channel.ts';
import type { Deps } from './deps.ts';

/** Takes what a provider delivered. */
export async function takeIn(
  deps: Deps,
  sink: InboundSink,
  channelId: string,
  events: readonly ReceivedEvent[],
): Promise<void> {
  for (const { body } of events) await deps.channels.get(channelId)?.read(body, sink);
}
