import { setTimeout as wait } from 'node:timers/promises';
import type Koa from 'koa';
import getRawBody from 'raw-body';
import { MERCHANT } from '../../pay-account';
import type { World } from '../state/world';
import { PAY_ENDPOINTS, type PayAnswer } from './pay-endpoints';
import { PayRefusal } from './pay-refusal';
import { merchantSigned, prove, readAuthorization } from './pay-signing';

const FRESH_SECONDS = 300;

/** Answers `api.mch.weixin.qq.com`: the second of WeChat's hosts that this origin stands in for. */
export function payMiddleware(world: () => World): Koa.Middleware {
  return async (ctx, next) => {
    if (!ctx.path.startsWith('/v3/')) return next();
    await answer(ctx, world());
  };
}

async function answer(ctx: Koa.Context, world: World): Promise<void> {
  const text = await getRawBody(ctx.req, { limit: '1mb', encoding: 'utf8' });
  // Faults name paths without the numbers of orders.
  const api = ctx.path.replace(/(out-trade-no|refunds)\/[^/]+/, '$1');
  const faults = world.faults.take(api);
  for (const fault of faults)
    if (fault.kind === 'latency') await wait(fault.ms ?? 0, undefined, { ref: false });
  const broken = faults.find(({ kind }) => kind !== 'latency');
  if (broken?.kind === 'drop') return hangUp(ctx);
  let status = 200;
  let result: PayAnswer;
  try {
    if (broken?.kind === 'http')
      throw new PayRefusal(broken.status ?? 500, 'SYSTEM_ERROR', '系统异常，请稍后重试');
    result = handle(ctx, world, text);
  } catch (error) {
    if (!(error instanceof PayRefusal)) throw error;
    status = error.status;
    result = { code: error.code, message: error.message };
  }
  world.calls.record({
    at: world.clock.iso(),
    api,
    account: 'miniProgram',
    query: {},
    body: text === '' ? {} : JSON.parse(text),
    answer: Buffer.isBuffer(result) ? 'file' : (result ?? 'empty'),
  });
  if (broken?.kind === 'lost-answer') return hangUp(ctx);
  if (Buffer.isBuffer(result)) {
    ctx.type = 'application/x-gzip';
    ctx.body = result;
    return;
  }
  const body = result === undefined ? '' : JSON.stringify(result);
  ctx.set(prove(body, world.clock.seconds(), ctx.get('wechatpay-serial')));
  if (broken?.kind === 'malformed') ctx.set('Wechatpay-Signature', Buffer.alloc(256, 7).toString('base64'));
  ctx.status = body === '' ? 204 : status;
  if (body !== '') {
    ctx.type = 'application/json';
    ctx.body = body;
  }
}

function handle(ctx: Koa.Context, world: World, text: string): PayAnswer {
  admit(ctx, world, text);
  for (const { method, pattern, handle: act } of PAY_ENDPOINTS) {
    const match = ctx.method === method && pattern.exec(ctx.path);
    if (!match) continue;
    const query = Object.fromEntries(new URLSearchParams(ctx.querystring));
    return act({ world, query, number: match[1] ?? '', body: text === '' ? {} : JSON.parse(text) });
  }
  throw new PayRefusal(404, 'RESOURCE_NOT_EXISTS', '没有这个接口');
}

/** The merchant proves who it is by signing method, address, time, nonce and body. */
function admit(ctx: Koa.Context, world: World, text: string): void {
  const refuse = (why: string) => new PayRefusal(401, 'SIGN_ERROR', why);
  const claim = readAuthorization(ctx.get('authorization'));
  if (!claim || claim.mchid !== MERCHANT.mchId || claim.serial !== MERCHANT.serial)
    throw refuse('Authorization 不正确');
  if (Math.abs(world.clock.seconds() - Number(claim.timestamp)) > FRESH_SECONDS) throw refuse('时间戳已过期');
  if (!merchantSigned([ctx.method, ctx.url, claim.timestamp, claim.nonce, text], claim.signature))
    throw refuse('签名错误');
  if (!world.pay.isNewNonce(claim.nonce)) throw refuse('随机串重复');
  if (!ctx.get('user-agent') || !ctx.accepts('json')) throw new PayRefusal(400, 'PARAM_ERROR', '缺少请求头');
}

function hangUp(ctx: Koa.Context): void {
  ctx.respond = false;
  ctx.req.socket.destroy();
}
