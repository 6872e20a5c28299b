import { setImmediate } from 'node:timers/promises';

/** How many requests one transaction takes at most: enough to share its cost, few enough to hold locks only briefly. */
const MOST = 256;

interface Waiting<R, A> {
  request: R;
  resolve: (answer: A) => void;
  reject: (error: unknown) => void;
}

/**
 * Collects the requests that arrive while the previous batch is worked on, so that they share one transaction instead of
 * queueing for the same row, or one read instead of one each (decision 0011). Each is answered only after its batch was
 * done.
 */
export class GroupCommit<R, A> {
  private readonly waiting: Waiting<R, A>[] = [];
  private working = false;

  /**
   * @param commit works a batch off in one go, a transaction or a read, and gives the outcomes in the same order: an answer, or the error
   *   that refuses this one. When it throws, nothing of the batch was written.
   */
  constructor(private readonly commit: (requests: R[]) => Promise<(A | Error)[]>) {}

  /** @throws what refused this request, or what kept its batch and then itself from being written */
  submit(request: R): Promise<A> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject });
      if (!this.working) void this.work();
    });
  }

  private async work(): Promise<void> {
    this.working = true;
    while (this.waiting.length > 0) {
      // Those whose requests were read in the same turn of the event loop come along.
      await setImmediate();
      await this.settle(this.waiting.splice(0, MOST));
    }
    this.working = false;
  }

  /** Never throws. */
  private async settle(batch: Waiting<R, A>[]): Promise<void> {
    try {
      const outcomes = await this.commit(batch.map(({ request }) => request));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const outcome = outcomes[index]!;
        if (outcome instanceof Error) reject(outcome);
        else resolve(outcome);
      }
    } catch (error) {
      if (batch.length > 1 && !connectionFailed(error)) {
        // One of them may be at fault; the others must not suffer for it, nor wait for it.
        await Promise.all(batch.map((single) => this.settle([single])));
      } else {
        for (const { reject } of batch) reject(error);
      }
    }
  }
}

/** mysql2 marks errors that ended the connection: one by one, all would only wait for the same outage again. */
const connectionFailed = (error: unknown): boolean => (error as { fatal?: boolean }).fatal === true;
