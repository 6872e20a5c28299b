import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { BuildFailure } from './problem';
import type { SourceTree } from './source-tree';

const RUNTIME = join(__dirname, '../runtime');
const ENDINGS = ['', '.ts', '.js', '.json', '/index.ts', '/index.js'];

export interface BundleOptions {
  minify?: boolean;
  /** Inside the script; by default whenever it is not minified. */
  sourceMap?: boolean;
}

export interface ScriptBundle {
  js: string;
  /** Sources of every script that got in, ours and the packages'. */
  sources: string[];
}

/**
 * Bundles the runtime, the scripts and the compiled parts into one script for a browser.
 * @param program JavaScript of a `Program` literal without its scripts; it may use the module `w` (WXS runtime)
 * @param scripts ids in the order they run
 */
export async function bundleScripts(
  tree: SourceTree,
  program: (sources: string[]) => string,
  scripts: string[],
  { minify = false, sourceMap = !minify }: BundleOptions,
): Promise<ScriptBundle> {
  const byFile = new Map(scripts.map((id) => [tree.scriptOf(id) ?? '', id]));
  const sources = await readScripts(tree, scripts, byFile);
  const runs = scripts
    .filter((id) => tree.scriptOf(id))
    .map((id) => `[${JSON.stringify(id)}, () => require(${JSON.stringify(tree.scriptOf(id))})]`);
  const js = await runBundle(tree, byFile, {
    minify,
    sourceMap,
    contents: [
      `import { install } from ${JSON.stringify(join(RUNTIME, 'start.ts'))};`,
      `import * as w from ${JSON.stringify(join(RUNTIME, 'wxs.ts'))};`,
      `install({ ...${program(sources)}, scripts: [${runs.join(',\n')}] });`,
    ].join('\n'),
  });
  return { js, sources };
}

interface BundleInput extends Required<BundleOptions> {
  contents: string;
}

async function runBundle(tree: SourceTree, byFile: Map<string, string>, input: BundleInput): Promise<string> {
  try {
    const result = await build({
      stdin: { contents: input.contents, resolveDir: RUNTIME, loader: 'js' },
      bundle: true,
      write: false,
      format: 'iife',
      target: 'es2022',
      minify: input.minify,
      sourcemap: input.sourceMap && 'inline',
      logLevel: 'silent',
      legalComments: 'none',
      define: { 'process.env.NODE_ENV': '"production"' },
      loader: { '.css': 'text' },
      tsconfigRaw: '{}',
      plugins: [weChatModules(tree), componentScripts(byFile)],
    });
    return result.outputFiles[0]?.text ?? '';
  } catch (error) {
    throw asBuildFailure(error);
  }
}

/** A first pass without output, only to learn which modules the scripts pull in. */
async function readScripts(
  tree: SourceTree,
  scripts: string[],
  byFile: Map<string, string>,
): Promise<string[]> {
  const entryPoints = scripts.map((id) => tree.scriptOf(id)).filter((file) => file !== undefined);
  try {
    const { metafile } = await build({
      entryPoints,
      bundle: true,
      write: false,
      metafile: true,
      outdir: 'unused',
      logLevel: 'silent',
      tsconfigRaw: '{}',
      plugins: [weChatModules(tree), componentScripts(byFile)],
    });
    return Object.keys(metafile.inputs)
      .filter(existsSync)
      .map((file) => readFileSync(file, 'utf8'));
  } catch (error) {
    throw asBuildFailure(error);
  }
}

/** WeChat's module rules: `/x` counts from the root, a bare name is a package copied by packNpm, or a plain one. */
function weChatModules(tree: SourceTree): Plugin {
  return {
    name: 'wechat-modules',
    setup(builder) {
      builder.onResolve({ filter: /^[^.]/ }, ({ path, importer, kind }) => {
        if (kind === 'entry-point' || importer === '<stdin>' || importer.startsWith(join(__dirname, '..')))
          return;
        const candidates = path.startsWith('/')
          ? [tree.fileOf(path.slice(1))]
          : [...nestedPackages(importer, path), tree.fileOf(`miniprogram_npm/${path}`)];
        const file = candidates.flatMap((base) => ENDINGS.map((ending) => base + ending)).find(isFile);
        return file ? { path: file } : undefined;
      });
    },
  };
}

function nestedPackages(importer: string, name: string): string[] {
  const found: string[] = [];
  for (let folder = dirname(importer); dirname(folder) !== folder; folder = dirname(folder)) {
    found.push(join(folder, 'miniprogram_npm', name));
    if (existsSync(join(folder, 'package.json'))) break;
  }
  return found;
}

function isFile(path: string): boolean {
  return existsSync(path) && /\.(ts|js|json)$/.test(path);
}

/**
 * Says whose `Component()` call comes next: libraries call it from shared modules. Imports run before the first
 * statement, so the innermost script always speaks last.
 */
function componentScripts(byFile: Map<string, string>): Plugin {
  return {
    name: 'component-scripts',
    setup(builder) {
      builder.onLoad({ filter: /\.(ts|js)$/ }, ({ path }) => {
        const id = byFile.get(path);
        if (id === undefined) return undefined;
        const loader = path.endsWith('.ts') ? 'ts' : 'js';
        return { contents: `__registering(${JSON.stringify(id)});${readFileSync(path, 'utf8')}`, loader };
      });
    },
  };
}

interface EsbuildError {
  errors: { text: string; location: { file: string; line: number; column: number } | null }[];
}

function asBuildFailure(error: unknown): unknown {
  if (!(error instanceof Error) || !('errors' in error)) return error;
  const { errors } = error as unknown as EsbuildError;
  return new BuildFailure(
    errors.map(({ text, location }) => ({
      file: location?.file ?? 'bundle',
      line: location?.line ?? 1,
      column: (location?.column ?? 0) + 1,
      message: text,
    })),
  );
}
