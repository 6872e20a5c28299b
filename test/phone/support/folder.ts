import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** A mini-program in a temporary folder, with the project's packages in reach. */
export interface TemporaryFolder {
  root: string;
  remove(): void;
}

export function folderOf(files: Record<string, string>): TemporaryFolder {
  const root = mkdtempSync(join(tmpdir(), 'mini-program-'));
  for (const [name, content] of Object.entries({ 'app.ts': 'App({});', ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  symlinkSync(resolve(__dirname, '../../../node_modules'), join(root, 'node_modules'));
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** The files of a mini-program with one page, `page`. */
export function onePage(page: {
  wxml?: string;
  ts?: string;
  wxss?: string;
  json?: object;
}): Record<string, string> {
  return {
    'app.json': JSON.stringify({ pages: ['page'] }),
    'page.json': JSON.stringify(page.json ?? {}),
    'page.wxml': page.wxml ?? '<view />',
    'page.ts': page.ts ?? 'Page({});',
    'page.wxss': page.wxss ?? '',
  };
}
