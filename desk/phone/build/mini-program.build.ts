import { resolve } from 'node:path';
import { type ComponentGraph, readComponentGraph } from './component-graph';
import { IconSet } from './icon-set';
import { BuildFailure, type Problem } from './problem';
import { type BundleOptions, bundleScripts } from './script.bundler';
import { SourceTree } from './source-tree';
import { StaticFiles } from './static-files';
import { StyleCompiler, type StyleReach, scopeName } from './style.compiler';
import { TemplateCompiler } from './template.compiler';

export type BuildOptions = BundleOptions;

export interface BuiltMiniProgram {
  /** Runs in a browser and in jsdom; defines `startMiniProgram` (see runtime/start.ts). Styles are inside. */
  js: string;
  /** What third-party templates do wrong. Our own mistakes throw. */
  warnings: Problem[];
}

/**
 * Compiles a mini-program folder for the browser runtime.
 * @param root the folder of app.json; packages are found in the nearest node_modules
 * @throws BuildFailure listing file, line and column of everything wrong in the folder's own files
 */
export async function buildMiniProgram(root: string, options: BuildOptions = {}): Promise<BuiltMiniProgram> {
  const tree = new SourceTree(resolve(root));
  const graph = readComponentGraph(tree);
  const templates = new TemplateCompiler(tree);
  for (const id of graph.components.keys()) templates.add(id);
  const templateCode = templates.code();
  const files = new StaticFiles(tree);
  const scopes = styleScopes(graph);

  const program = (scripts: string[]): string => {
    const icons = new IconSet();
    for (const source of [...scripts, ...templates.sources]) icons.noticeIn(source);
    const parts = {
      app: graph.app,
      components: Object.fromEntries(graph.components),
      styleScopes: scopes,
      styles: compileStyles(tree, graph, scopes, new StyleCompiler(tree, icons, files)),
      files: files.all(),
    };
    return `{ ...${JSON.stringify(parts)}, templates: ${templateCode} }`;
  };
  const scripts = ['app', ...graph.components.keys()];
  const { js } = await bundleScripts(tree, program, scripts, options);
  return { js, warnings: templates.warnings };
}

/** Components live apart unless they say they share the application's styles; pages always share. */
function styleScopes(graph: ComponentGraph): Record<string, string> {
  const scoped = [...graph.components].filter(
    ([, { component, styleIsolation }]) => component && styleIsolation !== 'shared',
  );
  return Object.fromEntries(scoped.map(([id]) => [id, scopeName(id)]));
}

/** One sheet in the order WeChat applies them: application, components from the inside out, pages. */
function compileStyles(
  tree: SourceTree,
  graph: ComponentGraph,
  scopes: Record<string, string>,
  compiler: StyleCompiler,
): string {
  const problems: Problem[] = [];
  const sheet = (id: string, reach: StyleReach): string => {
    if (!tree.has(`${id}.wxss`)) return '';
    try {
      return compiler.compile(`${id}.wxss`, reach);
    } catch (error) {
      if (!(error instanceof BuildFailure)) throw error;
      problems.push(...error.problems);
      return '';
    }
  };
  const pages = new Set(graph.pages);
  const components = [...graph.components.keys()].filter((id) => !pages.has(id));
  const sheets = [
    sheet('app', { kind: 'application' }),
    ...components.map((id) => sheet(id, componentReach(scopes[id]))),
    ...graph.pages.map((page) => sheet(page, { kind: 'page', page })),
  ];
  if (problems.length > 0) throw new BuildFailure(problems);
  return sheets.filter(Boolean).join('\n');
}

function componentReach(scope: string | undefined): StyleReach {
  return scope ? { kind: 'component', scope } : { kind: 'application' };
}
