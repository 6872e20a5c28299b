import type { Parts } from '../platform/parts';
import type { Wechat } from '../wechat';
import type { AccountService } from './account.service';

const RESOLVE = 'accounts.resolve-unionid';

/**
 * Keeps accounts in step with who follows the official account. Following is recorded at once; the unionid, which
 * ties the follower to their mini-program account, is asked for afterwards by a job: no call to WeChat in a transaction.
 */
export function followFollowers(parts: Parts, wechat: Wechat, accounts: AccountService): void {
  const { database, relay, jobs } = parts;
  const setFollowing = (following: boolean) => async (push: { openid: string }) => {
    await database.transaction((tx) => accounts.setFollowing(tx, push.openid, following));
  };
  wechat.callback.on('event:subscribe', setFollowing(true), { mustNotBeLost: true });
  wechat.callback.on('event:unsubscribe', setFollowing(false), { mustNotBeLost: true });

  relay.on('follower.changed', RESOLVE, async (_tx, { accountId, following }) => {
    if (following) await jobs.enqueue(RESOLVE, accountId);
  });
  jobs.handle(RESOLVE, async (accountId) => {
    const account = await accounts.findAccount(database, { id: accountId });
    if (!account?.officialOpenid || account.unionid) return;
    const { unionid } = await wechat.officialAccount.follower(account.officialOpenid);
    if (!unionid) return;
    const identity = { officialOpenid: account.officialOpenid, unionid };
    await database.transaction((tx) => accounts.recognise(tx, identity));
  });
}
