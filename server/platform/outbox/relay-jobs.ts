import type { Parts } from '../parts';

const QUEUE = 'outbox.relay';
const DRAIN = 'drain';
const WAKE_MS = 10;

/**
 * Puts the relay on the job queue: a commit that emitted wakes it, a schedule sweeps up what a lost wake-up left.
 * Wake-ups within a few milliseconds are one: under a burst of commits one drain takes them all.
 */
export function startRelay({ database, jobs, relay, logger }: Parts): void {
  let waking = false;
  database.onEmitted = () => {
    if (waking) return;
    waking = true;
    setTimeout(() => {
      waking = false;
      jobs
        .enqueue(QUEUE, DRAIN)
        .catch((error) => logger.warn({ err: error }, 'relay was not woken; the sweep will'));
    }, WAKE_MS).unref();
  };
  jobs.handle(QUEUE, async () => {
    await relay.drain();
  });
  jobs.schedule('outbox.sweep', '*/10 * * * * *', async () => {
    await relay.drain();
    await relay.countBacklog();
  });
  jobs.schedule('outbox.tidy', '41 3 * * *', () => relay.tidy());
}
