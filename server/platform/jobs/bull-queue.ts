import { type JobsOptions, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { newId } from '../ids';

/** What a job in Redis carries; a row's name, never its contents. */
export interface JobData {
  key: string;
  /** Of a reminder: when it is due, milliseconds since 1970. */
  dueAt?: number;
}

export const RUN = 'run';
export const REMIND = 'remind';

/**
 * How many attempts is decided by the worker, which knows the handler; Redis must only not stop it early.
 */
const ATTEMPTS_LEFT_TO_THE_WORKER = 1_000;

/**
 * The enqueuing side of one BullMQ queue.
 *
 * One key waits once: BullMQ deduplicates by id. A key asked for while its job runs must run again, or what came in
 * between would be lost: `keepLastIfActive` stores that wish and the script that finishes the running job enqueues it,
 * both atomically in Redis. A job id made of the key could not do this: while the job exists, adding it is ignored.
 *
 * A delayed job is a reminder to ask for the job, under an id of its own: so it neither holds up nor is held up by a
 * job that waits already.
 */
export class BullQueue {
  private readonly queue: Queue<JobData>;
  private readonly options: JobsOptions;

  constructor(name: string, settings: { connection: Redis; prefix: string; backoffMs: number }) {
    const { connection, prefix, backoffMs } = settings;
    // Nobody reads BullMQ's event stream, so it may stay short.
    this.queue = new Queue(name, { connection, prefix, streams: { events: { maxLen: 10 } } });
    // Whoever awaits the command gets the error; an event without a listener would end the process.
    this.queue.on('error', () => {});
    this.options = {
      attempts: ATTEMPTS_LEFT_TO_THE_WORKER,
      backoff: { type: 'exponential', delay: backoffMs },
      removeOnComplete: true,
      removeOnFail: true,
    };
  }

  async ask(key: string): Promise<void> {
    await this.queue.add(RUN, { key }, this.only(`${RUN}:${key}`));
  }

  async remind(key: string, delayMs: number): Promise<void> {
    const dueAt = Date.now() + delayMs;
    const options = { ...this.only(`${REMIND}:${key}`), delay: delayMs };
    const added = await this.queue.add(REMIND, { key, dueAt }, options);
    if (added.id !== options.jobId) await this.bringForward(added.id!, dueAt);
  }

  async counts(): Promise<{ waiting: number; running: number }> {
    const { wait = 0, delayed = 0, active = 0 } = await this.queue.getJobCounts('wait', 'delayed', 'active');
    return { waiting: wait + delayed, running: active };
  }

  async close(): Promise<void> {
    await this.queue.close();
  }

  /** Of two reminders for one key the earlier holds. */
  private async bringForward(jobId: string, dueAt: number): Promise<void> {
    const waiting = await this.queue.getJob(jobId);
    if (!waiting || (waiting.data.dueAt ?? 0) <= dueAt) return;
    try {
      await waiting.changeDelay(Math.max(0, dueAt - Date.now()));
      await waiting.updateData({ key: waiting.data.key, dueAt });
    } catch (error) {
      // It has fallen due in the meantime: earlier still.
      if (await waiting.isDelayed()) throw error;
    }
  }

  private only(id: string): JobsOptions & { jobId: string } {
    // Ids of our own, because BullMQ's counter starts anew after a flush and would meet jobs that still run.
    return { ...this.options, jobId: newId(), deduplication: { id, keepLastIfActive: true } };
  }
}
