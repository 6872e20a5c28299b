import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cache } from '../../platform/cache/cache';
import { MINUTE } from '../../platform/clock';
import type { Logger } from '../../platform/logger';

/**
 * A captured request stays valid for up to twice ten minutes (a timestamp may lie ten minutes ahead);
 * its answer is remembered for longer, so that replaying it never runs a handler.
 */
const ANSWERED_MS = 21 * MINUTE;
/** Shorter than the span of WeChat's retries: if this process dies, one of them still finds the push unclaimed. */
const CLAIMED_MS = 10_000;
const POLL_MS = 50;

export type Claim =
  /** This delivery is the first: run the handlers, then `answer` or `release`. */
  | { first: true; answer(reply: string): Promise<void>; release(): Promise<void> }
  /** Another delivery of the same push came first; `reply` is undefined when it did not finish within the wait. */
  | { first: false; reply: string | undefined };

/** Remembers which pushes were answered and how, across processes: WeChat delivers again what it thinks was lost. */
export class DeliveryLog {
  /** With the counter, a claim that no other delivery and no other process holds. */
  private readonly owner = randomBytes(9).toString('base64url');
  private claims = 0;

  constructor(
    private readonly cache: Cache,
    private readonly logger: Logger,
    private readonly account: string,
    private readonly waitMs: number,
  ) {}

  /** @param identity of the push; it is hashed, because it holds an openid */
  async claim(identity: string): Promise<Claim> {
    const digest = createHash('sha1').update(identity).digest('base64url');
    const key = `wechat:push:${this.account}:${digest}`;
    const mine = `?${this.owner}.${++this.claims}`;
    const deadline = performance.now() + this.waitMs;
    try {
      while (true) {
        // Asked again each time round: the first delivery may have failed and let go.
        if (await this.cache.setIfAbsent(key, mine, CLAIMED_MS)) return this.firstClaim(key, mine);
        const value = await this.cache.get(key);
        if (value?.startsWith('=')) return { first: false, reply: value.slice(1) };
        if (performance.now() >= deadline) return { first: false, reply: undefined };
        await sleep(POLL_MS);
      }
    } catch (error) {
      // Without a cache a repeated push is handled twice, which handlers tolerate; refusing it would lose it.
      this.logger.error({ err: error }, 'push delivery log unavailable');
      return { first: true, answer: async () => {}, release: async () => {} };
    }
  }

  private firstClaim(key: string, mine: string): Claim {
    const guarded = (work: Promise<unknown>) =>
      work.then(
        () => {},
        (error) => this.logger.error({ err: error }, 'push delivery log unavailable'),
      );
    return {
      first: true,
      answer: (reply) => guarded(this.cache.set(key, `=${reply}`, ANSWERED_MS)),
      release: () => guarded(this.cache.deleteIfEquals(key, mine)),
    };
  }
}
