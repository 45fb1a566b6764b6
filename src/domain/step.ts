import type { Actor, CaseAction, Status } from './case.ts';
import type { ActionType } from './status.ts';

/** One action by one actor; repeating it with the same `eventId` changes nothing. */
export interface Step {
  readonly eventId: string;
  readonly actor: Actor;
  readonly action: CaseAction;
}

/** Where an action leads: a status, or one that depends on what was before. */
export type Target = Status | 'where-it-paused' | 'team-or-triage';

/** An action by its name; lets a table hold one function per action, each knowing its own. */
export type ActionMap = { readonly [T in ActionType]: Extract<CaseAction, { type: T }> };

/** Names of all actions, in the order in which they usually happen. */
export const ACTION_TYPES = [
  'open',
  'assign',
  'hold',
  'recategorise',
  'accept',
  'return',
  'ask',
  'reply',
  'add',
  'progress',
  'hand-over',
  'resolve',
  'forward',
  'decline',
  'confirm',
  'rate',
  'lapse',
  'reopen',
  'withdraw',
  'merge',
  'split',
  'join',
  'part',
  'escalate',
  'reveal',
] as const satisfies readonly ActionType[];
