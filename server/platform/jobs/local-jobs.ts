import { DeclaredJobs, type JobSettings } from './declared-jobs';
import { type Lane, LocalQueue } from './local-queue';

/** Background work inside this process, for the embedded default. What waits is gone when it ends; the sweepers bring it back. */
export class LocalJobs extends DeclaredJobs {
  private readonly lanes = new Map<string, LocalQueue>();

  private constructor(
    settings: JobSettings,
    private readonly openLane: (concurrency: number) => Lane,
  ) {
    super(settings);
  }

  static async create(settings: JobSettings): Promise<LocalJobs> {
    // p-queue is ESM only, which a CommonJS module reaches by import() alone.
    const { default: PQueue } = await import('p-queue');
    return new LocalJobs(settings, (concurrency) => new PQueue({ concurrency, autoStart: false }));
  }

  override handle(...declaration: Parameters<DeclaredJobs['handle']>): void {
    super.handle(...declaration);
    const [name] = declaration;
    const { concurrency } = this.declarationOf(name);
    const nextAttempt = (key: string, attempt: number) => this.nextAttempt(name, key, attempt);
    this.lanes.set(name, new LocalQueue(this.openLane(concurrency), nextAttempt));
  }

  /** @throws Error when the queue has no handler: here nobody else could ever run the job */
  async enqueue(queue: string, key: string, options: { delayMs?: number } = {}): Promise<void> {
    const lane = this.lanes.get(queue);
    if (!lane) throw new Error(`queue ${queue} has no handler`);
    lane.add(key, options.delayMs ?? 0);
  }

  async counts(): Promise<Record<string, { waiting: number; running: number }>> {
    return Object.fromEntries([...this.lanes].map(([name, lane]) => [name, lane.counts()]));
  }

  protected async startWork(): Promise<void> {
    for (const lane of this.lanes.values()) lane.start();
  }

  protected async stopWork(): Promise<void> {
    await Promise.all([...this.lanes.values()].map((lane) => lane.stop()));
  }

  /** There is one process, so every tick is its own. */
  protected async claimTick(): Promise<boolean> {
    return true;
  }

  private async nextAttempt(name: string, key: string, attempt: number): Promise<number | undefined> {
    const outcome = await this.attempt(name, key, attempt);
    return outcome === 'retry' ? this.backoffMs * 2 ** (attempt - 1) : undefined;
  }
}
