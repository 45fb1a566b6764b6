import type { CategoryId, Kind, Urgency } from './category.ts';
import type { Notice } from './notice.ts';
import type { Timer } from './timer.ts';
import type { Pin } from './unit.ts';

/** Codes of domain.md 2.1; labels under `status.<code>`. */
export const STATUSES = [
  'triage',
  'waiting',
  'working',
  'needs-info',
  'forwarded',
  'answered',
  'confirmed',
  'unconfirmed',
  'declined',
  'withdrawn',
  'merged',
] as const;
/** Where a case stands. Overdue, reopened and escalated are computed, not statuses. */
export type Status = (typeof STATUSES)[number];

/** A stored photo, voice note or document; the bytes are in the store's files. */
export interface FileRef {
  readonly id: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** ASCII only. */
  readonly name: string;
}

/**
 * What staff are warned of: `abuse` insults somebody, `spam` looks like advertising, `about-official` is a danger that
 * also accuses somebody in office; labels under `staff.mark.<code>`.
 */
export const CASE_MARKS = ['abuse', 'spam', 'about-official'] as const;
/** One of {@link CASE_MARKS}. */
export type CaseMark = (typeof CASE_MARKS)[number];

/** Whether a case accuses somebody in office, so that it must not reach the accused's own team. */
export const isAboutOfficial = ({ marks = [] }: Pick<Case, 'marks'>): boolean =>
  marks.includes('about-official');

/** Where it happened, as far as known. */
export interface CasePlace {
  readonly unitId?: string;
  /** Units that the words may mean, when the citizen could not say which. */
  readonly candidateIds?: readonly string[];
  /** A higher unit that was named although no village was. */
  readonly withinId?: string;
  readonly pin?: Pin;
}

/** Who sent it. The chat is never here: it is found through the person, apart from what staff read. */
export interface Reporter {
  readonly personId: string;
  /** True unless the citizen chose to be known to the team. */
  readonly isHidden: boolean;
  /** What the citizen wants to be called, only when `isHidden` is false. */
  readonly name?: string;
  readonly isOnBehalf: boolean;
}

/** Why a case was declined; labels under `declineReason.<code>`. */
export const DECLINE_REASONS = [
  'not-ours',
  'no-ground',
  'unclear',
  'no-reply',
  'complaint',
  'duplicate',
] as const;
/** Why a case was declined. */
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** A case that follows another; who reported it is found through it alone. */
export interface Joined {
  readonly caseId: string;
  readonly code: string;
  /** Whether its reporter chose not to be known to the team. */
  readonly isHidden: boolean;
  /** How many reported it: more than one when others followed it before. */
  readonly reporters: number;
}

/** What can be done to a case; who may do what is decided by `policy.ts`, what is possible by `lifecycle.ts`. */
export type CaseAction =
  | { readonly type: 'open' }
  | { readonly type: 'assign'; readonly unitId: string; readonly categoryId?: CategoryId }
  /** `asks`: units to ask the citizen about; they become the place's `candidateIds`. */
  | {
      readonly type: 'hold';
      readonly ownerUnitId: string;
      readonly categoryId?: CategoryId;
      readonly asks?: readonly string[];
    }
  /** Puts the category right; whoever has the case keeps it. */
  | { readonly type: 'recategorise'; readonly categoryId: CategoryId }
  | { readonly type: 'accept' }
  | { readonly type: 'return'; readonly words: string }
  | { readonly type: 'ask'; readonly words: string }
  | { readonly type: 'reply'; readonly words: string; readonly files: readonly FileRef[] }
  | {
      readonly type: 'add';
      readonly words: string;
      readonly files: readonly FileRef[];
      readonly pin?: Pin;
    }
  | { readonly type: 'progress'; readonly words: string; readonly files: readonly FileRef[] }
  | { readonly type: 'hand-over'; readonly cadreId: string }
  | { readonly type: 'resolve'; readonly words: string; readonly files: readonly FileRef[] }
  | { readonly type: 'forward'; readonly to: string; readonly words: string }
  | { readonly type: 'decline'; readonly reason: DeclineReason; readonly words: string }
  | { readonly type: 'confirm' }
  | { readonly type: 'rate'; readonly stars: number }
  | { readonly type: 'lapse' }
  | { readonly type: 'reopen'; readonly words: string }
  | { readonly type: 'withdraw' }
  | { readonly type: 'merge'; readonly intoId: string }
  | { readonly type: 'split' }
  /** Another case follows this one from now on; the same case again only brings its count up to date. */
  | {
      readonly type: 'join';
      readonly joined: Joined;
      readonly words: string;
      readonly files: readonly FileRef[];
      readonly pin?: Pin;
    }
  /** A case that followed this one does so no more. */
  | { readonly type: 'part'; readonly caseId: string }
  /** Looks at insults that are covered for everybody else; changes nothing, but is remembered. */
  | { readonly type: 'reveal' }
  | {
      readonly type: 'escalate';
      readonly toUnitId: string;
      readonly because: 'accept-missed' | 'overdue';
    };

