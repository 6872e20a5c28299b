import type { DeskState } from '../desk-state';
import { ask } from './desk-api';

const PAUSE_MS = 800;

/** What the desk knows, asked for again and again so that everything on the page is live. */
export class StateStore {
  state: DeskState | undefined;
  /** False while the desk does not answer. */
  reached = true;
  private aheadMs = 0;
  private readonly listeners: (() => void)[] = [];

  /** @param shown ids of the people whose phones are on the desk */
  constructor(private readonly shown: () => string[]) {}

  /** @returns the product's time in ms */
  now(): number {
    return Date.now() + this.aheadMs;
  }

  listen(listener: () => void): void {
    this.listeners.push(listener);
  }

  async start(): Promise<never> {
    for (;;) {
      await this.refresh();
      await new Promise((done) => setTimeout(done, PAUSE_MS));
    }
  }

  async refresh(): Promise<void> {
    const query = this.shown().map((id) => `of=${encodeURIComponent(id)}`);
    try {
      this.state = await ask<DeskState>('GET', `/desk/state?${query.join('&')}`);
      this.aheadMs = Date.parse(this.state.now) - Date.now();
      this.reached = true;
    } catch {
      this.reached = false;
    }
    for (const listener of this.listeners) listener();
  }
}
