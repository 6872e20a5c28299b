import sharp from 'sharp';
import { reencodePhoto } from '../../../server/platform/files';

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#1F63E0' } });

describe('photos', () => {
  it('lose where and when they were taken, and stand upright', async () => {
    const original = await plain(400, 300)
      .withExif({
        IFD3: { GPSLatitude: '39/1 54/1 0/1', GPSLatitudeRef: 'N' },
        IFD0: { Make: 'SecretPhone' },
      })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(original).metadata()).exif).toBeDefined();

    const photo = await reencodePhoto(original);
    const metadata = await sharp(photo.bytes).metadata();
    expect(metadata.exif).toBeUndefined();
    expect(metadata.orientation).toBeUndefined();
    expect(photo.bytes.includes('SecretPhone')).toBe(false);
    expect([photo.width, photo.height]).toEqual([300, 400]);
  });

  it.each(['jpeg', 'png', 'webp'] as const)('are read as %s and become JPEG', async (format) => {
    const photo = await reencodePhoto(await plain(64, 48).toFormat(format).toBuffer());
    expect((await sharp(photo.bytes).metadata()).format).toBe('jpeg');
  });

  it('are at most 2000 pixels long, and never enlarged', async () => {
    const large = await reencodePhoto(await plain(3000, 1500).jpeg().toBuffer());
    expect([large.width, large.height]).toEqual([2000, 1000]);
    const small = await reencodePhoto(await plain(10, 20).png().toBuffer());
    expect([small.width, small.height]).toEqual([10, 20]);
  });

  it('drop what was hidden behind the picture', async () => {
    const hidden = Buffer.concat([
      await plain(10, 10).jpeg().toBuffer(),
      Buffer.from('<script>alert(1)</script>'),
    ]);
    expect((await reencodePhoto(hidden)).bytes.includes('script')).toBe(false);
  });

  it.each<[string, () => Promise<Buffer>, string]>([
    ['text', async () => Buffer.from('not a picture'), 'photo_unreadable'],
    ['nothing', async () => Buffer.alloc(0), 'photo_unreadable'],
    [
      'a drawing that could load other files',
      async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      'photo_unreadable',
    ],
    ['a GIF', () => plain(10, 10).gif().toBuffer(), 'photo_unreadable'],
    [
      'half a photo',
      async () => (await plain(200, 200).png().toBuffer()).subarray(0, 60),
      'photo_unreadable',
    ],
    [
      'a bomb of 100 megapixels',
      () => plain(10_000, 10_000).png({ compressionLevel: 9 }).toBuffer(),
      'photo_too_many_pixels',
    ],
  ])('refuse %s', async (_, bytes, code) => {
    await expect(reencodePhoto(await bytes())).rejects.toMatchObject({ kind: 'invalid', code });
  });
});
