import type { Account } from './account.ts';
import type { Member } from './chats.ts';
import { DAY_MS, HOUR_MS } from '../wire/moving-clock.ts';
import { ZaloRefusal } from './refusal.ts';

const FREE_MS = 48 * HOUR_MS;
const OPEN_MS = 7 * DAY_MS;

/** Who counts a message. */
export type Quota =
  | { readonly quota_type: 'reply' }
  | {
      readonly quota_type: 'sub_quota';
      readonly remain: number;
      readonly total: number;
      readonly expired_date: string;
      readonly owner_type: 'OA';
      readonly owner_id: string;
    };

/**
 * The person whom a message is for.
 *
 * @throws {ZaloRefusal} -213, -217 or -227 when nothing reaches them.
 */
export function reach({ chats }: Account, recipient: unknown): Member {
  const member = chats.find((recipient as { user_id?: unknown } | undefined)?.user_id);
  if (member === undefined) throw new ZaloRefusal(-213, 'User has not followed the OA');
  if (member.isGone) throw new ZaloRefusal(-227, 'User is banned or has been inactive');
  if (member.isBlocking) throw new ZaloRefusal(-217, 'User has blocked invitation from the OA');
  return member;
}

/**
 * Counts one consultation message by the time since the person's last interaction.
 *
 * @throws {ZaloRefusal} -230 after seven days, -211 when the package is used up.
 */
export function countMessage(account: Account, { lastInteractionAt }: Member): Quota {
  const { settings, used, clock } = account;
  const sinceMs =
    lastInteractionAt === undefined
      ? Infinity
      : clock.now().getTime() - lastInteractionAt.getTime();
  if (sinceMs > OPEN_MS)
    throw new ZaloRefusal(-230, 'User has not interacted with the OA in the past 7 days');
  if (sinceMs <= FREE_MS) return { quota_type: 'reply' };
  if (used.packageMessages >= settings.packageMessages) throw new ZaloRefusal(-211, 'Out of quota');
  used.packageMessages += 1;
  return {
    quota_type: 'sub_quota',
    remain: settings.packageMessages - used.packageMessages,
    total: settings.packageMessages,
    expired_date: '31/12/2026',
    owner_type: 'OA',
    owner_id: settings.oaId,
  };
}
