/**
 * What the product needs of Redis besides queues: cached values, locks and counters.
 * `RedisCache` serves production, `MemoryCache` the embedded default; one contract test holds both.
 * Nothing here is the only copy of anything: losing all of it loses no fact.
 * While Redis does not answer every method throws Fault upstream `cache_unavailable` within seconds.
 */
export interface Cache {
  get(key: string): Promise<string | null>;
  /** @param ttlMs time to live in milliseconds, > 0 */
  set(key: string, value: string, ttlMs: number): Promise<void>;
  /** Sets only when absent. @returns whether this call set it */
  setIfAbsent(key: string, value: string, ttlMs: number): Promise<boolean>;
  delete(key: string): Promise<void>;
  /** Deletes only while the value still equals `expected` (an atomic compare-and-delete). @returns whether it was deleted */
  deleteIfEquals(key: string, expected: string): Promise<boolean>;
  /** Reads and deletes in one step, so that a one-time value is used once. */
  take(key: string): Promise<string | null>;
  /** Adds one atomically; the first increment starts a window of `ttlMs`. @returns the new count and what is left of the window */
  increment(key: string, ttlMs: number): Promise<{ count: number; resetMs: number }>;
  /**
   * Runs `work` while holding the lock, waiting up to `waitMs` for it. The lock frees itself after `ttlMs`, whether the
   * holder died or is slow: choose it above the longest that `work` may take.
   * @throws Fault upstream `lock_timeout` when it was not obtained in time
   */
  withLock<T>(key: string, options: { ttlMs: number; waitMs: number }, work: () => Promise<T>): Promise<T>;
  /** Cheap liveness check for /readyz. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
