import { Redis, type RedisOptions } from 'ioredis';
import { ConfigError } from '../../../config/env';

const CONNECT_TIMEOUT_MS = 5_000;
const LONGEST_RECONNECT_PAUSE_MS = 2_000;

/**
 * For request paths: a command is answered or refused within seconds, also while Redis is away,
 * and a connection that fell silent is replaced instead of waited for.
 */
export const IMPATIENT: RedisOptions = {
  commandTimeout: 3_000,
  socketTimeout: 4_000,
  maxRetriesPerRequest: 1,
};

/**
 * For workers: they rather wait for Redis to come back than lose what they did. Silence is longer there, because
 * BullMQ's blocking commands are quiet for up to ten seconds.
 */
export const PATIENT: RedisOptions = { maxRetriesPerRequest: null, socketTimeout: 30_000 };

/**
 * Opens a connection that reconnects by itself for as long as it is not closed.
 *
 * @param url `redis://` or `rediss://`, user and password inside
 * @throws ConfigError when Redis does not answer now, so that a wrong address stops the start
 */
export async function connectRedis(url: string, options: RedisOptions = {}): Promise<Redis> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, LONGEST_RECONNECT_PAUSE_MS),
    ...options,
  });
  let lastError: Error | undefined;
  // Without a listener ioredis prints to the console; a command that suffers from it reports the failure itself.
  redis.on('error', (error: Error) => {
    lastError = error;
  });
  try {
    await withDeadline(redis.connect().then(() => redis.ping()));
  } catch (error) {
    redis.disconnect();
    const reason = (lastError ?? (error as Error)).message;
    // `host` only: the URL carries the password.
    throw new ConfigError(`REDIS_URL: Redis at ${new URL(url).host} does not answer (${reason})`);
  }
  return redis;
}

/** Ends a connection politely, or at once where Redis no longer answers. */
export async function disconnectRedis(redis: Redis): Promise<void> {
  if (redis.status === 'ready') await withDeadline(redis.quit()).catch(() => redis.disconnect());
  else redis.disconnect();
}

/** @throws Error when the answer takes longer than a connection may take to come up */
export async function withDeadline<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), CONNECT_TIMEOUT_MS);
  });
  return Promise.race([answer, deadline]).finally(() => clearTimeout(timer));
}
