import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { createConnection } from 'mysql2/promise';

export interface Services {
  /** Variables that tell the tests where to find what was found. */
  environment: Record<string, string>;
  /** What could not be had. */
  missing: string[];
  stop(): Promise<void>;
}

const START_LIMIT_MS = 30_000;

/** Looks for MariaDB/MySQL and Redis: at the configured address, else on the usual local port, else starts the installed program. */
export async function findServices(folder: string): Promise<Services> {
  const started: ChildProcess[] = [];
  const mysql = await findMysql(folder, started);
  const redis = await findRedis(folder, started);
  return {
    environment: {
      ...(mysql ? { STVS_TEST_MYSQL_URL: mysql } : {}),
      ...(redis ? { STVS_TEST_REDIS_URL: redis } : {}),
    },
    missing: [...(mysql ? [] : ['MariaDB/MySQL']), ...(redis ? [] : ['Redis'])],
    stop: async () => {
      await Promise.all(started.map(end));
    },
  };
}

async function findMysql(folder: string, started: ChildProcess[]): Promise<string | undefined> {
  const configured = process.env.STVS_TEST_MYSQL_URL;
  if (configured) return (await answersMysql(configured)) ? configured : undefined;
  const usual = 'mysql://root@127.0.0.1:3306';
  if (await answersMysql(usual)) return usual;
  const program = installed('mariadbd') ?? installed('mysqld');
  const installer = installed('mariadb-install-db');
  if (!program || !installer) return undefined;
  const [data, port] = [join(folder, 'mysql'), await freePort()];
  mkdirSync(data);
  execFileSync(
    installer,
    [`--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { stdio: 'ignore' },
  );
  const options = [
    `--datadir=${data}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--socket=${join(folder, 'mysql.sock')}`,
  ];
  started.push(
    spawn(program, ['--no-defaults', ...options, ...(process.getuid?.() === 0 ? ['--user=root'] : [])], {
      stdio: 'ignore',
    }),
  );
  return waitFor(`mysql://root@127.0.0.1:${port}`, answersMysql);
}

async function findRedis(folder: string, started: ChildProcess[]): Promise<string | undefined> {
  const configured = process.env.STVS_TEST_REDIS_URL;
  if (configured) return (await answersRedis(configured)) ? configured : undefined;
  const usual = 'redis://127.0.0.1:6379';
  if (await answersRedis(usual)) return usual;
  const program = installed('redis-server');
  if (!program) return undefined;
  const port = await freePort();
  started.push(spawn(program, ['--port', String(port), '--save', '', '--dir', folder], { stdio: 'ignore' }));
  return waitFor(`redis://127.0.0.1:${port}`, answersRedis);
}

async function answersMysql(url: string): Promise<boolean> {
  try {
    const connection = await createConnection({ uri: url, connectTimeout: 2_000 });
    await connection.query('SELECT 1');
    await connection.end();
    return true;
  } catch {
    return false;
  }
}

async function answersRedis(url: string): Promise<boolean> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 2_000 });
  redis.on('error', () => {});
  try {
    await redis.connect();
    await redis.ping();
    return true;
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}

async function waitFor(url: string, answers: (url: string) => Promise<boolean>): Promise<string | undefined> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline) {
    if (await answers(url)) return url;
    await new Promise((done) => setTimeout(done, 200));
  }
  return undefined;
}

function installed(program: string): string | undefined {
  try {
    return execFileSync('sh', ['-c', `PATH="$PATH:/usr/sbin" command -v ${program}`], {
      encoding: 'utf8',
    }).trim();
  } catch {
    return undefined;
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

/** mariadbd ignores a SIGTERM that arrives while it is starting, hence the harder signal after a while. */
async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(force);
}
