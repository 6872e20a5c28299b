import { statSync } from 'node:fs';
import { posix } from 'node:path';
import { readComponentGraph } from './component-graph';
import type { SourceTree } from './source-tree';

/** WeChat's limits for what is uploaded. */
const MOST_IN_PACKAGE = 2 * 1024 * 1024;
const MOST_IN_ALL = 20 * 1024 * 1024;

export interface PackageSize {
  /** `main`, or the root of a subpackage */
  name: string;
  bytes: number;
  limit: number;
}

/**
 * How large the packages are before compression, counted like DevTools with 过滤无依赖文件: everything the pages lead to.
 * TypeScript counts as it is written, so these are upper bounds.
 */
export function packageSizes(tree: SourceTree): PackageSize[] {
  const roots =
    tree.readJson<{ subpackages?: { root: string }[] }>('app.json').subpackages?.map(({ root }) => root) ??
    [];
  const sizes = new Map(['main', ...roots].map((name) => [name, 0]));
  for (const path of reached(tree)) {
    const root = roots.find((each) => path.startsWith(`${each}/`)) ?? 'main';
    sizes.set(root, (sizes.get(root) ?? 0) + statSync(tree.fileOf(path)).size);
  }
  const packages = [...sizes].map(([name, bytes]) => ({ name, bytes, limit: MOST_IN_PACKAGE }));
  const all = packages.reduce((sum, { bytes }) => sum + bytes, 0);
  return [...packages, { name: 'all', bytes: all, limit: MOST_IN_ALL }];
}

const ENDINGS = ['.json', '.wxml', '.wxss', '.ts', '.js', '.wxs'];
const MENTIONS = [
  /\b(?:from|import|require)\s*\(?\s*["']([^"'\n]+)["']/g,
  /@import\s+["']([^"']+)["']/g,
  /\bsrc="([^"{}]+)"/g,
  /["'](\/?assets\/[^"'{}]+\.\w+)["']/g,
];
/** Named with a variable in the middle, `/assets/covers/{{category}}.svg`: the whole folder is meant. */
const FOLDERS = /["'](\/assets\/[a-z/]+\/)\{\{/g;

function reached(tree: SourceTree): Set<string> {
  const files = new Set<string>();
  const visit = (path: string): void => {
    if (files.has(path) || !tree.has(path)) return;
    files.add(path);
    if (!/\.(wxml|wxss|ts|js|wxs|json)$/.test(path)) return;
    const text = tree.read(path);
    for (const mention of MENTIONS)
      for (const [, reference = ''] of text.matchAll(mention)) follow(tree, path, reference, visit);
    for (const [, folder = ''] of text.matchAll(FOLDERS))
      for (const file of tree.list(folder.slice(1))) visit(file);
  };
  for (const id of ['app', ...readComponentGraph(tree).components.keys()])
    for (const ending of ENDINGS) visit(id + ending);
  return files;
}

function follow(tree: SourceTree, from: string, reference: string, visit: (path: string) => void): void {
  const beside = posix.normalize(posix.join(posix.dirname(from), reference));
  const root = posix.normalize(reference.replace(/^\//, ''));
  const candidates = (reference.startsWith('.') ? [beside] : [beside, root])
    .filter((path) => !path.startsWith('..'))
    .flatMap((path) => ['', '.ts', '.js', '/index.ts', '/index.js'].map((ending) => path + ending));
  const found = candidates.find((path) => tree.has(path) && statSync(tree.fileOf(path)).isFile());
  if (found) visit(found);
}
