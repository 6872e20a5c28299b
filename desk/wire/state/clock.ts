export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** WeChat's own time. It runs on, and a test or a demonstration can push it forward. */
export class DeskClock {
  private offsetMs = 0;

  /** @param base current time in ms; hand in the product's clock to keep the two together */
  constructor(private readonly base: () => number = Date.now) {}

  now(): number {
    return this.base() + this.offsetMs;
  }

  /** @returns Unix time in seconds, the unit of every time on WeChat's wire */
  seconds(): number {
    return Math.floor(this.now() / SECOND);
  }

  iso(): string {
    return new Date(this.now()).toISOString();
  }

  advance(ms: number): void {
    this.offsetMs += ms;
  }

  /** @returns the day in Asia/Shanghai, `YYYY-MM-DD`: WeChat's quotas begin anew at its midnight */
  shanghaiDay(): string {
    return new Date(this.now() + 8 * HOUR).toISOString().slice(0, 10);
  }
}
