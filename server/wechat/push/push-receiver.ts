import type { IncomingMessage } from 'node:http';
import type { Context, Middleware } from 'koa';
import rawBody from 'raw-body';
import type { WechatAccount } from '../../../config/wechat';
import type { Cache } from '../../platform/cache/cache';
import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import type { Metrics } from '../../platform/metrics';
import { DeliveryLog } from './delivery-log';
import { type HandlerOptions, type PushHandler, PushHandlers } from './handlers';
import { type OpenedPush, PushGate } from './push-gate';
import { parsePush, type ReceivedPush } from './push-parser';
import type { PushKind } from './pushes';
import { renderReply } from './replies';

/** Receives what WeChat pushes to one account: messages, menu clicks, follows, delivery reports. */
export interface PushReceiver {
  /** Handlers of one kind run in the order of registration; the first reply answers the person. */
  on<K extends PushKind>(kind: K, handler: PushHandler<K>, options?: HandlerOptions): void;
  /** Koa middleware for the callback URL, whatever its path: answers every request, GET (URL check) and POST. */
  middleware(): Middleware;
}

export interface PushReceiverDeps {
  account: WechatAccount;
  cache: Cache;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  /** Milliseconds until the answer must leave; WeChat hangs up after 5 s. */
  answerWithinMs?: number;
}

const BODY_LIMIT = 256 * 1_024;
const TYPES = { xml: 'application/xml', json: 'application/json' };
const NOTHING = 'success';

/** The rendered reply ('' = none), or that WeChat shall come again. */
type Verdict = { reply: string } | 'again';

export function createPushReceiver(deps: PushReceiverDeps): PushReceiver {
  const { account, cache, clock, logger, metrics, answerWithinMs = 4_500 } = deps;
  const gate = new PushGate(account, clock);
  const handlers = new PushHandlers(logger);
  const deliveries = new DeliveryLog(cache, logger, account.appId, answerWithinMs - 500);

  const count = (kind: string, outcome: string) => metrics.wechatCallbacks.inc({ kind, outcome });

  async function receive(ctx: Context): Promise<void> {
    const { query } = ctx;
    if (!gate.admits(query)) return refuse(ctx);
    const body = await readBody(ctx.req);
    const opened = body === undefined ? undefined : gate.open(query, body);
    const received = opened && parsePush(opened.fields);
    if (!opened || !received) return refuse(ctx);

    const settled = settle(received, opened).catch((error): Verdict => {
      logger.error({ err: error, kind: received.push?.kind }, 'push could not be answered');
      return { reply: '' };
    });
    const verdict = await within(answerWithinMs, settled);
    if (verdict === undefined) return acknowledge(ctx, received, 'late');
    if (verdict === 'again') return acknowledge(ctx, received, 'again');
    if (verdict.reply === '') return acknowledge(ctx, received, 'done');
    ctx.type = TYPES[opened.format];
    ctx.body = gate.seal(verdict.reply, opened, String(query.nonce));
  }

  /** Handles the push unless that was done before. Goes on after the answer has left. */
  async function settle(received: ReceivedPush, opened: OpenedPush): Promise<Verdict> {
    const { push, openid, accountId } = received;
    if (!push || !handlers.handles(push.kind)) {
      count(push?.kind ?? 'other', 'handled');
      return { reply: '' };
    }
    const claim = await deliveries.claim(received.identity);
    if (!claim.first) {
      count(push.kind, 'replayed');
      if (claim.reply !== undefined) return { reply: claim.reply };
      return handlers.mustNotBeLost(push.kind) ? 'again' : { reply: '' };
    }
    const { reply, outcome } = await handlers.run(push);
    count(push.kind, outcome === 'handled' ? 'handled' : 'failed');
    if (outcome === 'lost') {
      await claim.release();
      return 'again';
    }
    const rendered = renderReply(reply, { to: openid, from: accountId, at: clock.now() }, opened.format);
    await claim.answer(rendered);
    return { reply: rendered };
  }

  /** Answers without a reply. `late` is not known to have succeeded: what must not be lost is asked for again. */
  function acknowledge(ctx: Context, { push }: ReceivedPush, how: 'done' | 'late' | 'again'): void {
    const again = how === 'again' || (how === 'late' && push && handlers.mustNotBeLost(push.kind));
    if (how === 'late') logger.warn({ kind: push?.kind }, 'push handler too slow for its answer');
    ctx.status = again ? 503 : 200;
    ctx.type = 'text/plain';
    ctx.body = again ? '' : NOTHING;
  }

  /** One bare answer for everything that is not from WeChat: it does not say what was wrong. */
  function refuse(ctx: Context): void {
    count('unknown', 'refused');
    ctx.status = 403;
    ctx.type = 'text/plain';
    ctx.body = '';
    // What is left of an oversized body is not worth reading.
    ctx.set('Connection', 'close');
  }

  return {
    on: (kind, handler, options) => handlers.on(kind, handler, options),
    middleware: () => async (ctx) => {
      if (ctx.method === 'POST') return receive(ctx);
      const echo = ctx.method === 'GET' ? gate.echo(ctx.query) : undefined;
      if (echo === undefined) return refuse(ctx);
      ctx.type = 'text/plain';
      ctx.body = echo;
    },
  };
}

/** @returns the body, undefined when it is compressed, too large or breaks off */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') return undefined;
  try {
    const length = request.headers['content-length'];
    return await rawBody(request, { length, limit: BODY_LIMIT, encoding: 'utf-8' });
  } catch {
    return undefined;
  }
}

/** @returns undefined when `work` takes longer; it runs on */
async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
