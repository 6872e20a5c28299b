import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface StartedDesk {
  url: string;
  /** Stops it gracefully and removes its data. */
  stop(): Promise<void>;
}

const READY_LIMIT_MS = 140_000;

/** `npm start` as a process of its own, on free ports and with data of its own in a temporary folder. */
export async function startDeskProcess(): Promise<StartedDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'stvs-desk-'));
  const [port, deskPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'start.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PORT: String(port), DESK_PORT: String(deskPort), DATA_DIR: folder },
  });
  const ended = new Promise((done) => child.once('exit', done));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${deskPort}`;
  try {
    await printed(child, `${url}/`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

/** Its address is printed once everything is there. */
function printed(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the desk did not become ready')), READY_LIMIT_MS);
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes(words)) return;
      clearTimeout(timer);
      resolve();
    });
    child.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('the desk ended while it started'));
    });
  });
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
