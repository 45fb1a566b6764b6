import type { OutboundMessage } from '../chat/message.ts';
import { say } from '../domain/text.ts';

/** A channel sends nothing until somebody lets us speak for its account again. */
export const consentNeeded = (channel: string): OutboundMessage => ({
  lines: [say('outage.consent', { channel: say(`channel.${channel}`) }), say('outage.consentHow')],
});

/** Sent by hand to see whether messages go out. */
export const testMessage: OutboundMessage = { lines: [say('zalo.test')] };
