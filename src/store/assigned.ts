/** An update that gives fields their values. */
export interface Assignment {
  readonly $set: Readonly<Record<string, unknown>>;
  readonly $unset?: Readonly<Record<string, 1>>;
}

/**
 * Sets the fields that have a value and removes those that are `undefined`.
 * There is no empty `$unset`: servers before MongoDB 5 and some compatible ones refuse it.
 */
export function assigned(fields: Readonly<Record<string, unknown>>): Assignment {
  const entries = Object.entries(fields);
  const gone = entries.filter(([, value]) => value === undefined).map(([name]) => [name, 1]);
  const $set = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  return gone.length === 0 ? { $set } : { $set, $unset: Object.fromEntries(gone) };
}
