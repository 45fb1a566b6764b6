/** Tells nobody what is said. */
export const silent = (): void => undefined;
