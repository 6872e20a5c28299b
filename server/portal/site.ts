import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import Router from '@koa/router';
import type Koa from 'koa';
import { missing } from '../platform/fault';
import { type Html, headTags, html, type PageHead } from '../platform/http';

/** A page of the site as search engines and share cards read it; in a browser the site takes over from there. */
export interface SitePage {
  head: PageHead;
  content?: Html;
  /** keeps search engines from listing it */
  internal?: boolean;
}

/** Encodings in which the build leaves files beside the plain ones, the smallest first; by what follows their name. */
const ENCODINGS = { br: '.br', gzip: '.gz' } as const;

const FOR_EVER = 'public, max-age=31536000, immutable';
const NOT_BUILT = missing('site_not_built', 'PC 站点还没有构建，请先运行 npm run build:console。');

const NO_FILE = missing('file_not_found', '没有找到这个文件，请刷新页面后再试。');

/** The built site in a folder: its document, in which each page puts its head and content, and what that loads. */
export class Site {
  private document: { html: string; at: number } | undefined;

  constructor(private readonly folder: string) {}

  /** @throws Fault missing `site_not_built` */
  async send(ctx: Koa.Context, { head, content, internal }: SitePage): Promise<void> {
    const document = await this.read();
    const robots = internal ? html`<meta name="robots" content="noindex">` : null;
    ctx.type = 'html';
    ctx.set('Cache-Control', 'no-cache');
    ctx.body = document
      .replace('<!--head-->', () => `${html`${headTags(head)}${robots}`}`)
      .replace('<!--content-->', () => String(content ?? ''));
  }

  /** Built anew while the server runs, it is read anew. */
  private async read(): Promise<string> {
    const file = join(this.folder, 'index.html');
    const { mtimeMs } = await stat(file).catch(() => {
      throw NOT_BUILT;
    });
    if (this.document?.at !== mtimeMs) this.document = { html: await readFile(file, 'utf8'), at: mtimeMs };
    return this.document.html;
  }

  /** `/static/…`, whose names change with their content, and the icon. */
  files(): Router {
    const router = new Router();
    router.get('/static/:name', (ctx) => {
      const name = ctx.params.name!;
      // A name and nothing else: with a separator or two dots it could lead out of the folder.
      if (!/^[\w-]+(\.[\w-]+)+$/.test(name)) throw NO_FILE;
      return this.sendFile(ctx, join('static', name), FOR_EVER);
    });
    router.get('/icon.svg', (ctx) => this.sendFile(ctx, 'icon.svg', 'public, max-age=86400'));
    return router;
  }

  private async sendFile(ctx: Koa.Context, path: string, caching: string): Promise<void> {
    const file = join(this.folder, path);
    ctx.type = extname(path);
    ctx.vary('Accept-Encoding');
    const plain = await sizeOf(file);
    if (plain === undefined) throw NO_FILE;
    ctx.set('Cache-Control', caching);
    const encoding = ctx.acceptsEncodings(...Object.keys(ENCODINGS)) as keyof typeof ENCODINGS | false;
    const packed = encoding ? file + ENCODINGS[encoding] : file;
    const size = encoding ? await sizeOf(packed) : undefined;
    if (encoding && size !== undefined) ctx.set('Content-Encoding', encoding);
    ctx.length = size ?? plain;
    ctx.body = createReadStream(size === undefined ? file : packed);
  }
}

const sizeOf = async (file: string): Promise<number | undefined> => {
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? found.size : undefined;
};
