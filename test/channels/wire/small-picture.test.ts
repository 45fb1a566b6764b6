import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { smallPicture } from '../../../src/channels/wire/small-picture.ts';

const noise = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#ffffff',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  });

describe('a picture for a provider with a limit', () => {
  it('is made small enough, also when it is nothing but noise', async () => {
    const bytes = await noise(3_000, 2_000).jpeg({ quality: 95 }).toBuffer();
    expect(bytes.length).toBeGreaterThan(2_000_000);
    const small = await smallPicture(bytes, 1_000_000);
    expect(small?.length).toBeLessThanOrEqual(1_000_000);
    expect(await sharp(small).metadata()).toMatchObject({ format: 'jpeg' });
  });

  it('says no more where and by which phone it was taken, and stands upright', async () => {
    const bytes = await noise(80, 40)
      .jpeg()
      .withExif({ IFD0: { Model: 'Phone of Lan' }, IFD3: { GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect((await sharp(bytes).metadata()).exif).toBeDefined();
    const small = await smallPicture(bytes, 1_000_000);
    const { exif, width, height } = await sharp(small).metadata();
    expect([exif, width, height]).toEqual([undefined, 40, 80]);
    expect(Buffer.from(small ?? []).includes('Phone of Lan')).toBe(false);
  });

  it.each(['png', 'webp', 'gif'] as const)('may be %s', async (format) => {
    const small = await smallPicture(await noise(30, 30).toFormat(format).toBuffer(), 100_000);
    expect(await sharp(small).metadata()).toMatchObject({ format: 'jpeg', width: 30 });
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['words', Buffer.from('no picture')],
    ['half a picture’s head', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
  ])('cannot be made of %s', async (_label, bytes) => {
    expect(await smallPicture(bytes, 1_000_000)).toBeUndefined();
  });

  it('is not unpacked when it claims to be gigantic', async () => {
    const bytes = await sharp({
      create: { width: 12_000, height: 12_000, channels: 3, background: '#fff' },
    })
      .png()
      .toBuffer();
    expect(await smallPicture(bytes, 1_000_000)).toBeUndefined();
  });
});
