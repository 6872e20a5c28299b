import { marked } from 'marked';
import type { Plugin } from 'vite';

const PICTURE = /(<img src=")(?!https?:)([^"]+)(")/g;

/** Makes the chapters of `docs/manual` into HTML while the site is built; their pictures become files of the site. */
export const manualChapters = (): Plugin => ({
  name: 'manual-chapters',
  async transform(source, id) {
    if (!/\/docs\/manual\/[^/]+\.md$/.test(id)) return null;
    const html = await marked.parse(source, { gfm: true });
    const pictures = [...html.matchAll(PICTURE)].map(([, , path]) => path!);
    const imports = pictures.map((path, index) => `import p${index} from ${JSON.stringify(`./${path}`)};`);
    let index = 0;
    const text = JSON.stringify(html).replace(
      /(<img src=\\")(?!https?:)([^"\\]+)(\\")/g,
      (_, before: string, __, after: string) => `${before}" + p${index++} + "${after}`,
    );
    return { code: `${imports.join('\n')}\nexport default ${text};`, map: null };
  },
});
