import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const BLOCK = 32;

/** SHA-1 over the sorted parts: `signature` (token, timestamp, nonce) and `msg_signature` (the same and the ciphertext). */
export function sign(...parts: string[]): string {
  return createHash('sha1').update(parts.sort().join('')).digest('hex');
}

/**
 * WeChat's safe mode: AES-256-CBC over random16 · length (uint32BE) · message · appId, PKCS#7 in blocks of 32 bytes.
 * @param random 16 bytes; given only to reproduce a published vector
 * @returns base64
 */
export function encrypt(aesKey: string, appId: string, message: string, random = randomBytes(16)): string {
  const text = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const content = Buffer.concat([random, length, text, Buffer.from(appId)]);
  const padding = BLOCK - (content.length % BLOCK);
  const cipher = createCipheriv('aes-256-cbc', ...keyAndIv(aesKey)).setAutoPadding(false);
  const padded = Buffer.concat([content, Buffer.alloc(padding, padding)]);
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
}

/** @returns the message and the appId inside; throws when length or padding are not what WeChat writes */
export function decrypt(aesKey: string, ciphertext: string): { message: string; appId: string } {
  const decipher = createDecipheriv('aes-256-cbc', ...keyAndIv(aesKey)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(ciphertext, 'base64'), decipher.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > BLOCK) throw new Error('padding is not PKCS#7 over 32 bytes');
  const content = padded.subarray(0, padded.length - padding);
  const length = content.readUInt32BE(16);
  if (20 + length > content.length) throw new Error('message is shorter than its length says');
  return {
    message: content.subarray(20, 20 + length).toString(),
    appId: content.subarray(20 + length).toString(),
  };
}

function keyAndIv(aesKey: string): [Buffer, Buffer] {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  return [key, key.subarray(0, 16)];
}
