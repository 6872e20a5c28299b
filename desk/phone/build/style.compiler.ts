import { posix } from 'node:path';
import postcss, { type AtRule, type Root, type Rule } from 'postcss';
import selectors from 'postcss-selector-parser';
import { toPhoneUnits } from '../runtime/length-units';
import type { IconSet } from './icon-set';
import { BuildFailure } from './problem';
import type { SourceTree } from './source-tree';
import type { StaticFiles } from './static-files';

/** How far a style sheet reaches. */
export type StyleReach =
  | { kind: 'application' }
  /** Only while this page shows; a `:where` keeps it as specific as the application's own rules. */
  | { kind: 'page'; page: string }
  | { kind: 'component'; scope: string };

/** WXSS to CSS: scopes as class prefixes, tags as `wx-*`, `:host`, rpx, `@import`, pictures inline. */
export class StyleCompiler {
  constructor(
    private readonly tree: SourceTree,
    private readonly icons: IconSet,
    private readonly files: StaticFiles,
  ) {}

  /** Compiles `path` (with its ending); throws `BuildFailure` with the place of the mistake. */
  compile(path: string, reach: StyleReach): string {
    const root = this.inlined(path, new Set());
    this.icons.drawInto(root);
    root.walkRules((rule) => {
      if (!isKeyframe(rule)) rule.selector = reachOf(rule.selector, reach);
    });
    root.walkDecls((decl) => {
      decl.value = toPhoneUnits(decl.value);
    });
    return root.toString();
  }

  private inlined(path: string, seen: Set<string>): Root {
    const root = this.parse(path);
    seen.add(path);
    root.walkDecls(/^(background|mask|border|list|src)/, (decl) => {
      decl.value = this.files.inlineUrls(decl.value, path);
    });
    root.walkAtRules('import', (rule) => {
      const reference = /^(?:url\()?['"]?([^'")]+)/.exec(rule.params)?.[1] ?? '';
      const target = this.tree.resolve(reference, path, (candidate) => this.tree.has(candidate));
      if (!target) throw this.failure(path, rule, `style sheet not found: ${reference}`);
      if (seen.has(target)) rule.remove();
      else rule.replaceWith(this.inlined(target, seen).nodes);
    });
    return root;
  }

  private parse(path: string): Root {
    try {
      return postcss.parse(this.tree.read(path), { from: this.tree.fileOf(path) });
    } catch (error) {
      if (!(error instanceof postcss.CssSyntaxError)) throw error;
      const { line = 1, column = 1, reason } = error;
      throw new BuildFailure([{ file: this.tree.shown(path), line, column, message: reason }]);
    }
  }

  private failure(path: string, rule: AtRule, message: string): BuildFailure {
    const { line = 1, column = 1 } = rule.source?.start ?? {};
    return new BuildFailure([{ file: this.tree.shown(path), line, column, message }]);
  }
}

/** The class prefix of a component's own styles: readable in the inspector, unique by its path. */
export function scopeName(id: string): string {
  return posix
    .join(id)
    .replace(/^miniprogram_npm\//, '')
    .replace(/[^\w-]+/g, '-');
}

function isKeyframe(rule: Rule): boolean {
  return rule.parent?.type === 'atrule' && (rule.parent as AtRule).name.endsWith('keyframes');
}

function reachOf(selector: string, reach: StyleReach): string {
  return selectors((root) => {
    root.walkTags((tag) => {
      tag.value = `wx-${tag.value}`;
    });
    if (reach.kind === 'component') {
      root.walkClasses((name) => {
        name.value = `${reach.scope}--${name.value}`;
      });
      root.walkPseudos((pseudo) => {
        if (pseudo.value === ':host') pseudo.replaceWith(hostOf(reach.scope));
      });
    }
    if (reach.kind === 'page') {
      for (const one of root.nodes) limitToPage(one, reach.page);
    }
  }).processSync(selector);
}

function hostOf(scope: string) {
  const host = selectors.attribute({
    attribute: 'wx-host',
    operator: '=',
    value: scope,
    quoteMark: '"',
    raws: {},
  });
  host.setValue(scope, { quoteMark: '"' });
  return host;
}

function limitToPage(selector: selectors.Selector, page: string): void {
  const where = selectors.pseudo({ value: `:where([is="${page}"])` });
  const first = selector.first;
  if (first?.type === 'tag' && first.value === 'wx-page') {
    selector.insertAfter(first, where);
  } else {
    selector.prepend(selectors.combinator({ value: ' ' }));
    selector.prepend(where);
  }
}
