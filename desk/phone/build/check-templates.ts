import { dirname, join, resolve } from 'node:path';
import { TmplGroup } from 'glass-easel-template-compiler';
import ts from 'typescript';
import { readComponentGraph } from './component-graph';
import type { Problem } from './problem';
import { SourceTree } from './source-tree';
import { handlersOf, methodsOf } from './template-handlers';
import { typedScript } from './typed-script';

/** Misspelt fields and handlers, and handlers that are no functions. Whether something may be null is not a template's worry. */
const TELLING = new Set([2304, 2322, 2339, 2349, 2551, 2552]);

interface TypedTemplate {
  /** WeChat path of the template. */
  path: string;
  /** The page's script with the template's expressions appended. */
  source: string;
  /** First line of the appended part, counted from 0. */
  from: number;
  expressions: ReturnType<TmplGroup['getTmplConvertedExpr']>;
}

/**
 * Checks every expression of the templates against the types of the page or component they belong to.
 * @param root the folder of app.json; its tsconfig.json is used when there is one
 * @returns what does not fit, by file, line and column of the template
 */
export async function checkTemplates(root: string): Promise<Problem[]> {
  const tree = new SourceTree(resolve(root));
  const group = new TmplGroup();
  const typed = new Map<string, TypedTemplate>();
  const problems: Problem[] = [];
  for (const id of readComponentGraph(tree).components.keys()) {
    const script = tree.scriptOf(id);
    if (!tree.isOwn(id) || !script?.endsWith('.ts') || !tree.has(`${id}.wxml`)) continue;
    problems.push(...missingHandlers(tree, id));
    group.addTmpl(id, tree.read(`${id}.wxml`));
    const template = typedTemplate(tree, group, id);
    if (template) typed.set(script, template);
  }
  const program = ts.createProgram(
    [...typed.keys()],
    optionsOf(tree.root),
    hostWith(typed, optionsOf(tree.root)),
  );
  for (const [file, template] of typed) {
    const source = program.getSourceFile(file);
    if (!source) continue;
    const found = program.getSemanticDiagnostics(source).filter(({ code }) => TELLING.has(code));
    problems.push(...found.flatMap((diagnostic) => problemOf(tree, template, source, diagnostic)));
  }
  group.free();
  return distinct(problems);
}

function typedTemplate(tree: SourceTree, group: TmplGroup, id: string): TypedTemplate | undefined {
  const script = typedScript(tree.read(`${id}.ts`));
  if (!script) return undefined;
  const expressions = group.getTmplConvertedExpr(id, '{const {data,methods}=__template;const tags=__tags;');
  const source = `${script}\n${tolerant(expressions.code() ?? '')}}\n`;
  return { path: `${id}.wxml`, source, from: script.split('\n').length, expressions };
}

/** Handlers that the script does not have. */
function missingHandlers(tree: SourceTree, id: string): Problem[] {
  const methods = methodsOf(tree.read(`${id}.ts`));
  if (!methods) return [];
  return handlersOf(tree.read(`${id}.wxml`))
    .filter(({ name }) => !methods.has(name))
    .map(({ name, line, column }) => ({
      file: tree.shown(`${id}.wxml`),
      line: line + 1,
      column: column + 1,
      message: `the script has no method '${name}'`,
    }));
}

// In a list of `any` the compiler's type of a `wx:key` comes out as unknown, which then fits nowhere.
function tolerant(code: string): string {
  return code.replace(/(type _ForKey_<.*): unknown;/, '$1: never;');
}

function problemOf(
  tree: SourceTree,
  template: TypedTemplate,
  source: ts.SourceFile,
  diagnostic: ts.Diagnostic,
): Problem[] {
  const { start = 0, length = 0 } = diagnostic;
  const begin = source.getLineAndCharacterOfPosition(start);
  if (begin.line < template.from) return [];
  const end = source.getLineAndCharacterOfPosition(start + length);
  const { expressions, from } = template;
  const [line = 0, column = 0] =
    expressions.getSourceLocation(begin.line - from, begin.character, end.line - from, end.character) ?? [];
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
  return [{ file: tree.shown(template.path), line: line + 1, column: column + 1, message }];
}

function optionsOf(root: string): ts.CompilerOptions {
  const config = ts.findConfigFile(root, ts.sys.fileExists, 'tsconfig.json');
  const own = config && dirname(config) === root ? ts.readConfigFile(config, ts.sys.readFile).config : {};
  const { options } = ts.parseJsonConfigFileContent(own, ts.sys, root);
  return {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts'],
    strict: true,
    ...options,
    types: ['miniprogram-api-typings'],
    typeRoots: [nodeModulesAbove(root)],
    noEmit: true,
    skipLibCheck: true,
    // An expression in a template may do nothing, and its helper variables repeat.
    noUnusedLocals: false,
    noUnusedParameters: false,
  };
}

function nodeModulesAbove(root: string): string {
  const manifest = ts.findConfigFile(
    root,
    ts.sys.fileExists,
    'node_modules/miniprogram-api-typings/package.json',
  );
  return manifest ? dirname(dirname(manifest)) : join(root, 'node_modules');
}

/** The compiler's view of the disk, with the scripts that carry templates in place of the plain ones. */
function hostWith(typed: Map<string, TypedTemplate>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (file, version, ...rest) => {
    const template = typed.get(resolve(file));
    return template
      ? ts.createSourceFile(file, template.source, version, true)
      : getSourceFile.call(host, file, version, ...rest);
  };
  return host;
}

function distinct(problems: Problem[]): Problem[] {
  // A handler that is missing is often seen twice: in the source and by its type.
  const seen = new Map(
    problems.map((problem) => [`${problem.file}:${problem.line}:${problem.column}`, problem]),
  );
  return [...seen.values()].sort(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column,
  );
}
