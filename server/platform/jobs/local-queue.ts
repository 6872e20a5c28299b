/** setTimeout takes no more (24.8 days); a longer delay is waited for in legs. */
const LONGEST_LEG_MS = 2 ** 31 - 1;

/** What is needed of p-queue: work beyond its concurrency waits in line. */
export interface Lane {
  add(work: () => Promise<void>): Promise<void>;
  start(): unknown;
  pause(): void;
  clear(): void;
  onPendingZero(): Promise<void>;
}

interface Job {
  running: boolean;
  /** Asked for while it ran: what the run did not yet see needs another run. */
  again: boolean;
}

/** One queue of `LocalJobs`: at most one job and one reminder for each key. */
export class LocalQueue {
  private readonly jobs = new Map<string, Job>();
  private readonly reminders = new Map<string, { dueAt: number; timer: NodeJS.Timeout }>();
  private readonly retries = new Set<NodeJS.Timeout>();
  private stopped = false;

  /**
   * @param lane runs the work, its concurrency is the queue's
   * @param attempt makes one attempt at a job and tells in how many milliseconds the next is due, if any
   */
  constructor(
    private readonly lane: Lane,
    private readonly attempt: (key: string, attempt: number) => Promise<number | undefined>,
  ) {}

  start(): void {
    this.lane.start();
  }

  /** @param delayMs 0 asks for the job now */
  add(key: string, delayMs: number): void {
    if (this.stopped) return;
    if (delayMs > 0) this.remind(key, Date.now() + delayMs);
    else this.ask(key);
  }

  counts(): { waiting: number; running: number } {
    const running = [...this.jobs.values()].filter((job) => job.running).length;
    return { waiting: this.jobs.size - running + this.reminders.size, running };
  }

  /** Forgets what waits and resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.lane.pause();
    this.lane.clear();
    await this.lane.onPendingZero();
    for (const { timer } of this.reminders.values()) clearTimeout(timer);
    for (const timer of this.retries) clearTimeout(timer);
  }

  private ask(key: string): void {
    const job = this.jobs.get(key);
    if (job) {
      job.again ||= job.running;
      return;
    }
    const fresh = { running: false, again: false };
    this.jobs.set(key, fresh);
    this.submit(key, fresh, 1);
  }

  private submit(key: string, job: Job, attempt: number): void {
    void this.lane.add(() => this.run(key, job, attempt));
  }

  private async run(key: string, job: Job, attempt: number): Promise<void> {
    job.running = true;
    const retryMs = await this.attempt(key, attempt);
    job.running = false;
    if (retryMs !== undefined) {
      const timer = setTimeout(() => {
        this.retries.delete(timer);
        this.submit(key, job, attempt + 1);
      }, retryMs);
      this.retries.add(timer);
      return;
    }
    this.jobs.delete(key);
    if (job.again) this.ask(key);
  }

  /** A delayed job is a reminder to ask for the job: so it neither holds up nor is held up by one that waits already. */
  private remind(key: string, dueAt: number): void {
    const earlier = this.reminders.get(key);
    if (earlier && earlier.dueAt <= dueAt) return;
    clearTimeout(earlier?.timer);
    const wait = () => {
      const leftMs = dueAt - Date.now();
      if (leftMs > 0) {
        this.reminders.set(key, { dueAt, timer: setTimeout(wait, Math.min(leftMs, LONGEST_LEG_MS)) });
        return;
      }
      this.reminders.delete(key);
      this.ask(key);
    };
    wait();
  }
}
