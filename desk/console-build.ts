import { execFile } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '..');
const BUILT = join(ROOT, 'dist/console');
/** What the site is made of. */
const SOURCES = ['console', 'docs/manual', 'server/reference/codes.json', 'package-lock.json'];
const LIMIT_MS = 120_000;

/** Builds the PC site unless what is built is newer than everything that it is made of. Takes a few seconds. */
export async function buildConsole(): Promise<void> {
  if (isBuilt()) return;
  // Aside and then into its place at once, so that nobody is served half of it.
  const aside = join(ROOT, `dist/console-${process.pid}`);
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const parameters = [vite, 'build', 'console', '--outDir', aside, '--emptyOutDir', '--logLevel', 'error'];
  await promisify(execFile)(process.execPath, parameters, { cwd: ROOT, timeout: LIMIT_MS });
  // Others may be doing the same at this moment. What the first put there stays: it may be served already.
  const before = `${aside}-before`;
  if (!isBuilt()) {
    unless(['ENOENT'], () => renameSync(BUILT, before));
    unless(['ENOTEMPTY', 'EEXIST'], () => renameSync(aside, BUILT));
  }
  for (const leftover of [before, aside]) rmSync(leftover, { recursive: true, force: true });
}

/** Does the step; what another process did in its place is no failure. */
function unless(codes: readonly string[], step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!codes.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** @returns whether what is built is newer than everything that it is made of */
const isBuilt = (): boolean => builtAt() > Math.max(...SOURCES.map((path) => newestIn(join(ROOT, path))));

const builtAt = (): number => {
  const document = join(BUILT, 'index.html');
  return existsSync(document) ? statSync(document).mtimeMs : 0;
};

function newestIn(path: string): number {
  if (!existsSync(path)) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return readdirSync(path).reduce(
    (newest, name) => Math.max(newest, newestIn(join(path, name))),
    found.mtimeMs,
  );
}
