/**
 * Background work. The queue never holds the only copy: a job names a row in the database, and a sweeper
 * (a schedule) enqueues again what the queue forgot. Handlers are therefore idempotent.
 * `BullJobs` (Redis) serves production, `LocalJobs` (in-process) the embedded default; one contract test holds both.
 */
export interface Jobs {
  /** Declares the handler of a queue; call before `start`. `concurrency` defaults to 1. */
  handle(
    queue: string,
    handler: (key: string) => Promise<void>,
    options?: { concurrency?: number; attempts?: number },
  ): void;
  /**
   * Asks for `handler(key)` to run soon or after `delayMs`. The same queue+key waiting twice is one job, and it never
   * runs beside itself; asked for while it runs, it runs once more afterwards, so no wake-up is lost.
   * Delayed and undelayed requests wait apart: of two delays the earlier holds, and neither is lost to a run before it.
   * A handler that throws is tried again with exponential backoff up to `attempts`. After `stop` nothing is taken.
   * @throws Fault upstream `queue_unavailable` when Redis does not answer in time
   */
  enqueue(queue: string, key: string, options?: { delayMs?: number }): Promise<void>;
  /**
   * Declares recurring work by cron pattern (Asia/Shanghai; 5 fields, or 6 with seconds first). Each tick runs in one
   * process, never beside a run that is still going on: a tick that meets one follows it. A failed run waits for the
   * next tick. Call before `start`.
   */
  schedule(name: string, cron: string, work: () => Promise<void>): void;
  /**
   * Runs every declared schedule once, now, in order of declaration, whether started or not; waits for a run that this
   * process is already at. Used by tests and when the simulation moves the clock.
   * @throws the first error, after all ran; further ones are logged
   */
  runSchedules(): Promise<void>;
  start(): Promise<void>;
  /** Takes no new job and waits for those that run. */
  stop(): Promise<void>;
  /** @returns waiting and running job counts by queue, for metrics and tests */
  counts(): Promise<Record<string, { waiting: number; running: number }>>;
}
