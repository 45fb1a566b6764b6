import type { Channel } from '../channels/channel.ts';
import type { Claiming } from '../store/outbox.ts';

/**
 * How long one worker may take over one message before it counts as dead, in milliseconds. It is counted anew when a
 * sending call begins, so it is longer than the longest call with all that may go before it within the channel: a token
 * (15 s), twice, and a call (10 s; 60 s where it carries files), twice. An upload that takes longer still does no harm:
 * before the call the worker asks whether the message is still its own. A page of our own is told by one small command.
 */
const LEASE_MS = { provider: 60_000, withFiles: 180_000, ownPage: 5_000 } as const;

/** How long a worker has a message of a channel. */
export const leaseOf = ({
  capabilities,
}: Pick<Channel, 'capabilities'>): Pick<Claiming, 'leaseMs' | 'fileLeaseMs'> =>
  capabilities.keepsNoHistory
    ? { leaseMs: LEASE_MS.ownPage }
    : { leaseMs: LEASE_MS.provider, fileLeaseMs: LEASE_MS.withFiles };
