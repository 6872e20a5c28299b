import { createHmac } from 'node:crypto';
import type { Cache } from '../platform/cache/cache';
import { type Clock, nextShanghaiMidnight, shanghaiDay } from '../platform/clock';

/** What a request tells of who sends it. */
export interface Visitor {
  ip: string;
  userAgent: string;
}

/**
 * Counts the same visitor once a day. The mark is a keyed hash that changes with the day: nobody can read an address
 * out of it or follow somebody by it. Losing the marks loses no fact, at worst somebody counts twice.
 */
export class VisitorMarks {
  constructor(
    private readonly cache: Cache,
    private readonly clock: Clock,
    private readonly key: Buffer,
  ) {}

  /** @param what e.g. `recap-views:<id>`. @returns whether it is the visitor's first time today */
  async isFirstToday(what: string, visitor: Visitor): Promise<boolean> {
    const now = this.clock.now();
    const mark = createHmac('sha256', this.key)
      .update(`visitor\n${shanghaiDay(now)}\n${visitor.ip}\n${visitor.userAgent}`)
      .digest('base64url')
      .slice(0, 22);
    const ttlMs = nextShanghaiMidnight(now).getTime() - now.getTime();
    return this.cache.setIfAbsent(`${what}:${mark}`, '1', ttlMs);
  }
}
