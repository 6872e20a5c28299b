import Router from '@koa/router';
import type Koa from 'koa';
import { Fault } from '../fault';
import { type Html, html } from './html';
import { PAGE_STYLE } from './page-style';

export interface PageHead {
  title: string;
  /** One sentence for share cards and search engines. */
  description?: string;
  /** Absolute. */
  url?: string;
  /** Absolute. */
  imageUrl?: string;
  /** Script addresses, run after the page is parsed; inline scripts are forbidden by our own policy. */
  scripts?: readonly string[];
}

const STYLE_PATH = '/assets/page.css';

/** @returns what browsers, search engines and share cards (Open Graph) read of a page */
export function headTags({ title, description, url, imageUrl }: PageHead): Html {
  return html`<title>${title}</title>
${description ? html`<meta name="description" content="${description}"><meta property="og:description" content="${description}">` : null}
<meta property="og:title" content="${title}">
<meta property="og:type" content="article">
<meta property="og:site_name" content="科技志愿服务平台">
<meta property="og:locale" content="zh_CN">
${url ? html`<meta property="og:url" content="${url}"><link rel="canonical" href="${url}">` : null}
${imageUrl ? html`<meta property="og:image" content="${imageUrl}">` : null}`;
}

/** Answers with a page for phones and browsers, with what share cards read (Open Graph). */
export function sendPage(ctx: Koa.Context, head: PageHead, body: Html): void {
  const { scripts = [] } = head;
  ctx.type = 'html';
  ctx.body = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="format-detection" content="telephone=no">
${headTags(head)}
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
${body}
${scripts.map((source) => html`<script src="${source}" defer></script>`)}
</body>
</html>`.toString();
}

const SENTENCES: Partial<Record<Fault['kind'], string>> = {
  missing: '页面不在这里',
  forbidden: '暂时不能继续',
  unauthenticated: '需要重新进入',
};

/** Around the handlers of pages: a Fault becomes a page in the same words, not JSON. Bugs pass on to the fault handler. */
export function faultsAsPages(): Koa.Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const title = SENTENCES[error.kind] ?? '没有成功';
      ctx.status = { missing: 404, forbidden: 403, unauthenticated: 401 }[error.kind as string] ?? 400;
      sendPage(ctx, { title }, html`<main class="notice"><h1>${title}</h1><p>${error.message}</p></main>`);
    }
  };
}

/** The style that all pages share. */
export function pageAssetRoutes(): Router {
  const router = new Router();
  router.get(STYLE_PATH, (ctx) => {
    ctx.type = 'css';
    ctx.set('Cache-Control', 'public, max-age=600');
    ctx.body = PAGE_STYLE;
  });
  return router;
}
