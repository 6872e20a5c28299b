import { setTimeout as wait } from 'node:timers/promises';
import type Koa from 'koa';
import getRawBody from 'raw-body';
import type { ApiFault } from '../state/faults';
import type { World } from '../state/world';
import { wireJson } from '../wire-json';
import { admit } from './access';
import { type Answer, type Call, type Endpoint, spendQuota } from './endpoint';
import { ENDPOINTS } from './endpoints';
import { WireError } from './errcodes';

/** Answers every path of WeChat's API; whatever is none of them goes on to the next middleware. */
export function wireMiddleware(world: () => World): Koa.Middleware {
  return async (ctx, next) => {
    const endpoint = ENDPOINTS.get(ctx.path);
    if (!endpoint) return next();
    await answer(ctx, endpoint, world());
  };
}

async function answer(ctx: Koa.Context, endpoint: Endpoint, world: World): Promise<void> {
  const text = await getRawBody(ctx.req, { limit: '1mb', encoding: 'utf8' });
  const faults = world.faults.take(endpoint.path);
  for (const fault of faults)
    if (fault.kind === 'latency') await wait(fault.ms ?? 0, undefined, { ref: false });
  const fault = faults.find(({ kind }) => kind !== 'latency');
  const call: Call = {
    world,
    account: world.officialAccount,
    query: singleValued(ctx.query),
    body: {},
    cookie: (name) => ctx.cookies.get(name),
  };
  if (fault?.kind === 'expire-token') {
    for (const { tokens } of [world.officialAccount, world.miniProgram]) {
      tokens.expire(call.query.access_token ?? '');
    }
  }
  const result = faultedAnswer(fault) ?? (await handle(endpoint, call, ctx.method, text));
  const shown = fault?.kind === 'lost-answer' ? 'dropped' : result;
  world.calls.record({
    at: world.clock.iso(),
    api: endpoint.path,
    account: call.account.kind,
    query: call.query,
    body: call.body,
    answer: describe(shown),
  });
  send(ctx, endpoint, shown);
}

type Outcome = Answer | 'dropped' | { httpStatus: number } | { halfJson: string };

function faultedAnswer(fault: ApiFault | undefined): Outcome | undefined {
  switch (fault?.kind) {
    case 'errcode':
      return asAnswer(new WireError(fault.errcode ?? -1));
    case 'drop':
      return 'dropped';
    case 'http':
      return { httpStatus: fault.status ?? 503 };
    case 'malformed':
      return { halfJson: '{"errcode":0,"errm' };
    default:
      return undefined;
  }
}

async function handle(endpoint: Endpoint, call: Call, method: string, text: string): Promise<Answer> {
  try {
    if (endpoint.method === 'GET' && method !== 'GET') throw new WireError(43001);
    if (endpoint.method === 'POST' && method !== 'POST') throw new WireError(43002);
    call.account = admit(call.world, endpoint, call.query.access_token);
    if (endpoint.access !== 'open') spendQuota(call.world, call.account, endpoint.path);
    if (endpoint.method === 'POST') call.body = parseBody(text);
    return await endpoint.handle(call);
  } catch (error) {
    if (error instanceof WireError) return asAnswer(error);
    throw error;
  }
}

function parseBody(text: string): Record<string, unknown> {
  if (text === '') throw new WireError(44002);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new WireError(47001);
  }
  if (body === null || typeof body !== 'object' || Array.isArray(body)) throw new WireError(47001);
  return body as Record<string, unknown>;
}

function asAnswer(error: WireError): Answer {
  const rid = Array.from({ length: 3 }, () => Math.random().toString(16).slice(2, 10)).join('-');
  return { errcode: error.errcode, errmsg: `${error.message} rid: ${rid}`, ...error.extra };
}

function singleValued(query: Koa.Context['query']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, String(Array.isArray(value) ? value[0] : value)]),
  );
}

function describe(outcome: Outcome): unknown {
  if (outcome === 'dropped') return outcome;
  if ('image' in outcome) return 'image';
  if ('redirect' in outcome) return 'redirect';
  return 'html' in outcome ? 'html' : outcome;
}

function send(ctx: Koa.Context, endpoint: Endpoint, outcome: Outcome): void {
  if (outcome === 'dropped') {
    ctx.respond = false;
    ctx.req.socket.destroy();
  } else if ('httpStatus' in outcome) {
    ctx.status = outcome.httpStatus as number;
    ctx.body = '';
  } else if ('redirect' in outcome) {
    ctx.redirect(outcome.redirect as string);
  } else if ('html' in outcome) {
    ctx.status = outcome.status as number;
    ctx.type = 'html';
    ctx.body = outcome.html;
  } else if ('image' in outcome) {
    ctx.type = 'image/png';
    ctx.body = outcome.image;
  } else {
    ctx.set('Content-Type', endpoint.plainText ? 'text/plain' : 'application/json; encoding=utf-8');
    ctx.body = 'halfJson' in outcome ? outcome.halfJson : wireJson(outcome);
  }
}
