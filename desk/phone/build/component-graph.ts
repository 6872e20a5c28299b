import type { AppConfig, ComponentConfig, PageConfig } from '../runtime/program';
import { BuildFailure, type Problem } from './problem';
import type { SourceTree } from './source-tree';

/** Everything app.json reaches: pages and the components they use, dependencies before their users. */
export interface ComponentGraph {
  app: AppConfig;
  pages: string[];
  /** Every page and component with its static configuration; references are absolute (`/pages/home/home`). */
  components: Map<string, ComponentConfig & PageConfig>;
}

interface AppJson extends Omit<AppConfig, 'pages'> {
  pages: string[];
  subpackages?: { root: string; pages: string[] }[];
  subPackages?: { root: string; pages: string[] }[];
  usingComponents?: Record<string, string>;
}

type ComponentJson = PageConfig & {
  component?: boolean;
  styleIsolation?: string;
  addGlobalClass?: boolean;
  usingComponents?: Record<string, string>;
  componentGenerics?: Record<string, true | { default?: string }>;
};

/** Reads app.json and everything it leads to. Throws `BuildFailure` for pages or components that are not there. */
export function readComponentGraph(tree: SourceTree): ComponentGraph {
  const json = tree.readJson<AppJson>('app.json');
  const { subpackages, subPackages, usingComponents: everywhere = {}, ...app } = json;
  const inPackages = (subpackages ?? subPackages ?? []).flatMap(({ root, pages }) =>
    pages.map((page) => `${root.replace(/^\/|\/$/g, '')}/${page}`),
  );
  const pages = [...json.pages, ...inPackages];
  const graph: ComponentGraph = { app: { ...app, pages }, pages, components: new Map() };
  const problems: Problem[] = [];
  const isComponent = (id: string) => tree.has(`${id}.wxml`) || tree.scriptOf(id) !== undefined;
  const reference = (path: string, from: string): string | undefined => {
    const found = tree.resolve(path, from, isComponent);
    if (!found)
      problems.push({ file: tree.shown(from), line: 1, column: 1, message: `component not found: ${path}` });
    return found;
  };

  const visit = (id: string, isPage: boolean): void => {
    if (graph.components.has(id) || visiting.has(id)) return;
    visiting.add(id);
    const own = tree.has(`${id}.json`) ? tree.readJson<ComponentJson>(`${id}.json`) : {};
    const shared = tree.isOwn(id) ? absolute(everywhere, 'app.json', reference) : {};
    const using = { ...shared, ...absolute(own.usingComponents ?? {}, `${id}.json`, reference) };
    const generics = genericDefaults(own.componentGenerics, `${id}.json`, reference);
    for (const used of [...Object.values(using), ...generics.used]) visit(used.slice(1), false);
    graph.components.set(id, {
      ...own,
      ...isolationInScript(tree, id),
      component: !isPage,
      usingComponents: using,
      componentGenerics: generics.config,
    });
  };
  const visiting = new Set<string>();
  for (const page of pages) {
    if (!isComponent(page))
      problems.push({ file: tree.shown('app.json'), line: 1, column: 1, message: `page not found: ${page}` });
    else visit(page, true);
  }
  if (problems.length > 0) throw new BuildFailure(problems);
  return graph;
}

type Reference = (path: string, from: string) => string | undefined;

function absolute(using: Record<string, string>, from: string, reference: Reference): Record<string, string> {
  const found = Object.entries(using).map(([tag, path]) => [tag, reference(path, from)] as const);
  return Object.fromEntries(found.filter(([, id]) => id !== undefined).map(([tag, id]) => [tag, `/${id}`]));
}

function genericDefaults(generics: ComponentJson['componentGenerics'], from: string, reference: Reference) {
  const used: string[] = [];
  const config: Record<string, true | { default: string }> = {};
  for (const [tag, generic] of Object.entries(generics ?? {})) {
    const id = generic !== true && generic.default ? reference(generic.default, from) : undefined;
    config[tag] = id ? { default: `/${id}` } : true;
    if (id) used.push(`/${id}`);
  }
  return { used, config };
}

/** WeChat also takes these two from `options` in the script; the style sheet must know before any script runs. */
function isolationInScript(
  tree: SourceTree,
  id: string,
): { styleIsolation?: string; addGlobalClass?: boolean } {
  if (!tree.isOwn(id) || !tree.has(`${id}.ts`)) return {};
  const script = tree.read(`${id}.ts`);
  const styleIsolation = /\bstyleIsolation:\s*['"]([a-z-]+)['"]/.exec(script)?.[1];
  const addGlobalClass = /\baddGlobalClass:\s*true\b/.test(script);
  return { ...(styleIsolation && { styleIsolation }), ...(addGlobalClass && { addGlobalClass }) };
}
