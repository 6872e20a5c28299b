import { type KeyObject, verify } from 'node:crypto';

/** What WeChat Pay sends beside every answer and notification. */
export interface PaySignature {
  /** seconds */
  timestamp: string;
  nonce: string;
  serial: string;
  /** base64 */
  signature: string;
}

/** How far the time of a signature may be off, in seconds. */
const FRESH_SECONDS = 300;
/** WeChat Pay tries whether we check: such a signature must fail. */
const PROBE = 'WECHATPAY/SIGNTEST/';

/** @param header reads a header; '' when absent */
export function signatureOf(header: (name: string) => string): PaySignature | undefined {
  const [timestamp, nonce, serial, signature] = ['timestamp', 'nonce', 'serial', 'signature'].map((part) =>
    header(`wechatpay-${part}`),
  ) as [string, string, string, string];
  return timestamp && nonce && serial && signature ? { timestamp, nonce, serial, signature } : undefined;
}

/** @returns whether it was made within ±300 s and is not a probe; says nothing of its being right */
export function isFresh({ timestamp, signature }: PaySignature, now: Date): boolean {
  if (!/^\d{1,12}$/.test(timestamp) || signature.startsWith(PROBE)) return false;
  return Math.abs(now.getTime() / 1_000 - Number(timestamp)) <= FRESH_SECONDS;
}

/** @param body the bytes as they came, never JSON that was made anew */
export function isSignedBy(
  key: KeyObject,
  { timestamp, nonce, signature }: PaySignature,
  body: Buffer,
): boolean {
  const signed = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), body, Buffer.from('\n')]);
  return verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64'));
}
