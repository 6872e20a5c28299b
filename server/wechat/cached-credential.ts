import type { Cache } from '../platform/cache/cache';
import type { Clock } from '../platform/clock';

export interface FreshCredential {
  value: string;
  expiresInSeconds: number;
}

/** How long before WeChat's expiry a new one is fetched; WeChat keeps the old one valid for these five minutes. */
const MARGIN_SECONDS = 300;

/**
 * A credential of an account (access token, JS ticket) that all processes share through the cache:
 * fetched by one caller at a time in this process and by one process at a time among all.
 */
export class CachedCredential {
  private inFlight: Promise<string> | undefined;
  private rejected: string | undefined;

  /**
   * @param options.key     cache key; the value is `<expiry in ms> <credential>`: what counts is the product's clock, which
   *                        the simulation may move, and the cache's own time to live only tidies up
   * @param options.fetch   asks WeChat; `rejected` is the last value known to be refused, which must not come back
   * @param options.fetchMs longest time that one fetch can take, in milliseconds
   */
  constructor(
    private readonly cache: Cache,
    private readonly clock: Clock,
    private readonly options: {
      key: string;
      fetch: (rejected: string | undefined) => Promise<FreshCredential>;
      fetchMs: number;
    },
  ) {}

  async current(): Promise<string> {
    const cached = await this.valid();
    if (cached !== undefined) return cached;
    this.inFlight ??= this.refresh().finally(() => {
      this.inFlight = undefined;
    });
    return this.inFlight;
  }

  /** WeChat refused `value`: forget it, unless somebody has already replaced it. */
  async reject(value: string): Promise<void> {
    this.rejected = value;
    const stored = await this.cache.get(this.options.key);
    if (stored?.endsWith(` ${value}`)) await this.cache.deleteIfEquals(this.options.key, stored);
  }

  private async valid(): Promise<string | undefined> {
    const [expiry, value] = (await this.cache.get(this.options.key))?.split(' ') ?? [];
    return Number(expiry) > this.clock.now().getTime() ? value : undefined;
  }

  private refresh(): Promise<string> {
    const { key, fetch, fetchMs } = this.options;
    const holdMs = fetchMs + 1_000;
    return this.cache.withLock(`${key}:lock`, { ttlMs: holdMs, waitMs: holdMs }, async () => {
      const fetchedElsewhere = await this.valid();
      if (fetchedElsewhere !== undefined) return fetchedElsewhere;
      const fresh = await fetch(this.rejected);
      const ttlMs = Math.max(fresh.expiresInSeconds - MARGIN_SECONDS, 1) * 1_000;
      await this.cache.set(key, `${this.clock.now().getTime() + ttlMs} ${fresh.value}`, ttlMs);
      return fresh.value;
    });
  }
}
