import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import Router from '@koa/router';
// Not the package's main file, which would load the whole user interface into the server.
import absolutePath from 'swagger-ui-dist/absolute-path';
import type { Api } from './api';
import { openApiDocument } from './openapi';

const ASSETS: Record<string, string> = { 'swagger-ui.css': 'css', 'swagger-ui-bundle.js': 'js' };

const PAGE = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>科技志愿服务平台 API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css"></head><body><div id="ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`;

const START = "SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#ui', docExpansion: 'none' });";

/** `/api/openapi.json` and its rendering at `/api/docs`; everything is served from this host. */
export function apiDocumentRoutes(api: Api, publicUrl: string): Router {
  const router = new Router();
  let document: Record<string, unknown> | undefined;
  router.get('/api/openapi.json', (ctx) => {
    document ??= openApiDocument(api.endpoints, publicUrl);
    ctx.body = document;
  });
  router.get('/api/docs', (ctx) => {
    ctx.type = 'html';
    ctx.body = PAGE;
  });
  router.get('/api/docs/start.js', (ctx) => {
    ctx.type = 'js';
    ctx.body = START;
  });
  for (const [file, type] of Object.entries(ASSETS)) {
    router.get(`/api/docs/${file}`, (ctx) => {
      ctx.type = type;
      ctx.body = createReadStream(join(absolutePath(), file));
    });
  }
  return router;
}
