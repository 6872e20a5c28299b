import Router from '@koa/router';
import { maskName } from '../platform/crypto/personal-data';
import type { Database } from '../platform/database';
import { faultsAsPages, type Html, html, sendPage } from '../platform/http';
import type { AccountService, Volunteer, VolunteerService } from '../volunteers';
import type { WebIdentity } from './web-identity';

export interface BindingNeeds {
  database: Database;
  accounts: AccountService;
  volunteers: VolunteerService;
  identity: WebIdentity;
}

const PATH = '/h5/binding';

/** `/h5/binding`: whether the WeChat that opens it belongs to a registered volunteer. */
export function bindingPage({ database, accounts, volunteers, identity }: BindingNeeds): Router {
  const router = new Router();
  router.get(PATH, faultsAsPages(), async (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    const accountId = identity.accountIdOf(ctx);
    const account = accountId && (await accounts.findAccount(database, { id: accountId }));
    // Also when two accounts became one since: the new log-in finds the one that stayed.
    if (!account) return ctx.redirect(`/wechat/oauth/start?to=${PATH}`);
    const volunteer = account.volunteerId
      ? await volunteers.findVolunteer(database, account.volunteerId)
      : null;
    sendPage(ctx, { title: '绑定科技志愿者' }, volunteer ? bound(volunteer) : notBound);
  });
  return router;
}

const bound = ({ name, number }: Volunteer): Html => html`<main class="notice">
<div class="badge">${CHECK}</div>
<h1>已绑定 ${maskName(name)}</h1>
<p>志愿者编号 ${number}</p>
<p>在公众号回复「时长」或「组织」，可以随时查询。</p>
</main>`;

const CHECK = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M5 12.5l4.5 4.5L19 7.5"/></svg>`;

const PERSON = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true"><circle cx="12" cy="8" r="4"/><path d="M4 20c1.5-3.5 4.5-5 8-5s6.5 1.5 8 5"/></svg>`;

const notBound = html`<main class="notice">
<div class="badge">${PERSON}</div>
<h1>还没有注册</h1>
<p>这个微信还没有绑定科技志愿者。</p>
<p>点公众号菜单「找活动」打开小程序，完成注册后会自动绑定。</p>
</main>`;
