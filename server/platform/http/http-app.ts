import cors from '@koa/cors';
import type Router from '@koa/router';
import Koa from 'koa';
import helmet from 'koa-helmet';
import type { Config } from '../../../config/config';
import type { Clock } from '../clock';
import type { Logger } from '../logger';
import type { Metrics } from '../metrics';
import type { Api } from './api';
import { apiDocumentRoutes } from './docs-page';
import { faultHandler } from './fault-handler';
import { jsonBody } from './json-body';
import { operationsRoutes } from './operations.routes';
import type { WriteLimits } from './rate-limit';
import { requestContext } from './request-context';

export interface HttpParts {
  config: Config['http'];
  logger: Logger;
  metrics: Metrics;
  clock: Clock;
  limits: WriteLimits;
  api: Api;
  /** Routes before the API that read their own bodies: WeChat's callbacks. */
  callbacks: Router[];
  /** Pages that are not JSON: shared recaps, files, the simulation's switches. */
  pages: Router[];
  /** @throws when something the product needs does not answer */
  ready: () => Promise<void>;
}

/** Assembles the one HTTP application. Order matters: context and faults outside, WeChat before the JSON rules. */
export function createHttpApp(parts: HttpParts): Koa {
  const { config, logger, metrics, clock, limits, api } = parts;
  const app = new Koa({ proxy: config.trustProxy });
  app.silent = true;
  app.use(requestContext(logger, metrics, clock));
  app.use(faultHandler(logger));
  // The browser loads nothing from elsewhere, except WeChat's own JS-SDK on shared pages.
  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: {
          'default-src': ["'self'"],
          'script-src': ["'self'", 'https://res.wx.qq.com'],
          'style-src': ["'self'", "'unsafe-inline'"],
          'img-src': ["'self'", 'data:', 'https:'],
          'upgrade-insecure-requests': null,
        },
      },
      crossOriginResourcePolicy: { policy: 'cross-origin' },
    }),
  );
  if (config.corsOrigin) app.use(cors({ origin: config.corsOrigin, maxAge: 600 }));
  app.use(operationsRoutes(parts).routes());
  for (const callback of parts.callbacks) app.use(callback.routes());
  app.use(limits.byAddress());
  app.use(jsonBody());
  app.use(apiDocumentRoutes(api, config.publicUrl).routes());
  for (const router of api.routers()) app.use(below(`${router.opts.prefix}/`, router));
  for (const router of parts.pages) app.use(router.routes()).use(router.allowedMethods());
  return app;
}

/** A router tries all its routes in turn; one whose prefix does not fit need not try any. */
function below(prefix: string, router: Router): Koa.Middleware {
  const routes = router.routes() as unknown as Koa.Middleware;
  const methods = router.allowedMethods() as unknown as Koa.Middleware;
  return (ctx, next) =>
    ctx.path.startsWith(prefix) ? routes(ctx, () => methods(ctx, next) as Promise<void>) : next();
}
