import { setTimeout as sleep } from 'node:timers/promises';
import { upstream } from '../fault';
import { newSecretToken } from '../ids';
import type { Cache } from './cache';

const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 100;

/**
 * A lock made of two atomic steps of a cache: set when absent, delete while still ours.
 * The random token makes sure that a holder who outlived `ttlMs` cannot free the lock of its successor.
 *
 * @param options `ttlMs` how long the lock may be held, `waitMs` how long to wait for it
 * @throws Fault upstream `lock_timeout` when it was not obtained in time
 */
export async function holdLock<T>(
  store: Pick<Cache, 'setIfAbsent' | 'deleteIfEquals'>,
  key: string,
  options: { ttlMs: number; waitMs: number },
  work: () => Promise<T>,
): Promise<T> {
  const token = newSecretToken();
  const giveUpAt = Date.now() + options.waitMs;
  for (let pause = FIRST_PAUSE_MS; !(await store.setIfAbsent(key, token, options.ttlMs)); pause *= 2) {
    const leftMs = giveUpAt - Date.now();
    if (leftMs <= 0) throw upstream('lock_timeout', '系统正忙，请稍后再试');
    // Jitter keeps many waiters from asking in step.
    await sleep(Math.min(leftMs, Math.min(pause, LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2)));
  }
  try {
    return await work();
  } finally {
    // The work is done either way: a lock that cannot be freed now frees itself after ttlMs.
    await store.deleteIfEquals(key, token).catch(() => false);
  }
}
