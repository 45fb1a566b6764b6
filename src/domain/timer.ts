/** What a due row does when it fires; rules in `escalation.ts`. */
export const TIMER_KINDS = [
  'accept-soon',
  'accept-missed',
  'resolve-half',
  'resolve-soon',
  'overdue',
  'overdue-leader',
  'needs-info-silence',
  'rating-reminder',
  'rating-end',
  'duty-unread',
  'forwarded-chase',
  'decide',
] as const;
/** One of {@link TIMER_KINDS}. */
export type TimerKind = (typeof TIMER_KINDS)[number];

/** A due row: kept in MongoDB, so a flushed Redis loses none. */
export interface Timer {
  /** `<kind>-<caseId>-<round>`, a repeat with `-2`, `-3`… behind it: putting it again moves it. */
  readonly id: string;
  readonly kind: TimerKind;
  readonly caseId: string;
  /** The case's round it belongs to; it does nothing in another round. */
  readonly round: number;
  /** The sweep may fire it from this instant; it fires up to one sweep later. */
  readonly dueAt: Date;
}