/** Who acted. */
export type Actor =
  | { readonly type: 'citizen'; readonly personId: string }
  | { readonly type: 'cadre'; readonly cadreId: string; readonly unitId: string }
  | { readonly type: 'system' };

/** One line of the history; only ever appended. */
export interface CaseEvent {
  /** Idempotency key: the same id is never applied twice. */
  readonly id: string;
  readonly at: Date;
  readonly actor: Actor;
  readonly action: CaseAction;
  readonly from: Status;
  readonly to: Status;
}

/** What is still to be carried out after a committed change; each repeatable by its key. */
export type CaseEffect =
  | { readonly type: 'notify'; readonly notice: Notice }
  | { readonly type: 'put-timer'; readonly timer: Timer }
  /** A step of another case that follows from this one's; `eventId` is its key. */
  | {
      readonly type: 'step';
      readonly caseId: string;
      readonly eventId: string;
      readonly actor: Actor;
      readonly action: CaseAction;
    }
  /** Keeps what the case teaches of how it was read. */
  | { readonly type: 'learn'; readonly key: string };

/** What the machine read in the words when they were sent, kept so that it can be seen later whether it was right. */
export interface CaseReading {
  /** The village that it took without a question. */
  readonly unitId?: string;
  /** The category that it took without a question. */
  readonly categoryId?: CategoryId;
  /** The citizen chose the category by hand. */
  readonly isCategoryChosen: boolean;
  /** Version of the model. */
  readonly model: string;
}

/** What a citizen confirmed to send; its id becomes the case's id, so opening twice gives one case. */
export interface CaseDraft {
  readonly id: string;
  readonly kind: Kind;
  /** Absent when neither words nor person could tell; the triage worker or a coordinator decides. */
  readonly categoryId?: CategoryId;
  readonly urgency: Urgency;
  readonly text: string;
  readonly files: readonly FileRef[];
  readonly place: CasePlace;
  readonly reporter: Reporter;
  readonly sentAt: Date;
  /** The case that the citizen chose to follow when asked whether this is the same. */
  readonly joinsId?: string;
  /** Absent: none. */
  readonly marks?: readonly CaseMark[];
  readonly reading?: CaseReading;
}

/** A concern and everything that happened to it. */
export interface Case extends CaseDraft {
  readonly code: string;
  readonly categoryId: CategoryId;
  readonly status: Status;
  /** The unit that must act next: the team, else the block, else the duty unit. Never absent. */
  readonly ownerUnitId: string;
  /** The team it was given to, once it was. */
  readonly teamUnitId?: string;
  readonly assigneeId?: string;
  readonly acceptDueAt?: Date;
  readonly resolveDueAt?: Date;
  /** Since when the clocks stand still; only in `needs-info`. */
  readonly pausedAt?: Date;
  /** Status to return to when the citizen has answered. */
  readonly resumeStatus?: 'waiting' | 'working';
  readonly acceptedAt?: Date;
  readonly answeredAt?: Date;
  readonly confirmedAt?: Date;
  readonly closedAt?: Date;
  readonly stars?: number;
  readonly reopenedCount: number;
  readonly escalatedToId?: string;
  readonly mergedIntoId?: string;
  /** Cases that follow this one, oldest first. */
  readonly joined?: readonly Joined[];
  /** Grows whenever the timers are laid anew (a new status, team or due date), so that those of an earlier round find nothing to do. */
  readonly round: number;
  readonly history: readonly CaseEvent[];
  readonly pending: readonly CaseEffect[];
  readonly version: number;
}
