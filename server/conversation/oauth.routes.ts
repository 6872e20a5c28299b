import Router from '@koa/router';
import type Koa from 'koa';
import type { Database } from '../platform/database';
import { ensure, forbidden, invalid } from '../platform/fault';
import { faultsAsPages } from '../platform/http';
import type { AccountService } from '../volunteers';
import type { OAuthStates, Wechat } from '../wechat';
import type { WebIdentity } from './web-identity';

const COOKIE = 'stvs_oauth';
const PATH = '/wechat/oauth';

export interface OAuthNeeds {
  wechat: Wechat;
  database: Database;
  accounts: AccountService;
  states: OAuthStates;
  identity: WebIdentity;
  publicUrl: string;
}

/** WeChat's web log-in: `/wechat/oauth/start?to=/h5/…` goes to WeChat and comes back knowing who opened the page. */
export function oauthRoutes(needs: OAuthNeeds): Router {
  const { wechat, database, accounts, states, identity, publicUrl } = needs;
  const router = new Router({ prefix: PATH });

  router.get('/start', faultsAsPages(), async (ctx) => {
    const to = ownPath(ctx.query.to, publicUrl);
    const { state, cookie } = await states.create(to);
    ctx.cookies.set(COOKIE, cookie, {
      httpOnly: true,
      sameSite: 'lax',
      secure: ctx.secure,
      path: PATH,
      overwrite: true,
    });
    // With snsapi_userinfo WeChat tells the unionid, which ties the follower to the mini-program.
    const redirectUri = `${publicUrl}${PATH}/callback`;
    ctx.redirect(wechat.officialAccount.authorizeUrl({ redirectUri, state, scope: 'snsapi_userinfo' }));
  });

  router.get('/callback', faultsAsPages(), async (ctx) => {
    const to = await states.verify(one(ctx, 'state'), ctx.cookies.get(COOKIE));
    const code = one(ctx, 'code');
    ensure(code, forbidden('oauth_denied', '您没有同意微信授权，所以无法认出您。需要时请返回重新打开。'));
    const { openid, unionid } = await wechat.officialAccount.exchangeOAuthCode(code);
    const known = { officialOpenid: openid, ...(unionid ? { unionid } : {}) };
    const account = await database.transaction((tx) => accounts.recognise(tx, known));
    identity.remember(ctx, account.id);
    ctx.redirect(to);
  });
  return router;
}

function one(ctx: Koa.Context, name: string): string | undefined {
  const value = ctx.query[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** @returns a path of this host; anything that a browser could take for another host is refused */
export function ownPath(to: unknown, publicUrl: string): string {
  const refused = invalid('foreign_target', '这个链接不完整，请从公众号菜单重新进入。');
  ensure(typeof to === 'string' && /^\/[\w\-./?=&%]*$/.test(to) && !to.startsWith('//'), refused);
  const origin = new URL(publicUrl).origin;
  ensure(new URL(to, origin).origin === origin, refused);
  return to;
}
