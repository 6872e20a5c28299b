import sharp from 'sharp';
import { invalid } from '../fault';

export interface Photo {
  /** JPEG without metadata */
  bytes: Buffer;
  width: number;
  height: number;
}

const LONGEST_SIDE = 2_000;
/** 50 megapixels decode to 150 MB; what claims more is refused before it is decoded. */
const MAX_PIXELS = 50_000_000;
const DECODE_SECONDS = 10;

const SIGNATURES: ((bytes: Buffer) => boolean)[] = [
  (bytes) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  (bytes) => bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')),
  (bytes) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
];

const unreadable = () => invalid('photo_unreadable', '这张照片无法读取，请换一张 JPG、PNG 或 WebP 照片。');

/**
 * Re-encodes an uploaded photo: what was not a picture does not survive, neither does where and with which phone
 * it was taken (EXIF). JPEG, because every share card and old phone shows it.
 *
 * @param bytes as uploaded; believed only by content, never by name or declared type
 * @throws Fault invalid `photo_unreadable` | `photo_too_many_pixels`
 */
export async function reencodePhoto(bytes: Buffer): Promise<Photo> {
  if (!SIGNATURES.some((matches) => matches(bytes))) throw unreadable();
  const source = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' });
  try {
    const { data, info } = await source
      // Upright first: the orientation is in the EXIF that is dropped.
      .rotate()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 84, mozjpeg: true })
      .timeout({ seconds: DECODE_SECONDS })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, width: info.width, height: info.height };
  } catch (error) {
    if (/pixel limit/i.test((error as Error).message)) {
      throw invalid('photo_too_many_pixels', '这张照片的像素太高，请先缩小到 5000 万像素以内再上传。');
    }
    throw unreadable();
  }
}
