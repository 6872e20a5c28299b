/** The only source of "now". Storage is UTC; days and rules are Asia/Shanghai (UTC+8, no daylight saving since 1991). */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that a test or the simulation can move; it keeps running from where it was put. */
export class MovableClock implements Clock {
  private offsetMs = 0;

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  /** @param milliseconds may be negative only to undo an earlier advance */
  advance(milliseconds: number): void {
    this.offsetMs += milliseconds;
  }

  set(instant: Date): void {
    this.offsetMs = instant.getTime() - Date.now();
  }
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const SHANGHAI_OFFSET = 8 * HOUR;

/** @returns the calendar day in Asia/Shanghai, `YYYY-MM-DD` */
export function shanghaiDay(instant: Date): string {
  return new Date(instant.getTime() + SHANGHAI_OFFSET).toISOString().slice(0, 10);
}

/** @returns the first instant of `day` (`YYYY-MM-DD`) in Asia/Shanghai */
export function startOfShanghaiDay(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - SHANGHAI_OFFSET);
}

/** @returns the first instant of the day after `instant`'s day in Asia/Shanghai */
export function nextShanghaiMidnight(instant: Date): Date {
  return new Date(startOfShanghaiDay(shanghaiDay(instant)).getTime() + DAY);
}
