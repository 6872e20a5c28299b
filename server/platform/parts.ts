import type { Config } from '../../config/config';
import type { Audit } from './audit';
import type { Cache } from './cache';
import type { Clock } from './clock';
import type { PersonalData } from './crypto/personal-data';
import type { Database } from './database';
import type { FileStore } from './files';
import type { Api, WriteLimits } from './http';
import type { Jobs } from './jobs';
import type { Logger } from './logger';
import type { Metrics } from './metrics';
import type { OutboxRelay } from './outbox';
import type { OwnData } from './own-data';
import type { PolicyBook } from './policy';

/** What the platform hands to every module's `<module>.module.ts`, which takes from it what it needs. */
export interface Parts {
  config: Config;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  database: Database;
  cache: Cache;
  jobs: Jobs;
  relay: OutboxRelay;
  audit: Audit;
  ownData: OwnData;
  personalData: PersonalData;
  /** anybody who knows the name may read these */
  files: FileStore;
  /** read only through an endpoint that settles who may: proofs and other documents */
  privateFiles: FileStore;
  limits: WriteLimits;
  /** limits in force, and changing them */
  policyBook: PolicyBook;
  api: Api;
}
