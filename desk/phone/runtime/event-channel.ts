type Listener = (...args: unknown[]) => void;

/** Connects a page with the one that opened it. What is sent before anybody listens waits. */
export class EventChannel {
  private readonly listeners = new Map<string, { run: Listener; once: boolean }[]>();
  private readonly waiting = new Map<string, unknown[][]>();

  emit(name: string, ...args: unknown[]): void {
    const present = this.listeners.get(name) ?? [];
    if (present.length === 0) {
      this.waiting.set(name, [...(this.waiting.get(name) ?? []), args]);
      return;
    }
    this.listeners.set(
      name,
      present.filter(({ once }) => !once),
    );
    for (const { run } of present) run(...args);
  }

  on(name: string, run: Listener): void {
    this.listen(name, run, false);
  }

  once(name: string, run: Listener): void {
    this.listen(name, run, true);
  }

  off(name: string, run?: Listener): void {
    this.listeners.set(
      name,
      (this.listeners.get(name) ?? []).filter((each) => run && each.run !== run),
    );
  }

  private listen(name: string, run: Listener, once: boolean): void {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), { run, once }]);
    const sent = this.waiting.get(name) ?? [];
    this.waiting.delete(name);
    for (const args of sent) this.emit(name, ...args);
  }
}
