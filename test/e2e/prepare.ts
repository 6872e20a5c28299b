import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { engine } from '../support/engine';

/** Prepares a database server by the very commands that an operator uses; the embedded database prepares itself. */
export function prepare(environment: Record<string, string | undefined>): void {
  if (engine() !== 'mysql') return;
  for (const [script, ...args] of [['migrate.ts', 'up'], ['seed.ts']] as [string, ...string[]][]) {
    const path = join(__dirname, '../../scripts', script);
    execFileSync(process.execPath, ['--import', 'tsx', path, ...args], {
      env: environment as NodeJS.ProcessEnv,
      stdio: 'ignore',
      timeout: 60_000,
    });
  }
}
