import 'reflect-metadata';
import { loadConfig } from '../config/config';
import { createLogger } from './platform/logger';
import { Metrics } from './platform/metrics';
import { runUntilSignal } from './platform/process';
import { startProduct } from './product';

/** The API process. On the embedded default it does everything; in production `worker.ts` runs beside it. */
runUntilSignal(async () => {
  const config = loadConfig();
  const logger = createLogger(config.logLevel);
  const product = await startProduct(config, { logger, metrics: new Metrics({ processMetrics: true }) });
  const engine =
    config.database.engine === 'embedded'
      ? 'embedded database (one process; for trying out and small units)'
      : `MySQL/MariaDB${config.redis ? ' with Redis' : ''}`;
  logger.info({ url: product.url, engine, simulated: config.wechat.simulated }, 'stvs is listening');
  return { logger, stop: product.stop };
});
