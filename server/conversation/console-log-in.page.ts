import Router from '@koa/router';
import type Koa from 'koa';
import type { Database } from '../platform/database';
import { faultsAsPages, type Html, html, requireOwnPage, sendPage } from '../platform/http';
import type { Account, AccountService } from '../volunteers';
import type { ConsoleLogIn } from './console-log-in.entity';
import type { ConsoleLogInService } from './console-log-in.service';
import type { WebIdentity } from './web-identity';

export interface ConsoleLogInPageNeeds {
  database: Database;
  accounts: AccountService;
  identity: WebIdentity;
  logIns: ConsoleLogInService;
}

const PATH = '/h5/console-log-ins';

/** @returns where the phone decides about a log-in */
export const pageOfLogIn = (id: string): string => `${PATH}/${id}`;

/** `/h5/console-log-ins/:id`: what the phone shows after the scan: what one logs in to, and yes or no. */
export function consoleLogInPage({ database, accounts, identity, logIns }: ConsoleLogInPageNeeds): Router {
  const router = new Router({ prefix: PATH });
  router.use(faultsAsPages());

  /** @returns null after the browser was sent to WeChat to say who it is */
  const accountOf = async (ctx: Koa.Context, id: string): Promise<Account | null> => {
    ctx.set('Cache-Control', 'no-store');
    const accountId = identity.accountIdOf(ctx);
    const account = accountId && (await accounts.findAccount(database, { id: accountId }));
    if (!account) ctx.redirect(`/wechat/oauth/start?to=${pageOfLogIn(id)}`);
    return account || null;
  };

  router.get('/:id', async (ctx) => {
    const id = ctx.params.id!;
    const account = await accountOf(ctx, id);
    if (!account) return;
    const logIn = await logIns.findScanned(database, id, account);
    sendPage(ctx, { title: '登录 PC 端' }, logIn.state === 'SCANNED' ? question(logIn) : done(logIn.state));
  });

  for (const decision of ['CONFIRMED', 'REFUSED'] as const) {
    router.post(`/:id/${decision.toLowerCase()}`, async (ctx) => {
      requireOwnPage(ctx);
      const id = ctx.params.id!;
      const account = await accountOf(ctx, id);
      if (!account) return;
      await database.transaction((tx) => logIns.decide(tx, id, account, decision));
      sendPage(ctx, { title: '登录 PC 端' }, done(decision));
    });
  }
  return router;
}

const SCREEN = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><rect x="3" y="4" width="18" height="12" rx="2"/><path d="M8 20h8M12 16v4"/></svg>`;

const question = ({ id, browser }: ConsoleLogIn): Html => html`<main class="notice">
<div class="badge">${SCREEN}</div>
<h1>登录科技志愿服务平台 PC 端</h1>
<p>电脑上的浏览器：${browser}</p>
<p>确认后，那台电脑可以用您的身份处理组织、审核等工作，7 天内有效，可以随时退出。</p>
<form method="post" action="${pageOfLogIn(id)}/confirmed"><button class="primary">确认登录</button></form>
<form method="post" action="${pageOfLogIn(id)}/refused"><button class="plain">不是我操作的，取消</button></form>
</main>`;

const done = (state: ConsoleLogIn['state']): Html =>
  state === 'REFUSED'
    ? html`<main class="notice"><div class="badge">${SCREEN}</div><h1>已取消登录</h1><p>那台电脑没有登录。如果不是您扫的码，不需要再做什么。</p></main>`
    : html`<main class="notice"><div class="badge">${SCREEN}</div><h1>已确认登录</h1><p>请回到电脑上继续。不再使用时，请在电脑上退出登录。</p></main>`;
