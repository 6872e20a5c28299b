import Router from '@koa/router';
import type { Logger } from '../logger';
import type { Metrics } from '../metrics';

export interface OperationsParts {
  metrics: Metrics;
  logger: Logger;
  /** @throws when something the product needs does not answer */
  ready: () => Promise<void>;
}

/** Liveness, readiness and metrics: for the operator's machines, kept off the public address by the proxy (docs/operations.md). */
export function operationsRoutes({ metrics, ready, logger }: OperationsParts): Router {
  const router = new Router();
  router.get('/healthz', (ctx) => {
    ctx.body = { status: 'ok' };
  });
  router.get('/readyz', async (ctx) => {
    try {
      await ready();
      ctx.body = { status: 'ready' };
    } catch (error) {
      logger.warn({ err: error }, 'not ready');
      ctx.status = 503;
      ctx.body = { status: 'not ready' };
    }
  });
  router.get('/metrics', async (ctx) => {
    ctx.type = metrics.registry.contentType;
    ctx.body = await metrics.registry.metrics();
  });
  return router;
}
