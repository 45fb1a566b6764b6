import type { Pin } from './unit.ts';

/** A market, school or bridge by which people tell where they are, confirmed by an officer. */
export interface Landmark {
  readonly name: string;
  /** The village in which it stands. */
  readonly unitId: string;
  readonly pin?: Pin;
}
