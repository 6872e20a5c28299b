import type { Readable } from 'node:stream';
import type Koa from 'koa';

/** What an endpoint answers that gives a file instead of a view: name it as `returns`. */
export class FileAnswer {
  content: Buffer | Readable;
  /** MIME type */
  type: string;
  /** saved under this name, Chinese allowed; shown in place when omitted */
  name?: string;
}

/** Sends a file that only this caller may see: nobody on the way keeps it, and no browser takes it for a page. */
export function sendFile(ctx: Koa.Context, { content, type, name }: FileAnswer): void {
  ctx.type = type;
  ctx.set('Cache-Control', 'private, no-store');
  ctx.set('Content-Security-Policy', "default-src 'none'; sandbox");
  ctx.set('X-Content-Type-Options', 'nosniff');
  if (name) ctx.set('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
  ctx.body = content;
}
