import { describe, expect, it } from 'vitest';
import { useTestStore } from './open.ts';

const opened = useTestStore();

/** Longer than one GridFS chunk of 255 KiB, and not the same everywhere. */
const bytes = Uint8Array.from({ length: 600_000 }, (_, index) => (index * 31) % 251);

describe('a file', () => {
  it('comes back byte for byte with its reference', async () => {
    const { files } = opened.store;
    const ref = await files.put({ name: 'anh.jpg', mediaType: 'image/jpeg', bytes }, 'file-1');
    expect(ref).toEqual({
      id: 'file-1',
      mediaType: 'image/jpeg',
      sizeBytes: 600_000,
      name: 'anh.jpg',
    });
    const kept = await opened.other.files.open('file-1');
    expect(kept?.ref).toEqual(ref);
    expect(Buffer.compare(kept?.bytes ?? new Uint8Array(), bytes)).toBe(0);
  });

  it('may be empty', async () => {
    const empty = { name: 'a.txt', mediaType: 'text/plain', bytes: new Uint8Array() };
    await opened.store.files.put(empty, 'empty');
    expect((await opened.store.files.open('empty'))?.bytes).toHaveLength(0);
  });

  it('is gone for good once removed, and removing it again does no harm', async () => {
    const { files } = opened.store;
    await files.put({ name: 'b.jpg', mediaType: 'image/jpeg', bytes }, 'file-2');
    await files.remove('file-2');
    await files.remove('file-2');
    expect(await files.open('file-2')).toBeUndefined();
    expect(await files.open('file-1')).toBeDefined();
  });
});
