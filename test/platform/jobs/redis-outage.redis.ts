import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, latch } from '../eventually';
import { RedisWire } from '../redis-wire';
import { JobsBench } from './open-jobs';

const bench = new JobsBench();

// Only Redis can be away.
describe('jobs while Redis is away', () => {
  let wire: RedisWire;
  let address: string;

  beforeEach(async () => {
    wire = new RedisWire();
    address = await wire.open(bench.redis!.url);
  });

  afterEach(async () => {
    await bench.stop();
    await wire.close();
  });

  test('work goes on after a cut connection, which is told once', async () => {
    const jobs = await bench.open(address);
    const ran: string[] = [];
    jobs.handle('mail', async (key) => void ran.push(key));
    await jobs.start();
    wire.cut();
    await eventually(async () => {
      await jobs.enqueue('mail', 'a').catch(() => {});
      return ran.length > 0;
    });
    expect(bench.log.filter(({ level }) => level === 50).length).toBeLessThanOrEqual(1);
  });

  test('asking is refused within seconds and works again afterwards', async () => {
    const jobs = await bench.open(address);
    const ran: string[] = [];
    jobs.handle('mail', async (key) => void ran.push(key));
    await jobs.start();
    wire.fallSilent();
    const refusal = { kind: 'upstream', code: 'queue_unavailable' };
    await expect(jobs.enqueue('mail', 'a')).rejects.toMatchObject(refusal);
    await expect(jobs.enqueue('never used', 'a')).rejects.toMatchObject(refusal);
    wire.recover();
    wire.cut();
    await eventually(async () => {
      await jobs.enqueue('mail', 'b').catch(() => {});
      return ran.includes('b');
    });
  });

  test.each([
    ['silent', () => wire.fallSilent()],
    ['gone', () => wire.close()],
  ])('stop waits for the work but not for a Redis that is %s', async (_, lose) => {
    const jobs = await bench.open(address);
    const [begun, done] = [latch(), latch()];
    let ended = false;
    jobs.handle('slow', async () => {
      begun.open();
      await done.opened;
      ended = true;
    });
    await jobs.start();
    await jobs.enqueue('slow', 'a');
    // Redis counts it as running a moment before it is.
    await begun.opened;
    await lose();
    await sleep(200);
    const stopping = jobs.stop();
    await sleep(100);
    done.open();
    await stopping;
    expect(ended).toBe(true);
  });
});
