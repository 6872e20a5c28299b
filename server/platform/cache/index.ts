import type { Cache } from './cache';
import { MemoryCache } from './memory-cache';
import { RedisCache } from './redis-cache';

export type { Cache } from './cache';

/**
 * @param redis without it the cache lives inside this process
 * @throws ConfigError naming REDIS_URL when Redis does not answer
 */
export async function createCache(redis: { url: string; prefix: string } | undefined): Promise<Cache> {
  return redis ? RedisCache.connect(redis.url, redis.prefix) : new MemoryCache();
}
