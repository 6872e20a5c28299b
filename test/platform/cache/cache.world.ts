import { setTimeout as sleep } from 'node:timers/promises';
import { type Cache, createCache } from '../../../server/platform/cache';
import { eventually, latch } from '../eventually';
import { openTestRedis } from '../redis-for-tests';

// The contract of Cache, held by MemoryCache on the embedded engine and by RedisCache on the other.
describe('cache', () => {
  const LONG = 60_000;
  const redis = openTestRedis();
  let cache: Cache;
  /** A second process on Redis; the embedded engine has only one. */
  let elsewhere: Cache;
  let serial = 0;
  let key: string;

  beforeAll(async () => {
    cache = await createCache(redis);
    elsewhere = redis ? await createCache(redis) : cache;
  });

  beforeEach(() => {
    key = `key-${++serial}`;
  });

  afterAll(async () => {
    await cache.close();
    if (elsewhere !== cache) await elsewhere.close();
    await redis?.close();
  });

  test('returns what was set, in every process, until it is deleted', async () => {
    expect(await cache.get(key)).toBeNull();
    await cache.set(key, '值', LONG);
    expect(await elsewhere.get(key)).toBe('值');
    await cache.set(key, '', LONG);
    expect(await elsewhere.get(key)).toBe('');
    await elsewhere.delete(key);
    expect(await cache.get(key)).toBeNull();
    await cache.delete(key);
  });

  test('forgets a value after its time to live, which setting again renews', async () => {
    await cache.set(key, 'short', 50);
    await cache.set(`${key}-renewed`, 'short', 50);
    await cache.set(`${key}-renewed`, 'long', LONG);
    await eventually(async () => (await cache.get(key)) === null);
    await sleep(60);
    expect(await cache.get(`${key}-renewed`)).toBe('long');
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a time to live of %p', async (ttl) => {
    await expect(cache.set(key, 'x', ttl)).rejects.toThrow(RangeError);
    await expect(cache.setIfAbsent(key, 'x', ttl)).rejects.toThrow(RangeError);
    await expect(cache.increment(key, ttl)).rejects.toThrow(RangeError);
  });

  test('takes a fraction of a millisecond for a whole one', async () => {
    await cache.set(key, 'x', 59_999.5);
    expect(await cache.get(key)).toBe('x');
  });

  test('sets when absent: of many at once one succeeds', async () => {
    const tries = Array.from({ length: 50 }, (_, n) =>
      (n % 2 ? cache : elsewhere).setIfAbsent(key, `${n}`, LONG),
    );
    const won = (await Promise.all(tries)).flatMap((set, n) => (set ? [`${n}`] : []));
    expect(won).toHaveLength(1);
    expect(await cache.get(key)).toBe(won[0]);
  });

  test('an expired value counts as absent', async () => {
    await cache.set(key, 'old', 20);
    await eventually(() => cache.setIfAbsent(key, 'new', LONG));
    expect(await cache.get(key)).toBe('new');
  });

  test('compare-and-delete deletes the expected value only', async () => {
    await cache.set(key, 'mine', LONG);
    expect(await cache.deleteIfEquals(key, 'other')).toBe(false);
    expect(await cache.get(key)).toBe('mine');
    expect(await cache.deleteIfEquals(key, 'mine')).toBe(true);
    expect(await cache.get(key)).toBeNull();
    expect(await cache.deleteIfEquals(key, 'mine')).toBe(false);
  });

  test('a one-time value is taken once', async () => {
    await cache.set(key, 'once', LONG);
    const taken = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? cache : elsewhere).take(key)),
    );
    expect(taken.filter((value) => value !== null)).toEqual(['once']);
  });

  test('50 increments at once count to 50', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => (n % 2 ? cache : elsewhere).increment(key, LONG)),
    );
    const counts = answers.map(({ count }) => count).sort((a, b) => a - b);
    expect(counts).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    expect(await cache.get(key)).toBe('50');
  });

  test('the first increment alone sets the window; when it ends counting starts anew', async () => {
    const first = await cache.increment(key, 300);
    expect(first).toEqual({ count: 1, resetMs: expect.any(Number) });
    await sleep(30);
    const second = await cache.increment(key, LONG);
    expect(second.count).toBe(2);
    expect(second.resetMs).toBeGreaterThan(0);
    expect(second.resetMs).toBeLessThan(first.resetMs);
    await eventually(async () => (await cache.get(key)) === null);
    expect((await cache.increment(key, LONG)).count).toBe(1);
  });

  test('a lock lets one in at a time', async () => {
    let inside = 0;
    let most = 0;
    let total = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      await sleep(2);
      inside -= 1;
      total += 1;
    };
    const holders = Array.from({ length: 20 }, (_, n) => (n % 2 ? cache : elsewhere));
    await Promise.all(holders.map((one) => one.withLock(key, { ttlMs: LONG, waitMs: LONG }, work)));
    expect({ most, total }).toEqual({ most: 1, total: 20 });
  });

  test('locks of different names do not wait for each other', async () => {
    const inner = () =>
      elsewhere.withLock(`${key}-other`, { ttlMs: LONG, waitMs: 0 }, async () => 'both held');
    expect(await cache.withLock(key, { ttlMs: LONG, waitMs: 0 }, inner)).toBe('both held');
  });

  test('who waits too long for a lock gets a fault and did not work', async () => {
    const done = latch();
    const holding = cache.withLock(key, { ttlMs: LONG, waitMs: 0 }, () => done.opened);
    await sleep(20);
    const work = jest.fn();
    await expect(elsewhere.withLock(key, { ttlMs: LONG, waitMs: 50 }, work)).rejects.toMatchObject({
      kind: 'upstream',
      code: 'lock_timeout',
    });
    expect(work).not.toHaveBeenCalled();
    done.open();
    await holding;
  });

  test('a lock is free again after work that throws, and the error arrives', async () => {
    const failing = cache.withLock(key, { ttlMs: LONG, waitMs: 0 }, () =>
      Promise.reject(new Error('broken')),
    );
    await expect(failing).rejects.toThrow('broken');
    expect(await elsewhere.withLock(key, { ttlMs: LONG, waitMs: 0 }, async () => 'free')).toBe('free');
  });

  test('a lock frees itself after its time; its late holder does not free the next one', async () => {
    const late = latch();
    const holding = cache.withLock(key, { ttlMs: 60, waitMs: 0 }, () => late.opened);
    await elsewhere.withLock(key, { ttlMs: LONG, waitMs: LONG }, async () => {
      late.open();
      await holding;
      const intruder = cache.withLock(key, { ttlMs: LONG, waitMs: 30 }, async () => 'intruded');
      await expect(intruder).rejects.toMatchObject({ code: 'lock_timeout' });
    });
  });

  test('a lock and a value of the same name do not meet', async () => {
    await cache.set(key, 'value', LONG);
    await cache.withLock(key, { ttlMs: LONG, waitMs: 0 }, async () => {
      expect(await cache.get(key)).toBe('value');
    });
    expect(await cache.get(key)).toBe('value');
  });

  test('answers a ping', async () => {
    await cache.ping();
  });
});
