/** Where the present comes from: the system's clock, or a fixed one in tests. */
export interface Clock {
  now(): Date;
}

/** Where new identifiers and chance come from: random, or counting in tests. */
export interface Ids {
  /** A new identifier, unguessable in production (at least 96 bits), made of `A-Za-z0-9_-`. */
  next(): string;
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
}
