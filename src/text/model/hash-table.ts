/** Where each hash of a list stands: open addressing, at most half full. */
export interface HashTable {
  /** -1 when the list does not hold it. */
  find(hash: number): number;
}

/** Builds a table over a list without repeats. */
export const createHashTable = (hashes: Uint32Array): HashTable => {
  let size = 1024;
  while (size < hashes.length * 2) size *= 2;
  const slots = new Int32Array(size).fill(-1);
  const mask = size - 1;
  const slotOf = (hash: number): number => (hash ^ (hash >>> 15)) & mask;
  for (const [index, hash] of hashes.entries()) {
    let slot = slotOf(hash);
    while (slots[slot] !== -1) slot = (slot + 1) & mask;
    slots[slot] = index;
  }
  return {
    find: (hash) => {
      let slot = slotOf(hash);
      for (;;) {
        const index = slots[slot] ?? -1;
        if (index === -1 || hashes[index] === hash) return index;
        slot = (slot + 1) & mask;
      }
    },
  };
};
