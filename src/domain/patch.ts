import type { Case } from './case.ts';

/** New values of some fields; `undefined` takes a field away, which only optional ones allow. */
export type CasePatch = {
  readonly [K in keyof Case]?: object extends Pick<Case, K> ? Case[K] | undefined : Case[K];
};

/** Applies a patch; a field that became `undefined` is left out altogether, as the store keeps it. */
export const patched = (current: Case, patch: CasePatch): Case => {
  const after: Case = Object.assign({ ...current }, patch);
  for (const [key, value] of Object.entries(after)) {
    if (value === undefined) Reflect.deleteProperty(after, key);
  }
  return after;
};
