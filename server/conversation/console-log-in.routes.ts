import type Koa from 'koa';
import type { Cache } from '../platform/cache';
import { MINUTE } from '../platform/clock';
import type { Database } from '../platform/database';
import { limited } from '../platform/fault';
import { type Api, giveSessionCookie, requireOwnPage } from '../platform/http';
import { newId } from '../platform/ids';
import type { Wechat } from '../wechat';
import { browserName } from './browser-name';
import type { ConsoleLogInService } from './console-log-in.service';
import { ConsoleLogInCodeView, ConsoleLogInStateView } from './console-log-in.view';
import { LOG_IN_SECONDS, sceneOfLogIn } from './topics.rules';

const COOKIE = 'stvs_console_log_in';
const PATH = '/api/public/console-log-in';
/** WeChat grants 100 000 codes a day; an office behind one address needs far fewer a minute. */
const CODES_PER_MINUTE = 30;

export interface ConsoleLogInRoutesNeeds {
  database: Database;
  cache: Cache;
  wechat: Wechat;
  logIns: ConsoleLogInService;
}

/** What the browser on the PC asks: a code, how far it has come, and the session once the phone confirmed. */
export function consoleLogInRoutes(
  api: Api,
  { database, cache, wechat, logIns }: ConsoleLogInRoutesNeeds,
): void {
  const claimOf = (ctx: Koa.Context) => ctx.cookies.get(COOKIE);

  api.public.post(
    '/console-log-in',
    { summary: '取得 PC 登录二维码', returns: ConsoleLogInCodeView, status: 201 },
    async ({ ctx }) => {
      const { count } = await cache.increment(`console-log-in:${ctx.ip}`, MINUTE);
      if (count > CODES_PER_MINUTE) throw limited('too_many_codes', '二维码刷新得太频繁，请一分钟后再试。');
      const id = newId();
      const code = await wechat.officialAccount.createSceneCode(sceneOfLogIn(id), LOG_IN_SECONDS);
      const browser = browserName(ctx.get('user-agent'));
      const { logIn, claim } = await database.transaction((tx) => logIns.begin(tx, id, browser));
      ctx.cookies.set(COOKIE, claim, {
        httpOnly: true,
        sameSite: 'strict',
        secure: ctx.secure,
        path: PATH,
        expires: logIn.expiresAt,
        overwrite: true,
      });
      return { content: code.url, expiresAt: logIn.expiresAt };
    },
  );

  api.public.get(
    '/console-log-in',
    { summary: 'PC 登录二维码的状态', returns: ConsoleLogInStateView },
    async ({ ctx }) => ({ state: (await logIns.stateOf(database, claimOf(ctx))) ?? 'EXPIRED' }),
  );

  api.public.post('/console-log-in/session', { summary: '手机确认后登录 PC' }, async ({ ctx }) => {
    requireOwnPage(ctx);
    giveSessionCookie(ctx, await database.transaction((tx) => logIns.take(tx, claimOf(ctx))));
  });
}
