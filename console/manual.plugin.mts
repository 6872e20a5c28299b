import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { marked } from 'marked';
import type { Plugin } from 'vite';

const PICTURE = /<img src="(?!https?:)([^"]+)"[^>]*>/g;

/**
 * Makes the chapters of `docs/manual` into HTML while the site is built; their pictures become files of the site. One
 * that has not been taken yet is left out, because the site must run for `npm run pictures` to take it.
 */
export const manualChapters = (): Plugin => ({
  name: 'manual-chapters',
  async transform(source, id) {
    if (!/\/docs\/manual\/[^/]+\.md$/.test(id)) return null;
    const imports: string[] = [];
    const mark = (index: number) => `@picture-${index}@`;
    const html = (await marked.parse(source, { gfm: true })).replace(PICTURE, (image, path: string) => {
      if (!existsSync(join(dirname(id), path))) return '';
      imports.push(`import p${imports.length} from ${JSON.stringify(`./${path}`)};`);
      return image.replace(path, mark(imports.length - 1));
    });
    const text = JSON.stringify(html).replace(/@picture-(\d+)@/g, '" + p$1 + "');
    return { code: `${imports.join('\n')}\nexport default ${text};`, map: null };
  },
});
