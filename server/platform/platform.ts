/** The platform: what every module stands on and none of which knows a module. `createPlatform` makes its parts. */
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import type { Config } from '../../config/config';
import { Audit } from './audit';
import { createCache } from './cache';
import { type Clock, MovableClock, systemClock } from './clock';
import { PersonalData } from './crypto/personal-data';
import { Database } from './database';
import { LocalFiles } from './files';
import { Api, type Authenticate, WriteLimits } from './http';
import { createJobs } from './jobs';
import type { Logger } from './logger';
import { Metrics } from './metrics';
import { OutboxRelay } from './outbox';
import { startRelay } from './outbox/relay-jobs';
import { OwnData } from './own-data';
import type { Parts } from './parts';
import { PolicyBook } from './policy';

const POLICY_REFRESH_MS = 15_000;

/** What a test replaces; production passes only the logger. */
export interface Outside {
  logger: Logger;
  clock?: Clock;
  metrics?: Metrics;
}

export interface Platform {
  parts: Parts;
  /** @throws when the database or Redis does not answer */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

/** Connects to database and Redis and makes the parts that every module shares. The schema must be migrated already. */
export async function createPlatform(
  config: Config,
  source: DataSource,
  authenticate: Authenticate,
  outside: Outside,
): Promise<Platform> {
  const { logger, metrics = new Metrics() } = outside;
  const clock = outside.clock ?? (config.wechat.simulated ? new MovableClock() : systemClock);
  const cache = await createCache(config.redis);
  const limits = new WriteLimits(cache, config.http.writesPerMinute);
  const dataSource = source.isInitialized ? source : await source.initialize();
  const database = new Database(dataSource, clock);
  const audit = new Audit(clock);
  const policyBook = new PolicyBook(config.policy, audit, clock);
  const parts: Parts = {
    config,
    clock,
    logger,
    metrics,
    database,
    cache,
    jobs: await createJobs({ redis: config.redis, logger, metrics }),
    relay: new OutboxRelay(database, systemClock, logger, metrics),
    audit,
    policyBook,
    ownData: new OwnData(),
    personalData: new PersonalData(config.secrets),
    files: new LocalFiles(join(config.dataDir, 'files')),
    privateFiles: new LocalFiles(join(config.dataDir, 'private-files')),
    limits,
    api: new Api(authenticate, limits, clock),
  };
  startRelay(parts);
  // Another process may have changed a limit; until it is taken up the old one holds.
  const refreshing = setInterval(
    () =>
      void policyBook.refresh(database).catch((error) => logger.warn({ err: error }, 'limits not refreshed')),
    POLICY_REFRESH_MS,
  ).unref();
  return {
    parts,
    ready: async () => {
      await Promise.all([dataSource.query('SELECT 1'), cache.ping()]);
    },
    stop: async () => {
      clearInterval(refreshing);
      await parts.jobs.stop();
      await dataSource.destroy();
      await cache.close();
    },
  };
}
