import { posix } from 'node:path';
import { TmplGroup } from 'glass-easel-template-compiler';
import { BuildFailure, type Problem } from './problem';
import type { SourceTree } from './source-tree';

interface Warning {
  message: string;
  startLine: number;
  startColumn: number;
}

// `w` is desk/phone/runtime/wxs.ts: what WXS may call, and how event handlers and observers of the template are called.
const WXS_RUNTIME = 'var getRegExp=w.getRegExp,getDate=w.getDate;Q.A=w.observed;Q.C=w.handled;';

/** All templates of one mini-program, compiled together because they import each other. */
export class TemplateCompiler {
  readonly problems: Problem[] = [];
  readonly warnings: Problem[] = [];
  /** Everything read so far: WXML and WXS. */
  readonly sources: string[] = [];
  readonly group = new TmplGroup();
  private readonly added = new Set<string>();

  constructor(private readonly tree: SourceTree) {
    this.group.setExtraRuntimeScript(WXS_RUNTIME);
  }

  /** Adds `path`.wxml with the templates and WXS modules it imports. */
  add(path: string): void {
    if (this.added.has(path)) return;
    this.added.add(path);
    if (!this.tree.has(`${path}.wxml`)) {
      this.problems.push({
        file: this.tree.shown(`${path}.wxml`),
        line: 1,
        column: 1,
        message: 'template not found',
      });
      return;
    }
    const found = this.group.addTmpl(path, this.read(`${path}.wxml`)) as Warning[];
    for (const warning of found) this.report(`${path}.wxml`, warning);
    for (const name of this.group.getInlineScriptModuleNames(path) as string[]) {
      this.group.setInlineScript(path, name, portable(this.group.getInlineScript(path, name)));
    }
    for (const imported of this.group.getDirectDependencies(path) as string[]) this.add(imported);
    for (const script of this.group.getScriptDependencies(path) as string[]) this.addScript(script);
  }

  /** JavaScript that evaluates to the templates by path; it expects the module `w` in scope. */
  code(): string {
    if (this.problems.length > 0) throw new BuildFailure(this.problems);
    return this.group.getTmplGenObjectGroups();
  }

  private addScript(path: string): void {
    if (this.added.has(`${path}.wxs`)) return;
    this.added.add(`${path}.wxs`);
    const source = this.read(`${path}.wxs`);
    this.group.addScript(path, portable(source));
    for (const [, reference] of source.matchAll(/\brequire\(['"]([^'"]+)['"]\)/g)) {
      const target = posix.normalize(posix.join(posix.dirname(path), reference ?? ''));
      this.addScript(target.replace(/\.wxs$/, ''));
    }
  }

  private read(path: string): string {
    const source = this.tree.read(path);
    this.sources.push(source);
    return source;
  }

  // The compiler calls a forgotten end tag a warning; WeChat's own refuses it. What packages do is theirs to mend.
  private report(path: string, { message, startLine, startColumn }: Warning): void {
    const problem = { file: this.tree.shown(path), line: startLine + 1, column: startColumn + 1, message };
    (this.tree.isOwn(path) ? this.problems : this.warnings).push(problem);
  }
}

/** In WXS `x.constructor` is a name (`'Array'`), in JavaScript a function; `require` there takes the ending along. */
function portable(wxs: string): string {
  return wxs
    .replace(/\.constructor\b(?!\.name)/g, '.constructor.name')
    .replace(/(\brequire\(['"][^'"]+?)\.wxs(['"]\))/g, '$1$2');
}
