import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Cache } from '../../platform/cache/cache';
import { type Clock, MINUTE } from '../../platform/clock';
import { ensure, forbidden } from '../../platform/fault';

const LIFETIME_MS = 10 * MINUTE;
/** nonce (16 bytes) · expiry (seconds, 4 bytes) · HMAC-SHA256, all hexadecimal: WeChat takes letters and digits, at most 128. */
const STATE = /^([0-9a-f]{32})([0-9a-f]{8})([0-9a-f]{64})$/;

/**
 * Ties an OAuth round trip to the browser that began it: the `state` is signed together with a cookie,
 * lives ten minutes and is good for one use. A link with somebody else's code and state logs nobody in.
 */
export class OAuthStates {
  /** @param deps.key HMAC key, from the configuration's secrets */
  constructor(private readonly deps: { key: Buffer; cache: Cache; clock: Clock }) {}

  /**
   * @param payload what the return needs to know (e.g. the page to go to); stays on the server
   * @returns `state` for the authorize URL and `cookie` for an HttpOnly, SameSite=Lax cookie of this browser
   */
  async create(payload: string): Promise<{ state: string; cookie: string }> {
    const nonce = randomBytes(16).toString('hex');
    const cookie = randomBytes(32).toString('base64url');
    const expiry = Math.floor((this.now() + LIFETIME_MS) / 1_000);
    const head = nonce + expiry.toString(16).padStart(8, '0');
    await this.deps.cache.set(cacheKey(nonce), payload, LIFETIME_MS);
    return { state: head + this.sign(head, cookie).toString('hex'), cookie };
  }

  /**
   * @returns the payload given to `create`
   * @throws Fault forbidden `oauth_state_invalid` for a forged, foreign, late or used state
   */
  async verify(state: string | undefined, cookie: string | undefined): Promise<string> {
    const parts = STATE.exec(state ?? '');
    ensure(parts && cookie, refused);
    const [, nonce = '', expiry = '', signature = ''] = parts;
    const expected = this.sign(nonce + expiry, cookie);
    ensure(timingSafeEqual(expected, Buffer.from(signature, 'hex')), refused);
    ensure(this.now() < Number.parseInt(expiry, 16) * 1_000, refused);
    const payload = await this.deps.cache.take(cacheKey(nonce));
    ensure(payload !== null, refused);
    return payload;
  }

  private sign(head: string, cookie: string): Buffer {
    return createHmac('sha256', this.deps.key).update(`oauth-state\n${head}\n${cookie}`).digest();
  }

  private now(): number {
    return this.deps.clock.now().getTime();
  }
}

const cacheKey = (nonce: string) => `wechat:oauth-state:${nonce}`;
const refused = () => forbidden('oauth_state_invalid', '登录请求已失效，请返回后重新发起登录');
