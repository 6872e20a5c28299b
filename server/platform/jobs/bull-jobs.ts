import { type Job, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { connectRedis, disconnectRedis, IMPATIENT, PATIENT, withDeadline } from '../cache/redis-connection';
import { MINUTE } from '../clock';
import { upstream } from '../fault';
import { BullQueue, type JobData, REMIND } from './bull-queue';
import { type Declaration, DeclaredJobs, type JobSettings } from './declared-jobs';

/** Longer than timers of different processes can be apart. */
const TICK_MEMORY_MS = 10 * MINUTE;

/** BullMQ's own default lets a worker sleep on for 15 seconds after Redis is back. */
const OUTAGE_RETRY_MS = 1_000;

/** How often a worker looks for jobs whose process died: their lock lasts 30 seconds, and BullMQ would add up to 30 more. */
const STALLED_CHECK_MS = 5_000;

/** Background work shared by all processes that name the same Redis and prefix. */
export class BullJobs extends DeclaredJobs {
  private readonly known = new Map<string, BullQueue>();
  private readonly running = new Set<Promise<unknown>>();
  private workers: Worker<JobData>[] = [];
  private stopped = false;

  private constructor(
    settings: JobSettings,
    private readonly prefix: string,
    /** For commands that somebody awaits. */
    private readonly commands: Redis,
    /** For workers, which rather wait for Redis to come back than fail. */
    private readonly working: Redis,
  ) {
    super(settings);
    this.tellOutages();
  }

  /** @throws ConfigError when Redis does not answer */
  static async connect(redis: { url: string; prefix: string }, settings: JobSettings): Promise<BullJobs> {
    const name = { connectionName: `${redis.prefix}:jobs` };
    const commands = await connectRedis(redis.url, { ...IMPATIENT, ...name });
    const working = await connectRedis(redis.url, { ...PATIENT, ...name });
    return new BullJobs(settings, redis.prefix, commands, working);
  }

  /** @throws Fault upstream `queue_unavailable` when Redis does not answer in time */
  async enqueue(queue: string, key: string, options: { delayMs?: number } = {}): Promise<void> {
    // The process ends; the sweepers will find the row.
    if (this.stopped) return;
    const delayMs = options.delayMs ?? 0;
    await this.using(queue, (lane) => (delayMs > 0 ? lane.remind(key, delayMs) : lane.ask(key)));
  }

  async counts(): Promise<Record<string, { waiting: number; running: number }>> {
    const names = new Set([...this.declarations.keys(), ...this.known.keys()]);
    const count = async (name: string) => [name, await this.using(name, (lane) => lane.counts())] as const;
    return Object.fromEntries(await Promise.all([...names].map(count)));
  }

  protected async startWork(): Promise<void> {
    this.workers = [...this.declarations].map(([name, declaration]) => this.workerOf(name, declaration));
    await withDeadline(Promise.all(this.workers.map((worker) => worker.waitUntilReady())));
  }

  protected async stopWork(): Promise<void> {
    // Closing politely waits for the end of a connection, which one that is just reconnecting never reports.
    const force = this.working.status !== 'ready';
    const closed = Promise.all(this.workers.map((worker) => worker.close(force)));
    // What runs is waited for however long it takes, Redis no longer than a deadline: it may be the one that is away.
    await Promise.allSettled([...this.running]);
    await withDeadline(closed).catch(() => this.abandonWorkers());
    this.stopped = true;
    await Promise.all([...this.known.values()].map((queue) => withDeadline(queue.close()).catch(() => {})));
    await Promise.all([disconnectRedis(this.commands), disconnectRedis(this.working)]);
  }

  protected async claimTick(name: string, due: Date): Promise<boolean> {
    const tick = `${this.prefix}:tick:${name}:${due.getTime()}`;
    return (await this.commands.set(tick, '1', 'PX', TICK_MEMORY_MS, 'NX')) === 'OK';
  }

  /** @throws Fault upstream `queue_unavailable` when Redis does not answer in time */
  private async using<T>(name: string, command: (queue: BullQueue) => Promise<T>): Promise<T> {
    const queue = this.queueOf(name);
    try {
      return await withDeadline(command(queue));
    } catch (cause) {
      // A BullMQ queue that met an outage at its first use would fail for ever: the next command gets a new one.
      if (this.known.get(name) === queue) this.known.delete(name);
      queue.close().catch(() => {});
      const fault = upstream('queue_unavailable', '系统繁忙，请稍后再试');
      fault.cause = cause;
      throw fault;
    }
  }

  private queueOf(name: string): BullQueue {
    const known = this.known.get(name);
    if (known) return known;
    const { commands: connection, backoffMs } = this;
    const queue = new BullQueue(name, { connection, prefix: this.keyPrefix, backoffMs });
    this.known.set(name, queue);
    return queue;
  }

  private workerOf(name: string, { concurrency }: Declaration): Worker<JobData> {
    const worker = new Worker<JobData>(
      name,
      (job) => {
        const run = this.process(name, job);
        this.running.add(run);
        return run.finally(() => this.running.delete(run));
      },
      {
        connection: this.working,
        prefix: this.keyPrefix,
        concurrency,
        runRetryDelay: OUTAGE_RETRY_MS,
        stalledInterval: STALLED_CHECK_MS,
      },
    );
    worker.on('error', (error) => {
      // Of an outage the connection tells once; each worker telling it at each attempt would drown the log.
      if (this.working.status === 'ready') this.logger.warn({ queue: name, err: error }, 'queue trouble');
    });
    return worker;
  }

  private async process(name: string, job: Job<JobData>): Promise<void> {
    if (job.name === REMIND) return this.using(name, (queue) => queue.ask(job.data.key));
    const outcome = await this.attempt(name, job.data.key, job.attemptsMade + 1);
    // Redis is told to try again, not why: the reason is logged already and may contain personal data.
    // After the last failure the job is over for Redis as well.
    if (outcome === 'retry') throw new Error(outcome);
  }

  /** Redis will find their jobs stalled and hand them to another process. */
  private abandonWorkers(): void {
    for (const worker of this.workers) worker.disconnect().catch(() => {});
  }

  private tellOutages(): void {
    let away = false;
    this.working.on('error', (error) => {
      if (!away) this.logger.error({ err: error }, 'Redis is away; jobs wait until it is back');
      away = true;
    });
    this.working.on('ready', () => {
      if (away) this.logger.info('Redis is back');
      away = false;
    });
  }

  private get keyPrefix(): string {
    return `${this.prefix}:jobs`;
  }
}
