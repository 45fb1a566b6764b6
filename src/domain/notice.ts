import type { Ability } from './cadre.ts';

/** Who is told: all who hold an ability in a unit, one cadre, all citizens who reported it, the first of them, or all of these but one. */
export type Recipient =
  | { readonly type: 'unit'; readonly unitId: string; readonly ability: Ability }
  | { readonly type: 'cadre'; readonly cadreId: string }
  | { readonly type: 'reporter' }
  | { readonly type: 'first-reporter' }
  | { readonly type: 'fellow-reporters'; readonly ofPersonId: string };

/** Whom of the staff a notice is for. */
export type StaffRecipient = Extract<Recipient, { readonly type: 'unit' | 'cadre' }>;

/** Whether it is for staff; else it is for citizens. */
export const isStaff = (to: Recipient): to is StaffRecipient =>
  to.type === 'unit' || to.type === 'cadre';

/**
 * What somebody is told of a case; words and buttons are made by `flows/notices.ts`.
 * To the reporter: `placed` `accepted` `asked` `progressed` `resolved` `forwarded` `declined` `lapsed` `rate-reminder` `late` `which-place`
 * `merged` `parted`; when another who reported the same spoke, `confirmed` `reopened`.
 * To staff: `assigned` `accept-soon` `accept-missed` `resolve-half` `resolve-soon` `overdue` `unplaced` `returned`
 * `replied` `added` `joined` `handed-over` `confirmed` `reopened` `withdrawn` `duty-alert`,
 * `chase` (forwarded and unheard of), `decide` (an idea without an answer), `rated-low` (one or two stars).
 */
export const NOTICE_KINDS = [
  'placed',
  'accepted',
  'asked',
  'progressed',
  'resolved',
  'forwarded',
  'declined',
  'lapsed',
  'rate-reminder',
  'late',
  'which-place',
  'merged',
  'parted',
  'assigned',
  'accept-soon',
  'accept-missed',
  'resolve-half',
  'resolve-soon',
  'overdue',
  'unplaced',
  'returned',
  'replied',
  'added',
  'joined',
  'handed-over',
  'confirmed',
  'reopened',
  'withdrawn',
  'duty-alert',
  'chase',
  'decide',
  'rated-low',
] as const;
/** One of {@link NOTICE_KINDS}. */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** One notice about one case. */
export interface Notice {
  /** Idempotency key; the same key is never put twice into one chat. */
  readonly key: string;
  readonly kind: NoticeKind;
  readonly caseId: string;
  readonly to: Recipient;
  /** The event of the history that it tells of, when there is one. */
  readonly eventId?: string;
  /** Not before this instant: quiet hours. Emergencies leave it out. */
  readonly notBefore?: Date;
}
