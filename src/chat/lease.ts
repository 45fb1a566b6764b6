import type { OutboundMessage } from './message.ts';

/** How long a worker may be over one message, in milliseconds. */
export interface Lease {
  readonly leaseMs: number;
  /** With files, whose upload takes longer. Default: the same. */
  readonly fileLeaseMs?: number;
}

/** Until when a worker that takes a message, or begins its call, has it. */
export const leaseEnd = (
  { message }: { readonly message: Pick<OutboundMessage, 'files'> },
  now: Date,
  { leaseMs, fileLeaseMs = leaseMs }: Lease,
): Date => new Date(now.getTime() + ((message.files ?? []).length > 0 ? fileLeaseMs : leaseMs));
