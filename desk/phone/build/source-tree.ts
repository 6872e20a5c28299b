import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { BuildFailure } from './problem';

const NPM = 'miniprogram_npm/';
const SCRIPT_ENDINGS = ['.ts', '.js'];

/**
 * The files of a mini-program under the names WeChat knows them by: `pages/home/home`, and
 * `miniprogram_npm/<package>/…` for what packNpm would have copied out of node_modules.
 */
export class SourceTree {
  private readonly packages = new Map<string, string | undefined>();

  constructor(readonly root: string) {}

  /** The file on disk behind a WeChat path with its ending; it need not exist. */
  fileOf(path: string): string {
    if (!path.startsWith(NPM)) return join(this.root, path);
    const { name, rest } = splitPackage(path.slice(NPM.length));
    return join(this.packageFolder(name) ?? join(this.root, NPM, name), rest);
  }

  scriptOf(id: string): string | undefined {
    return SCRIPT_ENDINGS.map((ending) => this.fileOf(id + ending)).find(existsSync);
  }

  has(path: string): boolean {
    return existsSync(this.fileOf(path));
  }

  read(path: string): string {
    return readFileSync(this.fileOf(path), 'utf8');
  }

  readJson<T>(path: string): T {
    try {
      return JSON.parse(this.read(path)) as T;
    } catch (error) {
      throw new BuildFailure([{ file: this.shown(path), line: 1, column: 1, message: String(error) }]);
    }
  }

  /** Paths of what a folder holds, without its folders. */
  list(folder: string): string[] {
    const entries = readdirSync(this.fileOf(folder), { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => posix.join(folder, name));
  }

  /** Whether the product wrote the file itself: its warnings then count as errors. */
  isOwn(path: string): boolean {
    return !path.startsWith(NPM);
  }

  /** How a file is named to people: relative to where they work. */
  shown(path: string): string {
    return relative(process.cwd(), this.fileOf(path)).split(sep).join('/');
  }

  /**
   * The WeChat path a reference means: `./x` and `x` beside the file that names it, `/x` from the root, and a
   * package name when the root has no such folder.
   * @param exists says whether a candidate is there: a component has several endings, a style sheet has one
   */
  resolve(reference: string, from: string, exists: (path: string) => boolean): string | undefined {
    if (reference.startsWith('/')) return firstThat(exists, [posix.normalize(reference.slice(1))]);
    const beside = posix.normalize(posix.join(posix.dirname(from), reference));
    const candidates = reference.startsWith('.')
      ? [beside]
      : [beside, posix.normalize(reference), NPM + reference];
    return firstThat(exists, candidates);
  }

  private packageFolder(name: string): string | undefined {
    if (!this.packages.has(name)) this.packages.set(name, findPackage(name, this.root));
    return this.packages.get(name);
  }
}

function firstThat(exists: (path: string) => boolean, candidates: string[]): string | undefined {
  return candidates.find((path) => !path.startsWith('..') && exists(path));
}

function splitPackage(path: string): { name: string; rest: string } {
  const parts = path.split('/');
  const size = path.startsWith('@') ? 2 : 1;
  return { name: parts.slice(0, size).join('/'), rest: parts.slice(size).join('/') };
}

/** The folder packNpm copies: `miniprogram` of package.json, `miniprogram_dist`, or the package itself. */
function findPackage(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const home = join(folder, 'node_modules', name);
    if (existsSync(join(home, 'package.json'))) {
      const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
        miniprogram?: string;
      };
      const built = join(home, manifest.miniprogram ?? 'miniprogram_dist');
      return existsSync(built) ? built : home;
    }
    if (dirname(folder) === folder) return undefined;
  }
}
