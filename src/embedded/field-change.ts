import type { FilterScope } from './filter.ts';

/** Says that an operator leaves the field as it is. */
export const keep = Symbol('keep');
/** Says that an operator removes the field. */
export const removal = Symbol('removal');

/** One field before a change. */
export interface FieldBefore {
  /** `undefined` when the field is missing. */
  readonly value: unknown;
  readonly path: string;
  /** `_id` of the document, for messages. */
  readonly id: unknown;
}

/** Computes the new value of a field, or {@link keep} or {@link removal}. */
export type FieldChange = (before: FieldBefore) => unknown;

/** Checks an operator's argument for one path and prepares the change. */
export type UpdateOperator = (argument: unknown, path: string, scope: FilterScope) => FieldChange;
