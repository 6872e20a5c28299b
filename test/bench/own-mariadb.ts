import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

/** MariaDB wants to be told when it is to run as root. */
const AS_ROOT = process.getuid?.() === 0 ? ['--user=root'] : [];
const START_LIMIT_MS = 60_000;

/** A MariaDB of one's own in a temporary folder: one that may be killed. Every commit waits for the disk. */
export class OwnMariadb {
  private child: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  /** @throws when the program is not installed */
  static async start(): Promise<OwnMariadb> {
    const folder = mkdtempSync(join(tmpdir(), 'stvs-bench-'));
    mkdirSync(join(folder, 'data'));
    execFileSync(
      'mariadb-install-db',
      [
        '--no-defaults',
        `--datadir=${join(folder, 'data')}`,
        '--auth-root-authentication-method=normal',
        '--skip-test-db',
        ...AS_ROOT,
      ],
      { stdio: 'ignore' },
    );
    const own = new OwnMariadb(folder, await freePort());
    await own.run();
    return own;
  }

  get url(): string {
    return `mysql://root@127.0.0.1:${this.port}`;
  }

  /** Starts it, again after `kill` on what was on the disk then. */
  async run(): Promise<void> {
    const options = [
      '--no-defaults',
      `--datadir=${join(this.folder, 'data')}`,
      `--socket=${join(this.folder, 'mysql.sock')}`,
      `--port=${this.port}`,
      '--bind-address=127.0.0.1',
      '--innodb-flush-log-at-trx-commit=1',
      '--max-connections=200',
      ...AS_ROOT,
    ];
    this.child = spawn('mariadbd', options, {
      stdio: 'ignore',
      env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
    });
    const deadline = Date.now() + START_LIMIT_MS;
    while (!(await this.answers())) {
      if (Date.now() > deadline) throw new Error('mariadbd did not start');
      await new Promise((done) => setTimeout(done, 100));
    }
  }

  /** kill -9 */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async answers(): Promise<boolean> {
    try {
      const connection = await createConnection({ uri: this.url, connectTimeout: 2_000 });
      await connection.query('SELECT 1');
      await connection.end();
      return true;
    } catch {
      return false;
    }
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
