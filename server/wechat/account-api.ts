import API from 'co-wechat-api';
import type { WechatAccount } from '../../config/wechat';
import type { Cache } from '../platform/cache/cache';
import type { Clock } from '../platform/clock';
import { CachedCredential, type FreshCredential } from './cached-credential';
import { WechatError } from './wechat.error';
import type { WechatCall, WechatRequest } from './wechat-call';

/**
 * co-wechat-api for one account, with the parts replaced that do not hold up: the access token (stable, shared,
 * fetched once) and the exchange itself (deadline, exact integers and escapes, nothing secret in errors).
 * Its methods keep building paths and bodies; each of them ends in `request` below.
 */
export class AccountApi extends API {
  private readonly token: CachedCredential;

  /** @param options.host origin that stands in for every WeChat host; undefined means the real ones */
  constructor(
    account: WechatAccount,
    private readonly call: WechatCall,
    options: { cache: Cache; clock: Clock; host: string | undefined; timeoutMs: number },
  ) {
    super(account.appId, account.secret);
    if (options.host) this.moveTo(options.host);
    this.token = new CachedCredential(options.cache, options.clock, {
      key: `wechat:token:${account.appId}`,
      fetch: (rejected) => this.fetchToken(rejected),
      fetchMs: 2 * options.timeoutMs,
    });
  }

  private moveTo(host: string): void {
    this.prefix = `${host}/cgi-bin/`;
    this.mpPrefix = `${host}/cgi-bin/`;
    this.fileServerPrefix = `${host}/cgi-bin/`;
    this.snsPrefix = `${host}/sns/`;
    this.wxaPrefix = `${host}/wxa/`;
    this.payPrefix = `${host}/pay/`;
    this.merchantPrefix = `${host}/merchant/`;
    this.customservicePrefix = `${host}/customservice/`;
  }

  override async ensureAccessToken(): Promise<API.Token> {
    return { accessToken: await this.token.current() };
  }

  override getAccessToken(): Promise<API.Token> {
    return this.ensureAccessToken();
  }

  /** One exchange; a refused access token is replaced and the call repeated once. WeChat did nothing for the refused one. */
  override async request(url: string, request?: WechatRequest): Promise<unknown> {
    try {
      return await this.call(url, request);
    } catch (error) {
      const target = new URL(url);
      const refused = target.searchParams.get('access_token');
      if (!(error instanceof WechatError && error.outcome === 'token' && refused)) throw error;
      await this.token.reject(refused);
      target.searchParams.set('access_token', await this.token.current());
      return this.call(target.href, request);
    }
  }

  /** `POST path?access_token=…` with a JSON body, for the calls that the library lacks. `url` ends before the query. */
  async post(url: string, body: unknown): Promise<unknown> {
    const token = await this.token.current();
    return this.request(`${url}?access_token=${encodeURIComponent(token)}`, json(body));
  }

  private async fetchToken(rejected: string | undefined): Promise<FreshCredential> {
    const first = await this.stableToken(false);
    // WeChat still hands out the one it refuses (revoked by hand): only force_refresh, 20 a day, helps.
    return first.value === rejected ? this.stableToken(true) : first;
  }

  private async stableToken(force: boolean): Promise<FreshCredential> {
    const answer = (await this.call(
      `${this.prefix}stable_token`,
      json({
        grant_type: 'client_credential',
        appid: this.appid,
        secret: this.appsecret,
        force_refresh: force,
      }),
    )) as { access_token: string; expires_in: number };
    return { value: answer.access_token, expiresInSeconds: answer.expires_in };
  }
}

const json = (body: unknown): WechatRequest => ({
  method: 'POST',
  data: JSON.stringify(body),
  headers: { 'Content-Type': 'application/json' },
});
