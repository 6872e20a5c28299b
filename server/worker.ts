import 'reflect-metadata';
import Koa from 'koa';
import { loadConfig } from '../config/config';
import { ConfigError } from '../config/env';
import { createApp } from './app';
import { dataSourceOf } from './entities';
import { listen, operationsRoutes } from './platform/http';
import { createLogger } from './platform/logger';
import { Metrics } from './platform/metrics';
import { runUntilSignal } from './platform/process';

/** The worker process of production: relays events, runs jobs and schedules, answers only to the operator (/healthz, /readyz, /metrics). */
runUntilSignal(async () => {
  const config = loadConfig();
  if (config.worker !== 'separate')
    throw new ConfigError('configuration: WORKER must be separate to run npm run worker');
  const logger = createLogger(config.logLevel);
  const metrics = new Metrics({ processMetrics: true });
  const app = await createApp(config, dataSourceOf(config), { logger, metrics });
  await app.parts.policyBook.refresh(app.parts.database);
  await app.startWork();
  const koa = new Koa();
  koa.use(operationsRoutes({ metrics, logger, ready: app.ready }).routes());
  const listener = await listen(koa, config.http.host, config.http.port);
  logger.info({ url: listener.url }, 'stvs worker is running');
  return {
    logger,
    stop: async () => {
      await app.stop();
      await listener.stop();
    },
  };
});
