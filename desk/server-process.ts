import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';

export interface StartedServer {
  url: string;
  pushTargets: { officialAccount: string; miniProgram: string; pay: string };
  /** Resolves with the exit code. */
  ended: Promise<number>;
  /** Stops it gracefully. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

const READY_LIMIT_MS = 60_000;

/** Starts the real server as a process of its own, on a free port unless PORT is given, and waits until it is ready. With `watch` it starts anew whenever its sources change. */
export async function startServer(
  environment: Record<string, string | undefined>,
  { watch = false } = {},
): Promise<StartedServer> {
  const port = Number(environment.PORT ?? (await freePort()));
  const url = `http://127.0.0.1:${port}`;
  const main = join(__dirname, '../server/main.ts');
  const command = watch
    ? [require.resolve('tsx/cli'), 'watch', '--clear-screen=false', main]
    : ['--import', 'tsx', main];
  const server = spawn(process.execPath, command, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, LOG_LEVEL: 'warn', PUBLIC_URL: url, ...environment, PORT: String(port) },
  });
  const ended = new Promise<number>((done) => server.once('exit', (code) => done(code ?? 1)));
  const deadline = Date.now() + READY_LIMIT_MS;
  while (!(await answers(`${url}/readyz`))) {
    if (server.exitCode !== null || Date.now() > deadline) throw new Error('the server did not become ready');
    await new Promise((done) => setTimeout(done, 100));
  }
  return {
    url,
    ended,
    pushTargets: {
      officialAccount: `${url}/wechat/callback`,
      miniProgram: `${url}/wechat/mini-program/push`,
      pay: `${url}/wechat/pay/notifications`,
    },
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
    },
    kill: async () => {
      server.kill('SIGKILL');
      await ended;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
  return answer?.ok === true;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
