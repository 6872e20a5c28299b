import { createHash, randomBytes } from 'node:crypto';
import type { Cache } from '../../platform/cache/cache';
import type { Clock } from '../../platform/clock';
import type { AccountApi } from '../account-api';
import { CachedCredential } from '../cached-credential';

export interface JsSdkConfig {
  appId: string;
  /** Seconds since 1970. */
  timestamp: number;
  nonceStr: string;
  signature: string;
}

export interface JsSdk {
  /** @param url of the page that calls `wx.config`, as the browser shows it; a fragment is dropped */
  jsSdkConfig(url: string): Promise<JsSdkConfig>;
}

export function jsSdk(api: AccountApi, deps: { cache: Cache; clock: Clock; timeoutMs: number }): JsSdk {
  const ticket = new CachedCredential(deps.cache, deps.clock, {
    key: `wechat:js-ticket:${api.appid}`,
    async fetch() {
      const { accessToken } = await api.ensureAccessToken();
      const answer = (await api.request(
        `${api.prefix}ticket/getticket?access_token=${accessToken}&type=jsapi`,
      )) as { ticket: string; expires_in: number };
      return { value: answer.ticket, expiresInSeconds: answer.expires_in };
    },
    // The call itself, and at worst a refused token, its replacement and the call again.
    fetchMs: 4 * deps.timeoutMs,
  });

  return {
    async jsSdkConfig(url) {
      const signed = {
        ticket: await ticket.current(),
        nonceStr: randomBytes(12).toString('hex'),
        timestamp: Math.floor(deps.clock.now().getTime() / 1_000),
      };
      return {
        appId: api.appid,
        timestamp: signed.timestamp,
        nonceStr: signed.nonceStr,
        signature: signJsSdk({ ...signed, url }),
      };
    },
  };
}

/** JS-SDK documentation, appendix 1. @returns 40 hexadecimal digits */
export function signJsSdk(page: {
  ticket: string;
  nonceStr: string;
  timestamp: number;
  url: string;
}): string {
  const url = page.url.split('#', 1)[0];
  return createHash('sha1')
    .update(`jsapi_ticket=${page.ticket}&noncestr=${page.nonceStr}&timestamp=${page.timestamp}&url=${url}`)
    .digest('hex');
}
