interface Entry {
  value: string;
  expiresAt: number;
}

/**
 * Strings that expire, never more than `capacity` of them. Expiry is noticed when an entry is read, so no timer runs;
 * what nobody reads again leaves when the map is full.
 */
export class ExpiringMap {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly capacity: number) {}

  get size(): number {
    return this.entries.size;
  }

  /** @returns the value and the milliseconds it has left, or undefined when absent or expired */
  get(key: string): { value: string; leftMs: number } | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    const leftMs = entry.expiresAt - Date.now();
    if (leftMs > 0) return { value: entry.value, leftMs };
    this.entries.delete(key);
    return undefined;
  }

  /** @param ttlMs time to live in milliseconds, > 0 */
  set(key: string, value: string, ttlMs: number): void {
    // Insertion order is the order of eviction, so a rewritten entry moves to the back.
    this.entries.delete(key);
    if (this.entries.size >= this.capacity) this.makeRoom();
    this.entries.set(key, { value, expiresAt: Date.now() + ttlMs });
  }

  delete(key: string): void {
    this.entries.delete(key);
  }

  clear(): void {
    this.entries.clear();
  }

  /** Drops what has expired; where nothing has, the oldest tenth, so that this full scan happens seldom. */
  private makeRoom(): void {
    const now = Date.now();
    for (const [key, entry] of this.entries) if (entry.expiresAt <= now) this.entries.delete(key);
    if (this.entries.size < this.capacity) return;
    let excess = Math.ceil(this.capacity / 10);
    for (const key of this.entries.keys()) {
      if (excess-- <= 0) return;
      this.entries.delete(key);
    }
  }
}
