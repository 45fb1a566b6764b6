/** With the store away, whatever else is tried would only wait for it in vain. */
export const isStoreAway = (error: unknown): boolean =>
  error instanceof Error && error.name === 'StoreUnavailable';

/**
 * Does one thing after the other; one that cannot be done does not keep the others from being done.
 *
 * @throws the first failure, once all were tried; at once when the store is away.
 */
export async function eachAlone<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) {
    await work(item).catch((error: unknown) => {
      if (isStoreAway(error)) throw error;
      failures.push(error);
    });
  }
  if (failures.length > 0) throw failures[0];
}
