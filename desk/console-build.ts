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
  if (builtAt() > Math.max(...SOURCES.map((path) => newestIn(join(ROOT, path))))) return;
  // Aside and then into its place at once, so that nobody is served half of it.
  const aside = join(ROOT, `dist/console-${process.pid}`);
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const parameters = [vite, 'build', 'console', '--outDir', aside, '--emptyOutDir', '--logLevel', 'error'];
  await promisify(execFile)(process.execPath, parameters, { cwd: ROOT, timeout: LIMIT_MS });
  rmSync(BUILT, { recursive: true, force: true });
  try {
    renameSync(aside, BUILT);
  } catch (error) {
    // Another process has just put its own there, made of the same.
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(join(BUILT, 'index.html'))) throw error;
  }
}

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
