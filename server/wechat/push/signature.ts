import { createHash, timingSafeEqual } from 'node:crypto';

/** WeChat's push signature: SHA-1 over the sorted parts, joined. @returns 40 hexadecimal digits */
export function signatureOf(...parts: string[]): string {
  return createHash('sha1').update(parts.sort().join('')).digest('hex');
}

/** Constant time, so that a forger learns nothing from how long a refusal takes. */
export function sameSignature(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
