import type Koa from 'koa';
import type { Clock } from '../clock';
import { newId } from '../ids';
import type { Logger } from '../logger';
import type { Metrics } from '../metrics';

/**
 * Gives each request its id (taken from the proxy when well-formed) and the product's time, by which pages tell days;
 * measures it and logs one line.
 */
export function requestContext(logger: Logger, metrics: Metrics, clock: Clock): Koa.Middleware {
  return async (ctx, next) => {
    const given = ctx.get('x-request-id');
    const requestId = /^[\w-]{8,64}$/.test(given) ? given : newId();
    ctx.state.requestId = requestId;
    ctx.set('X-Request-Id', requestId);
    // Not in `Date`: from that browsers work out when cookies expire, and they live by the computer's clock.
    ctx.set('X-Server-Time', clock.now().toISOString());
    const started = performance.now();
    await next();
    const seconds = (performance.now() - started) / 1000;
    // The pattern, not the path: paths hold ids and would make a series each.
    const route = typeof ctx._matchedRoute === 'string' ? ctx._matchedRoute : 'unmatched';
    metrics.httpSeconds.observe({ method: ctx.method, route, status: String(ctx.status) }, seconds);
    logger.info(
      { requestId, method: ctx.method, route, status: ctx.status, ms: Math.round(seconds * 1000) },
      'request',
    );
  };
}
