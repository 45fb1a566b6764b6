/** Counts over a scope; what citizens confirm stands apart from what offices claim. */
export interface Figures {
  readonly open: number;
  readonly newToday: number;
  readonly unaccepted: number;
  readonly overdue: number;
  readonly acceptedLate: number;
  readonly answered: number;
  readonly confirmed: number;
  readonly reopened: number;
  readonly declined: number;
}

/** Counts over a scope without cases. */
export const NO_FIGURES: Figures = {
  open: 0,
  newToday: 0,
  unaccepted: 0,
  overdue: 0,
  acceptedLate: 0,
  answered: 0,
  confirmed: 0,
  reopened: 0,
  declined: 0,
};
