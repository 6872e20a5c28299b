import type { AccountApi } from '../account-api';

export interface Followers {
  /** @returns whether `openid` follows now; `unionid` when WeChat tells it, which for others than followers it need not */
  follower(openid: string): Promise<{ subscribed: boolean; unionid?: string }>;
}

export const followers = (api: AccountApi): Followers => ({
  async follower(openid) {
    const user = (await api.getUser({ openid: encodeURIComponent(openid), lang: 'zh_CN' })) as {
      subscribe: number;
      unionid?: string;
    };
    return { subscribed: user.subscribe === 1, unionid: user.unionid };
  },
});
