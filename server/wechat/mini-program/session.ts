import { forbidden, limited, unauthenticated } from '../../platform/fault';
import type { AccountApi } from '../account-api';
import { translating } from '../wechat.error';

export interface Sessions {
  /**
   * Exchanges the code of `wx.login`. `sessionKey` never leaves the server.
   *
   * @throws Fault unauthenticated `wechat_code_invalid`, forbidden `wechat_risky_user`, limited `wechat_too_often`
   */
  logIn(code: string): Promise<{ openid: string; unionid?: string; sessionKey: string }>;
}

const codeInvalid = () => unauthenticated('wechat_code_invalid', '微信登录已失效，请重新进入小程序');

export const sessions = (api: AccountApi): Sessions => ({
  async logIn(code) {
    const session = (await translating(api.code2Session(code), {
      40029: codeInvalid,
      40163: codeInvalid,
      40226: () =>
        forbidden('wechat_risky_user', '微信判定此账号存在风险，暂时无法登录，请在微信中完成安全验证后再试'),
      45011: () => limited('wechat_too_often', '登录过于频繁，请一分钟后再试'),
    })) as { openid: string; unionid?: string; session_key: string };
    return { openid: session.openid, unionid: session.unionid, sessionKey: session.session_key };
  },
});
