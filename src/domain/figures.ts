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
