import sharp from 'sharp';

/** Longest side tried, in pixels, and the quality at it; each step is a good deal smaller than the one before. */
const STEPS = [
  { side: 2_048, quality: 85 },
  { side: 1_600, quality: 78 },
  { side: 1_280, quality: 70 },
  { side: 960, quality: 60 },
  { side: 640, quality: 50 },
] as const;
/** A picture of more is not unpacked: a few kilobytes may claim to be gigabytes. */
const MOST_PIXELS = 100_000_000;

/**
 * A picture as a JPEG of at most so many bytes, upright, and without where and by which phone it was taken.
 *
 * @returns `undefined` for what is no picture that can be read.
 */
export async function smallPicture(
  bytes: Uint8Array,
  mostBytes: number,
): Promise<Uint8Array | undefined> {
  try {
    for (const { side, quality } of STEPS) {
      const small = await sharp(bytes, { limitInputPixels: MOST_PIXELS })
        .rotate()
        .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' })
        .jpeg({ quality })
        .toBuffer();
      if (small.length <= mostBytes) return new Uint8Array(small);
    }
    return undefined;
  } catch {
    return undefined;
  }
}
