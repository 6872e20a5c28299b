import { randomBytes, randomInt } from 'node:crypto';
import type { DeskAccount } from '../../accounts';
import { wireJson } from '../wire-json';
import { encrypt, sign } from './push-crypto';
import { type PushFields, toXml } from './push-xml';

export type PushFormat = 'xml' | 'json';

export interface Envelope {
  query: Record<string, string>;
  body: string;
  contentType: string;
}

/** Seals one message for the wire: signed always, encrypted when the account has a key. */
export function seal(
  account: DeskAccount,
  format: PushFormat,
  message: PushFields,
  openid: string,
  seconds: number,
): Envelope {
  const timestamp = String(seconds);
  const nonce = String(randomInt(1e8, 1e10));
  const query: Record<string, string> = {
    signature: sign(account.pushToken, timestamp, nonce),
    timestamp,
    nonce,
    openid,
  };
  const write = format === 'xml' ? toXml : wireJson;
  const contentType = format === 'xml' ? 'text/xml' : 'application/json';
  if (!account.aesKey) return { query, body: write(message), contentType };
  const Encrypt = encrypt(account.aesKey, account.appId, write(message), randomBytes(16));
  query.encrypt_type = 'aes';
  query.msg_signature = sign(account.pushToken, timestamp, nonce, Encrypt);
  return { query, body: write({ ToUserName: account.originalId, Encrypt }), contentType };
}

/** @returns `url` with the envelope's query added to whatever it already has */
export function addressed(url: string, query: Record<string, string>): string {
  const target = new URL(url);
  for (const [name, value] of Object.entries(query)) target.searchParams.set(name, value);
  return target.href;
}
