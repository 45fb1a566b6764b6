/** So long after the last word of a person at the provider's desk the bot keeps out of the way, in milliseconds. */
export const BY_HAND_MS = 30 * 60_000;

/** A person answers by hand at the provider's desk. */
export interface ByHand {
  /** The first word of this span, and the last one so far. */
  readonly since: Date;
  readonly lastAt: Date;
  /** When the person in the chat was told how to reach the bot. */
  readonly toldAt?: Date;
}

/** Whether somebody at the desk has the word now. */
export const isByHand = (byHand: ByHand | undefined, now: Date): boolean =>
  byHand !== undefined && now.getTime() - byHand.lastAt.getTime() <= BY_HAND_MS;

/** Whether the way to the bot was told already in this span. */
export const isTold = ({ since, toldAt }: ByHand): boolean =>
  toldAt !== undefined && toldAt >= since;
