import type { Actor, CaseAction, Status } from './case.ts';

/** One action by one actor; repeating it with the same `eventId` changes nothing. */
export interface Step {
  readonly eventId: string;
  readonly actor: Actor;
  readonly action: CaseAction;
}

/** Where an action leads: a status, or one that depends on what was before. */
export type Target = Status | 'where-it-paused' | 'team-or-triage';
