let ahead: number | undefined;

/**
 * Notes the server's time. What waited in a cache tells an older one, so the latest counts.
 *
 * @param time the header `X-Server-Time` of an answer, an ISO 8601 instant
 */
export function noteServerTime(time: string | null): void {
  const found = Date.parse(time ?? '') - Date.now();
  if (!Number.isNaN(found)) ahead = Math.max(ahead ?? found, found);
}

/** Now by the server's clock: this computer's may be wrong, and a simulation may have moved the product's. @returns milliseconds */
export const serverNow = (): number => Date.now() + (ahead ?? 0);

/** The same as what the server sends, an ISO 8601 instant. */
export const serverMoment = (): string => new Date(serverNow()).toISOString();
