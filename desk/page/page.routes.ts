import type Koa from 'koa';
import getRawBody from 'raw-body';
import { syntheticId, syntheticPhone } from '../people/synthetic';
import type { DeskParts } from './desk-parts';
import { deskState } from './desk-state';

type Answer = (page: DeskParts, ctx: Koa.Context) => unknown;

const ANSWERS: Record<string, Answer> = {
  'GET /desk/state': (page, ctx) => deskState(page, [ctx.query.of ?? []].flat()),
  'POST /desk/people': (page) => makeFreshPerson(page),
  'POST /desk/clock': (page, ctx) => moveClock(page, ctx),
  'POST /desk/web-view': (page, ctx) => beginWebView(page, ctx),
};

/** The page's files, and the few things it asks for beyond the control API. Everything else goes on. */
export function pageRoutes(page: DeskParts): Koa.Middleware {
  return async (ctx, next) => {
    const answer = ANSWERS[`${ctx.method} ${ctx.path}`];
    if (answer) {
      ctx.set('Cache-Control', 'no-store');
      ctx.body = await answer(page, ctx);
      return;
    }
    const file = ctx.method === 'GET' ? (await page.files(ctx.path))[ctx.path] : undefined;
    if (!file) return next();
    ctx.set('Cache-Control', 'no-cache');
    ctx.type = file.type;
    ctx.body = file.body;
  };
}

/** Somebody with WeChat who has never heard of the platform. The ID number is for registering. */
function makeFreshPerson({ kept, wechat }: DeskParts) {
  const order = kept.people.length + 1;
  const person = {
    id: `fresh-${Date.now().toString(36)}`,
    nickname: `新朋友 ${order}`,
    phone: syntheticPhone(),
    documentNumber: syntheticId({ birthDay: '1998-06-18', order: 200 + (order % 300) }),
  };
  wechat.putPerson(person);
  kept.addPerson(person);
  return person;
}

/** `{ms}` forward, or `{until}`: `start` of the next activity, end of the `publicity` that is running. */
async function moveClock({ clocks }: DeskParts, ctx: Koa.Context) {
  const { ms, until } = await bodyOf<{ ms?: number; until?: string }>(ctx);
  let message = '';
  if (until === 'publicity' && !(await clocks.advancePastPublicity()))
    message = '现在没有公示中的时长：先签到、签退，产生一条时长。';
  else if (until === 'start' && !(await clocks.advanceToNextStart()))
    message = '没有将要开始的活动：请先在左边的手机上发布一场。';
  else if (typeof ms === 'number' && ms > 0) await clocks.advance(ms);
  return { now: await clocks.now(), message };
}

/**
 * WeChat's browser knows whose phone it is in; this one shows two phones. So a web page always begins as nobody, and
 * the simulated WeChat is told who opens it.
 */
async function beginWebView({ wechat }: DeskParts, ctx: Koa.Context) {
  const { person } = await bodyOf<{ person: string }>(ctx);
  wechat.actAs(person);
  for (const path of ['/h5', '/wechat/oauth']) {
    for (const name of ['stvs_web', 'stvs_oauth']) {
      ctx.append('Set-Cookie', `${name}=; Path=${path}; Max-Age=0; HttpOnly; SameSite=Lax`);
    }
  }
  return { ok: true };
}

async function bodyOf<T>(ctx: Koa.Context): Promise<T> {
  return JSON.parse((await getRawBody(ctx.req, { limit: '10kb', encoding: 'utf8' })) || '{}') as T;
}
