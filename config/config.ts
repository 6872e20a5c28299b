import { resolve } from 'node:path';
import { type Environment, EnvReader, processEnvironment } from './env';
import { type Policy, readPolicy } from './policy';
import { readSecrets, type Secrets } from './secrets';
import { readWechat, type WechatConfig } from './wechat';

export type { PayConfig } from './pay';
export type { Policy } from './policy';
export type { Secrets } from './secrets';
export type { WechatAccount, WechatConfig } from './wechat';

export type DatabaseConfig =
  | { engine: 'mysql'; url: string; poolSize: number }
  | { engine: 'embedded'; path: string };

export interface Config {
  http: {
    host: string;
    port: number;
    publicUrl: string;
    corsOrigin: string | undefined;
    trustProxy: boolean;
    /** bounds of writing requests */
    writesPerMinute: { session: number; address: number };
  };
  logLevel: string;
  dataDir: string;
  /** the built PC site (`npm run build:console`) */
  consoleDir: string;
  database: DatabaseConfig;
  /** Without Redis, its roles run inside the one process. */
  redis: { url: string; prefix: string } | undefined;
  /** `inline`: this process also relays events and runs jobs. `separate`: `npm run worker` does. */
  worker: 'inline' | 'separate';
  wechat: WechatConfig;
  policy: Policy;
  secrets: Secrets;
}

/**
 * Reads the environment once and decides what it means. Without any variable the embedded default results.
 *
 * @throws ConfigError one line that names every variable that is wrong, missing or contradicts another
 */
export function loadConfig(environment: Environment = processEnvironment()): Config {
  const env = new EnvReader(environment);
  const production =
    env.oneOf('NODE_ENV', ['production', 'development', 'test'], 'development') === 'production';
  const dataDir = resolve(env.text('DATA_DIR', 'var'));
  const database = readDatabase(env, dataDir);
  const embedded = database.engine === 'embedded';
  const redis = env.has('REDIS_URL')
    ? {
        url: env.url('REDIS_URL', 'redis://127.0.0.1:6379', ['redis:', 'rediss:']).href,
        prefix: env.text('REDIS_PREFIX', 'stvs'),
      }
    : undefined;
  const worker = env.oneOf('WORKER', ['inline', 'separate'], 'inline');
  const port = env.integer('PORT', 3000, 0, 65_535);
  const publicUrl = env.url('PUBLIC_URL', `http://127.0.0.1:${port}`, ['http:', 'https:']);
  const wechat = readWechat(env);

  if (worker === 'separate' && !redis) {
    env.complain('WORKER=separate needs REDIS_URL: two processes cannot share an in-process queue');
  }
  if (worker === 'separate' && embedded) {
    env.complain('WORKER=separate needs DATABASE_URL: the embedded database belongs to one process');
  }
  if (production && wechat.simulated) {
    env.complain(
      'NODE_ENV=production needs the real WeChat: set WECHAT_OA_APP_ID and its companions and leave WECHAT_HOST unset',
    );
  }
  if (production && env.has('CORS_ORIGIN'))
    env.complain('CORS_ORIGIN is for development only: unset it in production');

  const config: Config = {
    http: {
      host: env.text('HOST', '127.0.0.1'),
      port,
      publicUrl: publicUrl.href.replace(/\/$/, ''),
      corsOrigin: env.optional('CORS_ORIGIN'),
      writesPerMinute: {
        session: env.integer('WRITES_PER_MINUTE_SESSION', 300, 1, 1_000_000),
        address: env.integer('WRITES_PER_MINUTE_ADDRESS', 12_000, 1, 10_000_000),
      },
      trustProxy: env.oneOf('TRUST_PROXY', ['true', 'false'], 'false') === 'true',
    },
    logLevel: env.oneOf('LOG_LEVEL', ['silent', 'error', 'warn', 'info', 'debug'], 'info'),
    dataDir,
    consoleDir: resolve(env.text('CONSOLE_DIR', 'dist/console')),
    database,
    redis,
    worker,
    wechat,
    policy: readPolicy(env),
    secrets: readSecrets(env, { embedded, dataDir }),
  };
  env.settle();
  return config;
}

function readDatabase(env: EnvReader, dataDir: string): DatabaseConfig {
  if (!env.has('DATABASE_URL')) return { engine: 'embedded', path: resolve(dataDir, 'stvs.db') };
  return {
    engine: 'mysql',
    url: env.url('DATABASE_URL', 'mysql://127.0.0.1/stvs', ['mysql:']).href,
    poolSize: env.integer('DATABASE_POOL', 20, 2, 500),
  };
}
