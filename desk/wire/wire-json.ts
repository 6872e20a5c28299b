import { randomUUID } from 'node:crypto';

// Text that nobody else can write marks the numbers that JSON.stringify refuses.
const MARK = randomUUID();
const MARKED = new RegExp(`"${MARK}(\\d+)"`, 'g');

/** @returns compact JSON in which bigints are bare numbers: WeChat's 64-bit message ids */
export function wireJson(value: unknown): string {
  const text = JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? MARK + inner : inner));
  return text.replace(MARKED, '$1');
}
