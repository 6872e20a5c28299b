import type { FileExtension } from './file-store';
import { reencodePhoto } from './photo';

/** Bytes of the largest proof that is taken. */
export const MAX_PROOF_BYTES = 10 * 1024 * 1024;

const isPdf = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 5) === '%PDF-';

/**
 * Prepares an uploaded document that proves something, for `Parts.privateFiles`: a PDF stays as it is, anything else
 * must be a photo and is re-encoded.
 *
 * @throws Fault invalid `photo_unreadable` | `photo_too_many_pixels`
 */
export async function prepareProof(bytes: Buffer): Promise<{ bytes: Buffer; extension: FileExtension }> {
  if (isPdf(bytes)) return { bytes, extension: 'pdf' };
  return { bytes: (await reencodePhoto(bytes)).bytes, extension: 'jpg' };
}
