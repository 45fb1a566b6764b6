import type { ChatRef } from './person.ts';
import { windowState, type WindowState, type WritingWindow } from './window.ts';

/** Why nothing can be written in a chat: the person blocked us, left, or has been silent for too long. */
export type ClosedWhy = 'blocked' | 'left' | 'window';

/** A chat that was closed to us; it opens with whatever the person does there next. */
export interface Closed {
  readonly at: Date;
  readonly why: ClosedWhy;
}

/** What is known of a chat, as far as writing there goes. */
export interface Standing {
  /** When the person last did something there. */
  readonly interactedAt?: Date;
  readonly closed?: Closed;
}

/** What the channel of a chat lets us do. */
export interface Reach {
  readonly window?: WritingWindow;
  /** Messages at a price may be sent. Default no. */
  readonly allowsBilled?: boolean;
  /** It reaches people who are not looking. */
  readonly reachesAway: boolean;
  /** It takes templates that the provider approved. */
  readonly hasTemplates: boolean;
}

/** One chat of a person, with all that the choice of the way depends on. */
export interface ReachableChat {
  readonly chat: ChatRef;
  readonly standing: Standing;
  readonly reach: Reach;
}

/** A page that somebody looked at so lately counts as still open, in milliseconds. */
const PAGE_LOOKED_AT_MS = 15 * 60_000;

type At = Pick<ReachableChat, 'standing' | 'reach'>;

const isOpen = (state: WindowState, { allowsBilled }: Reach): boolean =>
  state === 'free' || (state === 'billed' && allowsBilled === true);

/** Why we may not write here now; `undefined`: we may. */
export function whyClosed({ standing, reach }: At, now: Date): ClosedWhy | undefined {
  if (standing.closed !== undefined) return standing.closed.why;
  return isOpen(windowState(reach.window, standing.interactedAt, now), reach)
    ? undefined
    : 'window';
}

const isLookedAt = ({ interactedAt }: Standing, now: Date): boolean =>
  interactedAt !== undefined && now.getTime() - interactedAt.getTime() <= PAGE_LOOKED_AT_MS;

const byLastUse = (one: ReachableChat, other: ReachableChat): number =>
  (other.standing.interactedAt?.getTime() ?? 0) - (one.standing.interactedAt?.getTime() ?? 0);

/** How well a chat serves for news now, best first. */
const SERVES = { now: 0, byTemplate: 1, unseen: 2, not: 3 } as const;

function serves(one: ReachableChat, now: Date): number {
  if (whyClosed(one, now) === undefined)
    return one.reach.reachesAway || isLookedAt(one.standing, now) ? SERVES.now : SERVES.unseen;
  const isBlocked = one.standing.closed?.why === 'blocked';
  return one.reach.hasTemplates && !isBlocked ? SERVES.byTemplate : SERVES.not;
}

/**
 * The chat in which a person hears news: the one last used that takes them now; a page only while somebody looks at it,
 * unless there is nothing else.
 *
 * @param chats - In the order in which they were linked: of those never used the last one counts.
 */
export function chatForNews(chats: readonly ReachableChat[], now: Date): ChatRef | undefined {
  const ranked = chats
    .toReversed()
    .toSorted((one, other) => serves(one, now) - serves(other, now) || byLastUse(one, other));
  return ranked[0]?.chat;
}

/** What a message is, as far as its way is concerned. */
export interface Parcel {
  /** An answer within a talk belongs where the talk is; a notice goes wherever its person is. */
  readonly isReply: boolean;
  readonly hasTemplate: boolean;
  /** It came here from another chat. */
  readonly hasMoved: boolean;
  /** Parts of it were taken here. */
  readonly isBegun: boolean;
}

/** How a message leaves. */
export type Way =
  | { readonly by: 'chat' }
  | { readonly by: 'template' }
  | { readonly by: 'phone'; readonly phone: string }
  | { readonly by: 'move'; readonly chat: ChatRef }
  /** It waits until the person does something. */
  | { readonly by: 'hold'; readonly why: ClosedWhy };

/**
 * The ways of a message, best first; the last one is always possible.
 *
 * Who blocked us is not written to by the same account in another form. Nothing moves twice but to where it can be
 * written at once, so that it never wanders between two closed chats.
 *
 * @param phone - A number that the person gave for this.
 */
export function waysFor(
  parcel: Parcel,
  here: ReachableChat,
  others: readonly ReachableChat[],
  phone: string | undefined,
  now: Date,
): readonly Way[] {
  const why = whyClosed(here, now);
  if (why === undefined) return [{ by: 'chat' }];
  const hold: Way = { by: 'hold', why };
  if (parcel.isReply || parcel.isBegun) return [hold];
  return [...templateWays(parcel, here, why, phone), ...moves(parcel, others, why, now), hold];
}

function templateWays(
  { hasTemplate }: Parcel,
  { reach }: ReachableChat,
  why: ClosedWhy,
  phone: string | undefined,
): readonly Way[] {
  if (!hasTemplate || why === 'blocked') return [];
  return [
    ...(reach.hasTemplates ? [{ by: 'template' } as const] : []),
    ...(phone === undefined ? [] : [{ by: 'phone', phone } as const]),
  ];
}

/** A page that nobody looks at is better than a chat that is lost, not than one that is only silent. */
function moves(
  { hasTemplate, hasMoved }: Parcel,
  others: readonly ReachableChat[],
  why: ClosedWhy,
  now: Date,
): readonly Way[] {
  const good = others.filter((other) => {
    const how = serves(other, now);
    if (how === SERVES.byTemplate) return hasTemplate && !hasMoved;
    return how === SERVES.now || (how === SERVES.unseen && why !== 'window');
  });
  const chat = chatForNews(good, now);
  return chat === undefined ? [] : [{ by: 'move', chat }];
}
