import { Mutex } from 'async-mutex';
import { Cron } from 'croner';
import type { Logger } from '../logger';

interface Schedule {
  cron: Cron;
  work: () => Promise<void>;
  /** One run at a time in this process, whether the clock or `runAll` asked for it. */
  turn: Mutex;
}

/** Recurring work: what is declared, when it is due, and that it never overlaps with itself. Days are those of Shanghai. */
export class Schedules {
  private readonly byName = new Map<string, Schedule>();

  constructor(private readonly logger: Logger) {}

  get size(): number {
    return this.byName.size;
  }

  /** @throws Error when the name is taken or the pattern is not cron (5 fields, or 6 with seconds first) */
  declare(name: string, pattern: string, work: () => Promise<void>): void {
    if (this.byName.has(name)) throw new Error(`schedule ${name} is declared twice`);
    const cron = new Cron(pattern, { timezone: 'Asia/Shanghai', unref: true });
    this.byName.set(name, { cron, work, turn: new Mutex() });
  }

  /** @param onDue is told the instant that the pattern names, the same in every process however late its timer fires */
  start(onDue: (name: string, due: Date) => Promise<void>): void {
    for (const [name, { cron }] of this.byName) {
      cron.schedule(async () => {
        // The timer may fire a little early or late; what the pattern names is the instant nearest before.
        const about = new Date(Date.now() + 500);
        await onDue(name, cron.previousRuns(1, about)[0] ?? about).catch((error) => {
          this.logger.error({ schedule: name, err: error }, 'schedule could not be queued');
        });
      });
    }
  }

  stop(): void {
    for (const { cron } of this.byName.values()) cron.stop();
  }

  async run(name: string): Promise<void> {
    const schedule = this.byName.get(name);
    // A newer release may have queued a schedule that this one does not know; its own process will run it.
    if (schedule) await schedule.turn.runExclusive(schedule.work);
  }

  /** @throws the first error, after every schedule had its run; later errors are logged */
  async runAll(): Promise<void> {
    const errors: unknown[] = [];
    for (const name of this.byName.keys()) {
      await this.run(name).catch((error) => {
        if (errors.push(error) > 1) this.logger.error({ schedule: name, err: error }, 'schedule failed');
      });
    }
    if (errors.length > 0) throw errors[0];
  }
}
