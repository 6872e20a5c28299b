import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Root, Rule } from 'postcss';

/**
 * TDesign draws its icons with a font from a public CDN. A desk must work without the internet, so the rules become
 * masks with the same drawings, for those icons whose name occurs anywhere in the mini-program's sources.
 */
export class IconSet {
  private readonly folder = join(dirname(require.resolve('tdesign-icons-svg/package.json')), 'src');
  private readonly known = new Set(
    existsSync(this.folder) ? readdirSync(this.folder).map((file) => file.replace(/\.svg$/, '')) : [],
  );
  private readonly wanted = new Set<string>();

  /** Notes every word of a source that is the name of an icon. */
  noticeIn(source: string): void {
    for (const [word] of source.matchAll(/[a-z][a-z0-9]*(?:-[a-z0-9]+)*/g)) {
      if (this.known.has(word)) this.wanted.add(word);
    }
  }

  /** Replaces the font's rules in a style sheet; a sheet without them stays as it is. */
  drawInto(root: Root): void {
    if (!root.some((node) => node.type === 'rule' && node.selector === '.t-icon')) return;
    root.walkAtRules('font-face', (rule) => {
      if (rule.some((node) => node.type === 'decl' && node.prop === 'font-family' && node.value === 't'))
        rule.remove();
    });
    root.walkRules(/^\.t-icon-[\w-]+:before$/, (rule) => this.draw(rule));
  }

  private draw(rule: Rule): void {
    const name = rule.selector.slice('.t-icon-'.length, -':before'.length);
    if (!rule.some((node) => node.type === 'decl' && node.prop === 'content')) return;
    if (!this.wanted.has(name)) {
      rule.remove();
      return;
    }
    const picture = readFileSync(join(this.folder, `${name}.svg`), 'utf8')
      .replace('view-box', 'viewBox')
      .replaceAll('currentColor', '#000');
    const mask = `url("data:image/svg+xml,${encodeURIComponent(picture)}") center / contain no-repeat`;
    rule.removeAll();
    rule.append(
      { prop: 'content', value: '""' },
      { prop: 'display', value: 'block' },
      { prop: 'width', value: '1em' },
      { prop: 'height', value: '1em' },
      { prop: 'background', value: 'currentColor' },
      { prop: '-webkit-mask', value: mask },
      { prop: 'mask', value: mask },
    );
  }
}
