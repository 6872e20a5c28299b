import Router from '@koa/router';
import { missing } from '../fault';
import type { FileStore } from './file-store';

const FOR_EVER = 'public, max-age=31536000, immutable';

/** `/files/:name`: the content decides the name, so whoever has it may keep it for ever. */
export function filesRoutes(files: FileStore): Router {
  const router = new Router();
  router.get('/files/:name', async (ctx) => {
    const name = ctx.params.name!;
    const file = await files.read(name);
    if (!file) throw missing('file_not_found', '没有找到这个文件，它可能已被删除。');
    ctx.type = file.type;
    ctx.set('Cache-Control', FOR_EVER);
    ctx.set('ETag', `"${name}"`);
    ctx.status = 200;
    if (ctx.fresh) {
      ctx.status = 304;
      return;
    }
    ctx.body = file.bytes;
  });
  return router;
}
