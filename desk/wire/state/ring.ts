/** A list that forgets its oldest entries: the desk may run for weeks and keeps everything in memory. */
export class Ring<T> {
  private entries: T[] = [];

  constructor(private readonly capacity: number) {}

  add(entry: T): void {
    this.entries.push(entry);
    // Cutting in halves keeps an addition cheap on average.
    if (this.entries.length >= 2 * this.capacity) this.entries = this.entries.slice(-this.capacity);
  }

  /** @returns the newest `capacity` entries, oldest first */
  all(): T[] {
    return this.entries.slice(-this.capacity);
  }
}

/** A map that forgets its oldest keys. */
export class BoundedMap<V> extends Map<string, V> {
  constructor(private readonly capacity: number) {
    super();
  }

  override set(key: string, value: V): this {
    super.set(key, value);
    if (this.size > this.capacity) {
      const oldest = this.keys().next().value;
      if (oldest !== undefined) this.delete(oldest);
    }
    return this;
  }
}
