import { type IncomingMessage, request } from 'node:http';
import type Koa from 'koa';

const TIMEOUT_MS = 70_000;
/** They belong to one connection, not to the message. */
const OF_THE_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade']);

/**
 * Hands everything that is not the desk's own on to the product, so that phones, shared pages and the API are one
 * origin: no CORS, and cookies work as they do behind a real host name.
 * @param product its origin; undefined while it is starting
 */
export function productProxy(product: () => string | undefined): Koa.Middleware {
  return async (ctx) => {
    const origin = product();
    try {
      if (!origin) throw new Error('starting');
      const answer = await forward(ctx.req, new URL(ctx.url, origin));
      ctx.status = answer.statusCode ?? 502;
      for (const [name, value] of Object.entries(answer.headers)) {
        if (value !== undefined && !OF_THE_CONNECTION.has(name)) ctx.set(name, value);
      }
      ctx.body = answer;
    } catch {
      ctx.status = 502;
      ctx.body = { code: 'upstream', message: '平台服务没有回应，请稍等几秒再试。' };
    }
  };
}

function forward(incoming: IncomingMessage, url: URL): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { method, headers } = incoming;
    const outgoing = request(url, { method, headers, timeout: TIMEOUT_MS }, resolve);
    outgoing.on('timeout', () => outgoing.destroy(new Error('timeout')));
    outgoing.on('error', reject);
    incoming.on('aborted', () => outgoing.destroy());
    incoming.pipe(outgoing);
  });
}
