import { BullJobs } from './bull-jobs';
import type { JobSettings } from './declared-jobs';
import type { Jobs } from './jobs';
import { LocalJobs } from './local-jobs';

export type { Jobs } from './jobs';

/**
 * @param options `redis` names the Redis that carries the queues; without it they live inside this process
 * @throws ConfigError naming REDIS_URL when Redis does not answer
 */
export async function createJobs(
  options: JobSettings & { redis: { url: string; prefix: string } | undefined },
): Promise<Jobs> {
  return options.redis ? BullJobs.connect(options.redis, options) : LocalJobs.create(options);
}
