import { createHash, randomUUID } from 'node:crypto';
import { decrypt, encrypt, sign } from '../push/push-crypto';
import { addressed, type Envelope, seal } from '../push/push-envelope';
import { textMessage } from '../push/push-messages';
import type { Account } from '../state/account';
import { HOUR, SECOND } from '../state/clock';
import type { Person } from '../state/people';
import type { World } from '../state/world';
import type { Forgery } from './desk-control';
import { DeskRefusal, found } from './desk-refusal';

const TIMEOUT_MS = 5_000;

/** Sends a push that is not WeChat's: made with everything an attacker could have, wrong in exactly one way. */
export async function forgePush(
  world: World,
  account: Account,
  person: Person,
  forgery: Forgery,
): Promise<{ status: number; body: string }> {
  const target = found(account.pushTarget, '回调地址，请先设置');
  const { query, body, contentType } = spoil(world, account, person, forgery);
  const response = await fetch(addressed(target, query), {
    method: 'POST',
    body,
    headers: { 'content-type': contentType },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return { status: response.status, body: await response.text() };
}

function spoil(world: World, account: Account, person: Person, forgery: Forgery): Envelope {
  const { credentials, pushFormat } = account;
  const openid = account.openidOf(person);
  const seconds = world.clock.seconds();
  const message = textMessage(account, person, seconds, '伪造的消息');
  const good = seal(credentials, pushFormat, message, openid, seconds);
  switch (forgery) {
    case 'stale': {
      const old = seconds - HOUR / SECOND;
      return seal(credentials, pushFormat, message, openid, old);
    }
    case 'plaintext':
      return seal({ ...credentials, aesKey: undefined }, pushFormat, message, openid, seconds);
    case 'unsigned':
      return { ...good, query: {} };
    case 'signature': {
      const wrong = 'f'.repeat(40);
      const { msg_signature } = good.query;
      return {
        ...good,
        query: { ...good.query, signature: wrong, ...(msg_signature ? { msg_signature: wrong } : {}) },
      };
    }
    case 'foreign-appid':
      return reseal(account, good, (text) => encrypt(keyOf(account), 'wxsomebodyelse0001', text));
    case 'tampered': {
      const [before, after] = flipped(account, good);
      return { ...good, body: good.body.replace(before, after) };
    }
  }
}

/** Encrypts the envelope's message in another way and signs that properly. */
function reseal(account: Account, good: Envelope, change: (message: string) => string): Envelope {
  const before = ciphertextOf(good);
  const after = change(decrypt(keyOf(account), before).message);
  const { timestamp = '', nonce = '' } = good.query;
  const msg_signature = sign(account.credentials.pushToken, timestamp, nonce, after);
  return { ...good, query: { ...good.query, msg_signature }, body: good.body.replace(before, after) };
}

/** @returns the ciphertext as it was, and with its first bits changed; meaningless in plaintext, which nothing protects */
function flipped(account: Account, good: Envelope): [string, string] {
  keyOf(account);
  const before = ciphertextOf(good);
  return [before, (before.startsWith('A') ? 'B' : 'A') + before.slice(1)];
}

function ciphertextOf(envelope: Envelope): string {
  return /[A-Za-z0-9+/=]{60,}/.exec(envelope.body)?.[0] ?? '';
}

function keyOf(account: Account): string {
  const { aesKey } = account.credentials;
  if (!aesKey) throw new DeskRefusal(409, 'plaintext_mode', '明文模式下没有加密密钥，不能这样伪造');
  return aesKey;
}

/** WeChat's check of a callback address: a signed GET must answer with its `echostr`, and nothing else. */
export async function verifyCallback(world: World, account: Account): Promise<boolean> {
  const target = found(account.pushTarget, '回调地址，请先设置');
  const echostr = String(Math.floor(Math.random() * 1e15));
  const timestamp = String(world.clock.seconds());
  const nonce = randomUUID().slice(0, 8);
  const signature = sign(account.credentials.pushToken, timestamp, nonce);
  const response = await fetch(addressed(target, { signature, timestamp, nonce, echostr }), {
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return response.ok && (await response.text()) === echostr;
}

/** Computes the JS-SDK signature as the WeChat client does, over the address without its fragment. */
export function verifyJsSdk(
  world: World,
  config: { url: string; nonceStr: string; timestamp: number | string; signature: string },
): boolean {
  const { ticket } = world.officialAccount;
  if (!ticket || ticket.expiresAt <= world.clock.now()) return false;
  const url = config.url.split('#')[0];
  const parts = `jsapi_ticket=${ticket.text}&noncestr=${config.nonceStr}&timestamp=${config.timestamp}&url=${url}`;
  return createHash('sha1').update(parts).digest('hex') === config.signature;
}
