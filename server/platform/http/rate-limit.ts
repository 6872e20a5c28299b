import type Koa from 'koa';
import type { Config } from '../../../config/config';
import type { Cache } from '../cache/cache';
import { MINUTE } from '../clock';
import { limited } from '../fault';

const WRITES = new Set(['POST', 'PUT', 'DELETE']);

/**
 * Bounds what may be written in a minute; reads are bounded by paging and caching. A session has its own bound, checked
 * once it is known to be genuine: made-up tokens buy nothing. An address has a much wider one, because a whole school
 * may stand behind it. The cache counts, so several processes share the bounds.
 */
export class WriteLimits {
  constructor(
    private readonly cache: Cache,
    private readonly perMinute: Config['http']['writesPerMinute'],
  ) {}

  /** For every request, before anything is read. */
  byAddress(): Koa.Middleware {
    return async (ctx, next) => {
      if (ctx.path.startsWith('/api/')) await this.count(ctx, `address:${ctx.ip}`, this.perMinute.address);
      return next();
    };
  }

  /** @throws Fault limited `too_many_requests` */
  async bySession(ctx: Koa.Context, sessionId: string): Promise<void> {
    await this.count(ctx, `session:${sessionId}`, this.perMinute.session);
  }

  private async count(ctx: Koa.Context, caller: string, bound: number): Promise<void> {
    if (!WRITES.has(ctx.method)) return;
    const { count, resetMs } = await this.cache.increment(`rate:${caller}`, MINUTE);
    if (count <= bound) return;
    const seconds = Math.ceil(resetMs / 1000);
    ctx.set('Retry-After', String(seconds));
    const detail = { retryAfterSeconds: seconds };
    throw limited('too_many_requests', `操作太频繁，请 ${seconds} 秒后再试。`, detail);
  }
}
