import type { Redis } from 'ioredis';
import { upstream } from '../fault';
import type { Cache } from './cache';
import { holdLock } from './lock';
import { connectRedis, disconnectRedis, IMPATIENT } from './redis-connection';
import { wholeTtl } from './time-to-live';

/** Scripts because each must be one step; GETDEL would do for `take` but needs Redis 6.2. */
const SCRIPTS = {
  deleteIfEquals: {
    numberOfKeys: 1,
    lua: `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
          return 0`,
  },
  take: {
    numberOfKeys: 1,
    lua: `local value = redis.call('GET', KEYS[1])
          redis.call('DEL', KEYS[1])
          return value`,
  },
  countUp: {
    numberOfKeys: 1,
    lua: `local count = redis.call('INCR', KEYS[1])
          if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
          return {count, redis.call('PTTL', KEYS[1])}`,
  },
};

interface ScriptedRedis extends Redis {
  deleteIfEquals(key: string, expected: string): Promise<number>;
  take(key: string): Promise<string | null>;
  countUp(key: string, ttlMs: number): Promise<[count: number, resetMs: number]>;
}

/** The cache of production. Every method throws Fault upstream `cache_unavailable` when Redis does not answer in time. */
export class RedisCache implements Cache {
  private constructor(private readonly redis: ScriptedRedis) {}

  /** @throws ConfigError when Redis does not answer */
  static async connect(url: string, prefix: string): Promise<RedisCache> {
    const connection = await connectRedis(url, {
      ...IMPATIENT,
      keyPrefix: `${prefix}:cache:`,
      connectionName: `${prefix}:cache`,
      scripts: SCRIPTS,
      // Commands of the same turn of the event loop travel together.
      enableAutoPipelining: true,
    });
    return new RedisCache(connection as ScriptedRedis);
  }

  async get(key: string): Promise<string | null> {
    return answered(this.redis.get(key));
  }

  async set(key: string, value: string, ttlMs: number): Promise<void> {
    await answered(this.redis.set(key, value, 'PX', wholeTtl(ttlMs)));
  }

  async setIfAbsent(key: string, value: string, ttlMs: number): Promise<boolean> {
    return (await answered(this.redis.set(key, value, 'PX', wholeTtl(ttlMs), 'NX'))) === 'OK';
  }

  async delete(key: string): Promise<void> {
    await answered(this.redis.del(key));
  }

  async deleteIfEquals(key: string, expected: string): Promise<boolean> {
    return (await answered(this.redis.deleteIfEquals(key, expected))) === 1;
  }

  async take(key: string): Promise<string | null> {
    return answered(this.redis.take(key));
  }

  async increment(key: string, ttlMs: number): Promise<{ count: number; resetMs: number }> {
    const [count, resetMs] = await answered(this.redis.countUp(key, wholeTtl(ttlMs)));
    return { count, resetMs };
  }

  async withLock<T>(
    key: string,
    options: { ttlMs: number; waitMs: number },
    work: () => Promise<T>,
  ): Promise<T> {
    return holdLock(this, `lock:${key}`, options, work);
  }

  async ping(): Promise<void> {
    await answered(this.redis.ping());
  }

  async close(): Promise<void> {
    await disconnectRedis(this.redis);
  }
}

async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    // An error reply is our bug, not an outage: it must stay visible as one.
    if ((cause as Error).name === 'ReplyError') throw cause;
    const fault = upstream('cache_unavailable', '系统繁忙，请稍后再试');
    fault.cause = cause;
    throw fault;
  }
}
