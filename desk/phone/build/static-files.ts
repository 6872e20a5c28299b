import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { SourceTree } from './source-tree';

const TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
};

/** Pictures that travel in the package. A package may be 2 MiB at most, so they fit into the bundle as data URLs. */
export class StaticFiles {
  constructor(private readonly tree: SourceTree) {}

  /** Every picture of the mini-program by its absolute path, `/assets/logo.png`. */
  all(): Record<string, string> {
    const names = readdirSync(this.tree.root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && extname(entry.name) in TYPES)
      .map((entry) => relative(this.tree.root, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((name) => !name.startsWith('node_modules/'));
    return Object.fromEntries(names.sort().map((name) => [`/${name}`, this.dataUrl(name)]));
  }

  /** Replaces `url(…)` of a CSS value that names a file of the package. */
  inlineUrls(value: string, from: string): string {
    return value.replace(/url\(\s*['"]?([^'")]+)['"]?\s*\)/g, (whole, reference: string) => {
      if (/^([a-z]+:|\/\/)/.test(reference)) return whole;
      const path = this.tree.resolve(reference, from, (candidate) => this.tree.has(candidate));
      return path ? `url("${this.dataUrl(path)}")` : whole;
    });
  }

  private dataUrl(path: string): string {
    const type = TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
    return `data:${type};base64,${readFileSync(this.tree.fileOf(path)).toString('base64')}`;
  }
}
