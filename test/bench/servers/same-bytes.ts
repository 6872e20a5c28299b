import { readFileSync } from 'node:fs';
import Koa from 'koa';
import { listen } from '../../../server/platform/http';
import { report } from '../server-process';

/** The yardstick of reads: bare Koa that sends a fixed body for each path, as fast as Koa can. */
const bodies = new Map<string, Buffer>(
  Object.entries(JSON.parse(readFileSync(process.env.BODIES_FILE!, 'utf8')) as Record<string, string>).map(
    ([path, body]) => [path, Buffer.from(body)],
  ),
);
const app = new Koa();
app.use((ctx) => {
  ctx.type = 'json';
  ctx.body = bodies.get(ctx.url);
});
listen(app, '127.0.0.1', 0).then(({ url }) => report(url));
