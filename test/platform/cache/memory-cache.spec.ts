import { MemoryCache } from '../../../server/platform/cache/memory-cache';

describe('memory cache', () => {
  const LONG = 60_000;

  afterEach(() => jest.useRealTimers());

  test('never holds more than its capacity; the oldest go first', async () => {
    const cache = new MemoryCache(10);
    for (let n = 0; n < 25; n++) await cache.set(`key-${n}`, 'x', LONG);
    const kept = [];
    for (let n = 0; n < 25; n++) if (await cache.get(`key-${n}`)) kept.push(n);
    expect(kept).toEqual([15, 16, 17, 18, 19, 20, 21, 22, 23, 24]);
  });

  test('what has expired makes room before anything living goes', async () => {
    jest.useFakeTimers();
    const cache = new MemoryCache(10);
    await cache.set('oldest', 'lives', LONG);
    for (let n = 0; n < 9; n++) await cache.set(`short-${n}`, 'x', 10);
    jest.advanceTimersByTime(11);
    await cache.set('newest', 'lives', LONG);
    expect([await cache.get('oldest'), await cache.get('newest')]).toEqual(['lives', 'lives']);
  });

  test('a full cache keeps its locks', async () => {
    const cache = new MemoryCache(10);
    await cache.withLock('lock', { ttlMs: LONG, waitMs: 0 }, async () => {
      for (let n = 0; n < 50; n++) await cache.set(`key-${n}`, 'x', LONG);
      const second = cache.withLock('lock', { ttlMs: LONG, waitMs: 0 }, async () => 'entered');
      await expect(second).rejects.toMatchObject({ code: 'lock_timeout' });
    });
  });
});
