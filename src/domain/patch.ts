import type { Case } from './case.ts';

/** New values of some fields; `undefined` takes a field away, which only optional ones allow. */
export type CasePatch = {
  readonly [K in keyof Case]?: object extends Pick<Case, K> ? Case[K] | undefined : Case[K];
};

/** Applies a patch; a field that became `undefined` is left out altogether, as the store keeps it. */
export const patched = (current: Case, patch: CasePatch): Case => {
  const fields = Object.entries({ ...current, ...patch });
  // The entries are those of a case; only optional ones can have been left out.
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as unknown as Case;
};
