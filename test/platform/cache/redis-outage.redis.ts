import { type Cache, createCache } from '../../../server/platform/cache';
import { eventually } from '../eventually';
import { openTestRedis } from '../redis-for-tests';
import { RedisWire } from '../redis-wire';

const redis = openTestRedis()!;

// Only Redis can be away.
describe('cache while Redis is away', () => {
  const LONG = 60_000;
  const { url, prefix } = redis;
  const wire = new RedisWire();
  let address: string;
  let cache: Cache;

  beforeAll(async () => {
    address = await wire.open(url);
    cache = await createCache({ url: address, prefix });
  });

  afterAll(async () => {
    await cache.close();
    await wire.close();
    await redis?.close();
  });

  test('goes on after a cut connection', async () => {
    await cache.set('key', 'value', LONG);
    wire.cut();
    await eventually(async () => (await cache.get('key').catch(() => null)) === 'value');
  });

  test('a silent Redis is a fault within seconds, and its silent connection is replaced', async () => {
    wire.fallSilent();
    await expect(cache.get('key')).rejects.toMatchObject({ kind: 'upstream', code: 'cache_unavailable' });
    await expect(cache.ping()).rejects.toMatchObject({ code: 'cache_unavailable' });
    wire.recover();
    await eventually(async () => (await cache.get('key').catch(() => null)) === 'value', 15_000);
  });

  test('an error reply is not taken for an outage', async () => {
    await cache.set('key', 'no counter', LONG);
    await expect(cache.increment('key', LONG)).rejects.toThrow(/not an integer/);
  });

  test('a Redis that never answers stops the start, naming the variable and no password', async () => {
    wire.fallSilent();
    const silent = new URL(address);
    silent.password = 'geheim';
    const refusal = await createCache({ url: silent.href, prefix }).catch((error) => error);
    wire.recover();
    expect(refusal.name).toBe('ConfigError');
    expect(refusal.message).toContain(`REDIS_URL: Redis at ${silent.host} does not answer`);
    expect(refusal.message).not.toContain('geheim');
  });

  test('an address where nobody listens stops the start', async () => {
    await expect(createCache({ url: 'redis://127.0.0.1:1', prefix })).rejects.toThrow(
      /REDIS_URL.*127.0.0.1:1/,
    );
  });
});
