/** Where each hash of a list stands: open addressing, at most half full. */
export interface HashTable {
  /** -1 when the list does not hold it. */
  find(hash: number): number;
}

/** Builds a table over a list without repeats. */
export const createHashTable = (hashes: Uint32Array): HashTable => {
  let size = 1024;
  while (size < hashes.length * 2) size *= 2;
  // A hash and its place side by side: most of the time goes into fetching from memory, once instead of twice.
  const slots = new Int32Array(size * 2);
  for (let slot = 1; slot < slots.length; slot += 2) slots[slot] = -1;
  const mask = size - 1;
  const slotOf = (hash: number): number => ((hash ^ (hash >>> 15)) & mask) * 2;
  const after = (slot: number): number => (slot + 2) & (size * 2 - 1);
  for (const [index, hash] of hashes.entries()) {
    let slot = slotOf(hash);
    while (slots[slot + 1] !== -1) slot = after(slot);
    slots[slot] = hash | 0;
    slots[slot + 1] = index;
  }
  return {
    find: (hash) => {
      const wanted = hash | 0;
      for (let slot = slotOf(hash); ; slot = after(slot)) {
        const index = slots[slot + 1] ?? -1;
        if (index === -1 || slots[slot] === wanted) return index;
      }
    },
  };
};
