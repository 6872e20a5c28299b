/**
 * @param ttlMs milliseconds, a fraction is rounded up because Redis takes whole ones
 * @throws RangeError unless it is a positive finite number: without an end a cached value would stay for ever
 */
export function wholeTtl(ttlMs: number): number {
  if (!(ttlMs > 0 && Number.isFinite(ttlMs)))
    throw new RangeError(`ttlMs must be positive and finite, got ${ttlMs}`);
  return Math.ceil(ttlMs);
}
