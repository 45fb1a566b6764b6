import type { Urgency } from './category.ts';

/** A length of time as it is counted: working hours or days, or plain clock hours. */
export interface Span {
  readonly amount: number;
  readonly unit: 'working-hours' | 'working-days' | 'clock-hours' | 'calendar-days';
}

/** Limits of one kind of case. */
export interface Norm {
  readonly accept: Span;
  /** Absent for ideas and praise: nobody is late with thanks. */
  readonly resolve?: Span;
}

/** Limits per urgency, with exceptions per category or kind (domain.md 2.3); the most particular wins. */
export interface DeadlineNorms {
  readonly byUrgency: Readonly<Record<Urgency, Norm>>;
  readonly byCategory: Readonly<Record<string, Partial<Norm>>>;
  readonly needsInfoSilence: Span;
  readonly ratingWindow: Span;
  readonly leaderAfterOverdue: Span;
  readonly dutyUnread: Span;
}
