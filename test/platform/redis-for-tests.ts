import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';

declare const STVS_ENGINE: 'embedded' | 'mysql';

export interface TestRedis {
  url: string;
  /** Of this run only, so that runs do not meet. */
  prefix: string;
  /** For looking and meddling from outside. */
  admin: Redis;
  /** Deletes every key of the run: to this run the same as a flush, to others nothing. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** @returns undefined on the embedded engine, where the in-process implementation is tested */
export function openTestRedis(): TestRedis | undefined {
  if (STVS_ENGINE === 'embedded') return undefined;
  const url = process.env.STVS_TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';
  const prefix = `stvs-test-${randomBytes(6).toString('hex')}`;
  const admin = new Redis(url);
  const flush = async () => {
    for await (const keys of admin.scanStream({ match: `${prefix}*`, count: 1_000 }))
      if (keys.length > 0) await admin.del(keys);
  };
  const close = async () => {
    await flush();
    await admin.quit();
  };
  return { url, prefix, admin, flush, close };
}
