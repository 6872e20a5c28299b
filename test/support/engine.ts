import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { createConnection } from 'mysql2/promise';
import type { Environment } from '../../config/env';

declare const STVS_ENGINE: 'embedded' | 'mysql' | undefined;

/** Which engine this jest project runs on. */
export const engine = (): 'embedded' | 'mysql' =>
  typeof STVS_ENGINE === 'undefined' ? 'embedded' : STVS_ENGINE;

const mysqlUrl = (): string => process.env.STVS_TEST_MYSQL_URL ?? 'mysql://root@127.0.0.1:3306';
const redisUrl = (): string => process.env.STVS_TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';

/** Somewhere of one's own to store things; several runs side by side never meet. */
export interface TestStore {
  /** Variables that point the product at the store. */
  environment: Environment;
  /** Removes everything again. */
  remove(): Promise<void>;
}

export async function createStore(kind = engine()): Promise<TestStore> {
  const name = `stvs_test_${randomBytes(6).toString('hex')}`;
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  const base: Environment = { DATA_DIR: folder, LOG_LEVEL: process.env.STVS_TEST_LOG ?? 'error', PORT: '0' };
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  if (kind === 'embedded') return { environment: base, remove: async () => removeFolder() };

  await withMysql((connection) => connection.query(`CREATE DATABASE ${name}`));
  const key = randomBytes(32).toString('base64');
  return {
    environment: {
      ...base,
      DATABASE_URL: `${mysqlUrl()}/${name}`,
      DATABASE_POOL: '16',
      REDIS_URL: redisUrl(),
      REDIS_PREFIX: name,
      FIELD_KEY: key,
      INDEX_KEY: key,
      SIGNING_KEY: key,
    },
    remove: async () => {
      removeFolder();
      await withMysql((connection) => connection.query(`DROP DATABASE ${name}`));
      await removeKeys(name);
    },
  };
}

async function withMysql(
  work: (connection: Awaited<ReturnType<typeof createConnection>>) => Promise<unknown>,
) {
  const connection = await createConnection({ uri: mysqlUrl(), connectTimeout: 5_000 });
  try {
    await work(connection);
  } finally {
    await connection.end();
  }
}

async function removeKeys(prefix: string): Promise<void> {
  const redis = new Redis(redisUrl());
  try {
    for await (const keys of redis.scanStream({ match: `${prefix}*`, count: 500 })) {
      if (keys.length > 0) await redis.unlink(...(keys as [string, ...string[]]));
    }
  } finally {
    redis.disconnect();
  }
}
