import type { CaseAction, Status } from './case.ts';

/** Why an action is refused: `already` done, so the wish is fulfilled; `not-now` impossible as the case stands; `enough` said of it. */
export type IllegalTransitionCode = 'not-now' | 'already' | 'enough';

/** An action does not fit where a case stands; expected, and answered kindly at the edge. */
export class IllegalTransition extends Error {
  override readonly name = 'IllegalTransition';
  readonly code: IllegalTransitionCode;
  /** Where the case stands, so that the answer can say it. */
  readonly status: Status;
  readonly action: CaseAction['type'];

  constructor(code: IllegalTransitionCode, status: Status, action: CaseAction['type']) {
    super(`${action} in ${status}: ${code}`);
    this.code = code;
    this.status = status;
    this.action = action;
  }
}
