import type { Logger } from '../logger';
import type { Metrics } from '../metrics';
import type { Jobs } from './jobs';
import { Schedules } from './schedules';

export interface Declaration {
  handler: (key: string) => Promise<void>;
  concurrency: number;
  attempts: number;
}

/** `retry`: it threw and has attempts left; `failed`: it threw for the last time. */
export type Outcome = 'done' | 'retry' | 'failed';

export interface JobSettings {
  logger: Logger;
  metrics: Metrics;
  /** Pause before the second attempt, doubled before each further one. Default one second. */
  backoffMs?: number;
}

const DEFAULT_ATTEMPTS = 5;

/** Due schedules pass through a queue of their own, so that "one at a time" has one implementation. */
const SCHEDULES = 'schedules';

/** What both queues share: declarations, schedules, and that each attempt is counted and each failure logged once. */
export abstract class DeclaredJobs implements Jobs {
  protected readonly declarations = new Map<string, Declaration>();
  protected readonly backoffMs: number;
  protected readonly logger: Logger;
  private readonly metrics: Metrics;
  private readonly schedules: Schedules;

  constructor(settings: JobSettings) {
    this.logger = settings.logger;
    this.metrics = settings.metrics;
    this.backoffMs = settings.backoffMs ?? 1_000;
    this.schedules = new Schedules(settings.logger);
  }

  handle(
    queue: string,
    handler: (key: string) => Promise<void>,
    options: { concurrency?: number; attempts?: number } = {},
  ): void {
    // The colon separates the parts of a Redis key.
    if (queue.includes(':')) throw new Error(`queue ${queue} must not contain a colon`);
    if (this.declarations.has(queue)) throw new Error(`queue ${queue} is declared twice`);
    const { concurrency = 1, attempts = DEFAULT_ATTEMPTS } = options;
    this.declarations.set(queue, { handler, concurrency, attempts });
  }

  schedule(name: string, cron: string, work: () => Promise<void>): void {
    this.schedules.declare(name, cron, work);
  }

  runSchedules(): Promise<void> {
    return this.schedules.runAll();
  }

  async start(): Promise<void> {
    if (this.schedules.size > 0) {
      // One attempt: the next tick is the retry.
      const options = { concurrency: this.schedules.size, attempts: 1 };
      this.handle(SCHEDULES, (name) => this.schedules.run(name), options);
    }
    await this.startWork();
    this.schedules.start(async (name, due) => {
      if (await this.claimTick(name, due)) await this.enqueue(SCHEDULES, name);
    });
  }

  async stop(): Promise<void> {
    this.schedules.stop();
    await this.stopWork();
  }

  /** One attempt at one job, counted, its failure logged. @param attempt 1 for the first */
  protected async attempt(name: string, key: string, attempt: number): Promise<Outcome> {
    const { handler, attempts } = this.declarationOf(name);
    try {
      await handler(key);
      this.metrics.jobs.inc({ queue: name, outcome: 'done' });
      return 'done';
    } catch (error) {
      const outcome = attempt < attempts ? 'retry' : 'failed';
      this.metrics.jobs.inc({ queue: name, outcome });
      const level = outcome === 'retry' ? 'warn' : 'error';
      this.logger[level]({ queue: name, key, attempt, err: error }, `job ${outcome}`);
      return outcome;
    }
  }

  protected declarationOf(queue: string): Declaration {
    const declaration = this.declarations.get(queue);
    if (!declaration) throw new Error(`queue ${queue} has no handler`);
    return declaration;
  }

  abstract enqueue(queue: string, key: string, options?: { delayMs?: number }): Promise<void>;
  abstract counts(): Promise<Record<string, { waiting: number; running: number }>>;
  protected abstract startWork(): Promise<void>;
  protected abstract stopWork(): Promise<void>;
  /** @returns whether this process, of all that see the schedule fall due, is the one to queue it */
  protected abstract claimTick(name: string, due: Date): Promise<boolean>;
}
