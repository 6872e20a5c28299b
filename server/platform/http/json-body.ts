import type Koa from 'koa';
import rawBody from 'raw-body';
import { invalid } from '../fault';

const MAX_JSON_BYTES = 256 * 1024;
const BODYLESS = new Set(['GET', 'HEAD', 'OPTIONS', 'DELETE']);

/** JSON only, at most 256 KB, uncompressed. Uploads have their own route and limits (`upload.ts`). */
export function jsonBody(): Koa.Middleware {
  return async (ctx, next) => {
    if (BODYLESS.has(ctx.method) || !ctx.path.startsWith('/api/') || ctx.is('multipart/form-data'))
      return next();
    if (ctx.request.length === 0 || (ctx.request.length === undefined && !ctx.get('transfer-encoding'))) {
      (ctx.request as { body?: unknown }).body = {};
      return next();
    }
    if (!ctx.is('application/json') || ctx.get('content-encoding')) {
      throw invalid('unsupported_media_type', '只接受 JSON 格式的内容。');
    }
    (ctx.request as { body?: unknown }).body = parse(await read(ctx));
    return next();
  };
}

async function read(ctx: Koa.Context): Promise<string> {
  try {
    return await rawBody(ctx.req, {
      length: ctx.get('content-length') || undefined,
      limit: MAX_JSON_BYTES,
      encoding: 'utf8',
    });
  } catch (error) {
    if ((error as { type?: string }).type === 'entity.too.large') {
      // The rest of the body is not wanted: close instead of reading it.
      ctx.set('Connection', 'close');
      throw invalid('body_too_large', '提交的内容太大，请精简后再试。');
    }
    throw invalid('invalid_body', '没有收到完整的内容，请重试。');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('invalid_json', '提交的内容不是有效的 JSON。');
  }
}
