import type { Upload } from '../../wire/form.ts';
import type { Account } from '../account.ts';

/** What a call brings. */
export interface Asked {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly uploads: ReadonlyMap<string, Upload>;
}

/** One call: what it answers as `data`. */
export type Method = (account: Account, asked: Asked) => unknown;

/** Calls by method and path. */
export type Methods = Readonly<Record<string, Method>>;
