import type { ParsedUrlQuery } from 'node:querystring';
import type { WechatAccount } from '../../../config/wechat';
import { type Clock, MINUTE } from '../../platform/clock';
import { type PushFields, textOf } from './fields';
import { MessageCipher } from './message-cipher';
import { type PushFormat, parseBody } from './push-format';
import { renderEncrypted } from './replies';
import { sameSignature, signatureOf } from './signature';

const FRESH_MS = 10 * MINUTE;

export interface OpenedPush {
  fields: PushFields;
  format: PushFormat;
  encrypted: boolean;
}

/** Tells what WeChat sent from what somebody else did, and speaks the form (encrypted or not) that the account is set to. */
export class PushGate {
  private readonly token: string;
  private readonly cipher: MessageCipher | undefined;

  constructor(
    account: WechatAccount,
    private readonly clock: Clock,
  ) {
    this.token = account.pushToken;
    const keys = [account.aesKey, account.previousAesKey].filter((key) => key !== undefined);
    this.cipher = account.aesKey ? new MessageCipher(account.appId, keys) : undefined;
  }

  /** The check of the URL when it is entered on WeChat's console. @returns what to echo, undefined for anybody else */
  echo(query: ParsedUrlQuery): string | undefined {
    return this.isFresh(query) && this.isSigned(query) ? one(query, 'echostr') : undefined;
  }

  /**
   * What can be said before reading the body: fresh, signed, and encrypted exactly when a key is configured
   * (a plaintext push is signed without its body, so accepting one would void the encryption).
   */
  admits(query: ParsedUrlQuery): boolean {
    if (!this.isFresh(query)) return false;
    if (!this.cipher) return this.isSigned(query);
    const signed = query.signature === undefined || this.isSigned(query);
    return signed && query.encrypt_type === 'aes' && one(query, 'msg_signature') !== undefined;
  }

  /** @returns the push in `body`, undefined when it is malformed, forged or another account's */
  open(query: ParsedUrlQuery, body: string): OpenedPush | undefined {
    const outer = parseBody(body);
    if (!outer || !this.cipher) return outer && { ...outer, encrypted: false };
    const sealed = textOf(outer.fields, 'Encrypt');
    const signature = signatureOf(this.token, one(query, 'timestamp')!, one(query, 'nonce')!, sealed);
    if (!sealed || !sameSignature(one(query, 'msg_signature')!, signature)) return undefined;
    const message = this.cipher.decrypt(sealed);
    const inner = message === undefined ? undefined : parseBody(message);
    return inner && { ...inner, encrypted: true };
  }

  /** @param reply rendered, not empty. @returns the body to answer with, in the form of the request */
  seal(reply: string, push: OpenedPush, nonce: string): string {
    if (!push.encrypted) return reply;
    const encrypt = this.cipher!.encrypt(reply);
    const timestamp = Math.floor(this.clock.now().getTime() / 1_000);
    const signature = signatureOf(this.token, String(timestamp), nonce, encrypt);
    return renderEncrypted({ encrypt, signature, timestamp, nonce }, push.format);
  }

  private isFresh(query: ParsedUrlQuery): boolean {
    const timestamp = one(query, 'timestamp') ?? '';
    if (!/^\d{1,12}$/.test(timestamp) || one(query, 'nonce') === undefined) return false;
    return Math.abs(this.clock.now().getTime() - Number(timestamp) * 1_000) <= FRESH_MS;
  }

  private isSigned(query: ParsedUrlQuery): boolean {
    const signature = one(query, 'signature');
    if (signature === undefined) return false;
    return sameSignature(signature, signatureOf(this.token, one(query, 'timestamp')!, one(query, 'nonce')!));
  }
}

/** @returns the parameter when it was given exactly once */
function one(query: ParsedUrlQuery, name: string): string | undefined {
  const value = query[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
