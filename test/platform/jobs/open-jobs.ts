import { createJobs, type Jobs } from '../../../server/platform/jobs';
import { createLogger } from '../../../server/platform/logger';
import { Metrics } from '../../../server/platform/metrics';
import { eventually } from '../eventually';
import { openTestRedis } from '../redis-for-tests';

/** Before the second attempt; short, so that tests are. */
export const BACKOFF_MS = 20;

/** Opens Jobs on the engine under test, as many as a test needs, and stops and clears them afterwards. */
export class JobsBench {
  readonly redis = openTestRedis();
  lines: string[] = [];
  private metrics = new Metrics();
  private readonly opened: Jobs[] = [];
  private serial = 0;

  constructor() {
    beforeEach(() => {
      this.lines = [];
      this.metrics = new Metrics();
    });
    afterEach(() => this.stop());
    afterAll(() => this.redis?.close());
  }

  /** @param url leads to Redis by another way than the direct one */
  async open(url = this.redis?.url): Promise<Jobs> {
    const [jobs] = await this.openSeveral(1, url);
    return jobs!;
  }

  /** Jobs of several processes that share one Redis prefix. */
  async openSeveral(count: number, url = this.redis?.url): Promise<Jobs[]> {
    const redis = this.redis && { url: url!, prefix: `${this.redis.prefix}-${++this.serial}` };
    const logger = createLogger('debug', (line) => this.lines.push(line));
    const options = { redis, logger, metrics: this.metrics, backoffMs: BACKOFF_MS };
    const jobs = await Promise.all(Array.from({ length: count }, () => createJobs(options)));
    this.opened.push(...jobs);
    return jobs;
  }

  /** Stops whatever is open; happens by itself after each test. */
  async stop(): Promise<void> {
    await Promise.all(this.opened.splice(0).map((jobs) => jobs.stop()));
  }

  get log(): Record<string, unknown>[] {
    return this.lines.map((line) => JSON.parse(line));
  }

  async outcomes(queue: string): Promise<Record<string, number>> {
    const { values } = await this.metrics.jobs.get();
    const own = values.filter(({ labels }) => labels.queue === queue);
    return Object.fromEntries(own.map(({ labels, value }) => [labels.outcome, value]));
  }

  async idle(jobs: Jobs, queue: string): Promise<void> {
    await eventually(async () => {
      const { waiting, running } = (await jobs.counts())[queue]!;
      return waiting + running === 0;
    });
  }
}
