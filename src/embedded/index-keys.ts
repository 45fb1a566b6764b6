import { identityKey } from './compare.ts';
import { refuse } from './errors.ts';
import { isArrayPosition } from './path.ts';
import { fieldOf, isDocument, type StoredDocument } from './values.ts';

/** The keys that a document has in one index. */
export interface IndexKeys {
  readonly keys: readonly (readonly unknown[])[];
  /** True when an array gave the document more than one possible key. */
  readonly isMultikey: boolean;
}

const absent = Symbol('absent');

interface FieldState {
  readonly path: string;
  readonly value: unknown;
  readonly rest: readonly string[];
}

/**
 * Extracts a document's index keys: one per element of an array on the way, null for a missing
 * field, `undefined` (which sorts below null) for an empty array.
 *
 * @throws {CommandError} CannotIndexParallelArrays when two fields would multiply each other.
 */
export function extractKeys(
  document: StoredDocument,
  paths: readonly string[],
  isSparse: boolean,
): IndexKeys {
  const states = paths.map((path) => advance({ path, value: document, rest: path.split('.') }));
  const isMultikey = states.some(isExpandable);
  const rows = expand(states).filter((row) => !isSparse || row.some((value) => value !== absent));
  const keys = rows.map((row) => row.map((value) => (value === absent ? null : value)));
  return { keys: isMultikey ? distinctKeys(keys) : keys, isMultikey };
}

// Follows a path through documents and array positions, up to a value or an array to be expanded.
function advance(state: FieldState): FieldState {
  let { value, rest } = state;
  while (rest.length > 0) {
    const [part = ''] = rest;
    if (Array.isArray(value)) {
      if (!isArrayPosition(part) || Number(part) >= value.length) break;
      value = value[Number(part)];
    } else if (isDocument(value)) value = fieldOf(value, part);
    else return { path: state.path, value: absent, rest: [] };
    rest = rest.slice(1);
  }
  return { path: state.path, value: value === undefined ? absent : value, rest };
}

function isExpandable(state: FieldState): boolean {
  return Array.isArray(state.value);
}

function expand(states: readonly FieldState[]): unknown[][] {
  const arrays = states.filter(isExpandable);
  const [first] = arrays;
  if (first === undefined) return [states.map((state) => state.value)];
  const parallel = arrays.find((state) => state.value !== first.value);
  if (parallel !== undefined) {
    refuse(
      'CannotIndexParallelArrays',
      `cannot index parallel arrays [${parallel.path}] [${first.path}]`,
    );
  }
  const items = first.value as unknown[];
  const rows = items.length === 0 ? [emptyRow(states)] : [];
  return items.reduce<unknown[][]>(
    (all, item) => all.concat(expandItem(states, first, item)),
    rows,
  );
}

function emptyRow(states: readonly FieldState[]): unknown[] {
  return states.map((state) => {
    if (!isExpandable(state)) return state.value;
    return state.rest.length === 0 ? undefined : absent;
  });
}

function expandItem(
  states: readonly FieldState[],
  expanded: FieldState,
  item: unknown,
): unknown[][] {
  const next = states.map((state) => (state.value === expanded.value ? step(state, item) : state));
  const nested = next.map((state, i) => {
    // A list directly inside the indexed list is a key of its own and is not entered again.
    const isTerminal = states[i]?.rest.length === 0 || !isExpandable(state);
    return isTerminal ? { ...state, value: wrapped(state.value) } : state;
  });
  return expand(nested).map((row) => row.map(unwrapped));
}

function step(state: FieldState, item: unknown): FieldState {
  if (state.rest.length === 0) return { ...state, value: item };
  return isDocument(item)
    ? advance({ ...state, value: item })
    : { ...state, value: absent, rest: [] };
}

class Fixed {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

function wrapped(value: unknown): unknown {
  return Array.isArray(value) ? new Fixed(value) : value;
}

function unwrapped(value: unknown): unknown {
  return value instanceof Fixed ? value.value : value;
}

function distinctKeys(keys: unknown[][]): unknown[][] {
  const seen = new Map<string | number, unknown[]>();
  for (const key of keys) seen.set(identityKey(key), key);
  return [...seen.values()];
}
