import type { Cache } from './cache';
import { ExpiringMap } from './expiring-map';
import { holdLock } from './lock';
import { wholeTtl } from './time-to-live';

const DEFAULT_CAPACITY = 100_000;

/** The cache of the embedded default: one process, gone when it ends. Every method is atomic because none awaits inside. */
export class MemoryCache implements Cache {
  private readonly values: ExpiringMap;
  /** Apart and unbounded: making room for values must never free a lock. Each lock is deleted by its holder. */
  private readonly locks = new ExpiringMap(Number.POSITIVE_INFINITY);

  /** @param capacity most entries kept at once; beyond it the oldest go first */
  constructor(capacity = DEFAULT_CAPACITY) {
    this.values = new ExpiringMap(capacity);
  }

  async get(key: string): Promise<string | null> {
    return this.values.get(key)?.value ?? null;
  }

  async set(key: string, value: string, ttlMs: number): Promise<void> {
    this.values.set(key, value, wholeTtl(ttlMs));
  }

  async setIfAbsent(key: string, value: string, ttlMs: number): Promise<boolean> {
    return setIfAbsent(this.values, key, value, ttlMs);
  }

  async delete(key: string): Promise<void> {
    this.values.delete(key);
  }

  async deleteIfEquals(key: string, expected: string): Promise<boolean> {
    return deleteIfEquals(this.values, key, expected);
  }

  async take(key: string): Promise<string | null> {
    const value = this.values.get(key)?.value ?? null;
    this.values.delete(key);
    return value;
  }

  async increment(key: string, ttlMs: number): Promise<{ count: number; resetMs: number }> {
    const window = this.values.get(key);
    const count = Number(window?.value ?? 0) + 1;
    if (!Number.isSafeInteger(count)) throw new TypeError('only a counter can be incremented');
    const resetMs = window?.leftMs ?? wholeTtl(ttlMs);
    this.values.set(key, String(count), resetMs);
    return { count, resetMs };
  }

  async withLock<T>(
    key: string,
    options: { ttlMs: number; waitMs: number },
    work: () => Promise<T>,
  ): Promise<T> {
    const store = {
      setIfAbsent: async (name: string, token: string, ttlMs: number) =>
        setIfAbsent(this.locks, name, token, ttlMs),
      deleteIfEquals: async (name: string, token: string) => deleteIfEquals(this.locks, name, token),
    };
    return holdLock(store, key, options, work);
  }

  async ping(): Promise<void> {}

  async close(): Promise<void> {
    this.values.clear();
    this.locks.clear();
  }
}

function setIfAbsent(map: ExpiringMap, key: string, value: string, ttlMs: number): boolean {
  const lifetime = wholeTtl(ttlMs);
  if (map.get(key)) return false;
  map.set(key, value, lifetime);
  return true;
}

function deleteIfEquals(map: ExpiringMap, key: string, expected: string): boolean {
  if (map.get(key)?.value !== expected) return false;
  map.delete(key);
  return true;
}
