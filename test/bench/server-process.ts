import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

export interface ServerProcess {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

const START_LIMIT_MS = 60_000;

/** Runs one of `test/bench/servers/*.ts` in a process of its own, with the memory setting of `npm run serve`; it reports its address by `process.send`. */
export async function startServer(
  name: string,
  environment: Record<string, string | undefined> = {},
): Promise<ServerProcess> {
  const child: ChildProcess = fork(join(__dirname, 'servers', `${name}.ts`), {
    execArgv: ['--max-semi-space-size=64', '--import', 'tsx'],
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${name} did not start`)), START_LIMIT_MS);
    child.once('message', (message: { url: string }) => {
      clearTimeout(late);
      resolve(message.url);
    });
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
  return {
    url,
    pid: child.pid!,
    stop: async () => {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** For the server files: listens on any port and tells the parent where. */
export function report(url: string): void {
  process.send?.({ url });
}
