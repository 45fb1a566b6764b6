import type { Channel, TakeIn } from '../../src/channels/channel.ts';
import type { RecordingSink } from './recording-sink.ts';

/** What the house does between a webhook and a sink, without a store: reads each event at once. */
export const readingInto =
  (channel: Channel, sink: RecordingSink, attempt = 1): TakeIn =>
  async (events) => {
    for (const { body } of events) await channel.read(body, sink, attempt);
  };

/** Delivers a request to a channel's only webhook, and reads what it names; returns the answer's status. */
export async function deliverTo(
  channel: Channel,
  sink: RecordingSink,
  request: Request,
  attempt = 1,
): Promise<number> {
  const [route] = channel.webhooks;
  if (route === undefined) throw new Error('there is no webhook');
  const { status, events } = await route.accept(request);
  await readingInto(channel, sink, attempt)(events);
  return status;
}
