import { forbidden, unauthenticated } from '../../platform/fault';
import type { AccountApi } from '../account-api';
import { translating } from '../wechat.error';

export interface OAuth {
  /**
   * Where to send a browser inside WeChat so that it comes back to `redirectUri` with `code` and `state`.
   *
   * @param q.state letters and digits, at most 128 (see `OAuthStates`)
   */
  authorizeUrl(q: { redirectUri: string; state: string; scope: 'snsapi_base' | 'snsapi_userinfo' }): string;
  /**
   * @throws Fault unauthenticated `wechat_code_invalid` when the code is wrong, used or expired;
   *         forbidden `snapshot_user` in WeChat's preview mode, whose openid is not the person's
   */
  exchangeOAuthCode(code: string): Promise<{ openid: string; unionid?: string }>;
}

const codeInvalid = () => unauthenticated('wechat_code_invalid', '微信登录已失效，请返回重新打开页面');

export const oauth = (api: AccountApi, host: string | undefined): OAuth => ({
  authorizeUrl({ redirectUri, state, scope }) {
    // WeChat documents this order of parameters as required.
    const query = new URLSearchParams([
      ['appid', api.appid],
      ['redirect_uri', redirectUri],
      ['response_type', 'code'],
      ['scope', scope],
      ['state', state],
    ]);
    return `${host ?? 'https://open.weixin.qq.com'}/connect/oauth2/authorize?${query}#wechat_redirect`;
  },

  async exchangeOAuthCode(code) {
    const query = new URLSearchParams([
      ['appid', api.appid],
      ['secret', api.appsecret],
      ['code', code],
      ['grant_type', 'authorization_code'],
    ]);
    const grant = (await translating(api.request(`${api.snsPrefix}oauth2/access_token?${query}`), {
      40029: codeInvalid,
      40163: codeInvalid,
      41008: codeInvalid,
      42003: codeInvalid,
    })) as { openid: string; unionid?: string; is_snapshotuser?: number };
    if (grant.is_snapshotuser === 1) {
      throw forbidden('snapshot_user', '当前是微信的预览模式，请点击页面右下角的“使用完整服务”后再登录');
    }
    return { openid: grant.openid, unionid: grant.unionid };
  },
});
