import { createDecipheriv } from 'node:crypto';

/** AEAD_AES_256_GCM as it comes in notifications and with certificates. */
export interface SealedResource {
  algorithm: string;
  /** base64; the last 16 bytes are the tag */
  ciphertext: string;
  nonce: string;
  associated_data?: string;
}

const TAG_BYTES = 16;

/**
 * @param key APIv3 key, 32 bytes
 * @returns the plaintext
 * @throws when the tag does not fit: changed, or not from who knows the key
 */
export function openResource(
  key: string,
  { algorithm, ciphertext, nonce, associated_data }: SealedResource,
): string {
  if (algorithm !== 'AEAD_AES_256_GCM') throw new Error('unknown algorithm');
  const bytes = Buffer.from(ciphertext, 'base64');
  if (bytes.length < TAG_BYTES) throw new Error('too short for its tag');
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key), Buffer.from(nonce), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  decipher.setAAD(Buffer.from(associated_data ?? ''));
  return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
}
