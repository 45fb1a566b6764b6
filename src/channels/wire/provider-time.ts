/** Below it a number can only be seconds: as milliseconds it would be before 1973. */
const FIRST_MILLISECONDS = 100_000_000_000;

/** A provider's time in milliseconds since 1970, whether it counts these or seconds. */
export const millisecondsOf = (told: number): number =>
  told < FIRST_MILLISECONDS ? told * 1_000 : told;
