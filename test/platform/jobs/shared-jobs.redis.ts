import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, latch } from '../eventually';
import { JobsBench } from './open-jobs';

const bench = new JobsBench();

// Only Redis is shared between processes and can forget.
describe('jobs of several processes', () => {
  test('one runs what another asked for, and a key never runs in two at once', async () => {
    const [asking, ...working] = await bench.openSeveral(3);
    let running = 0;
    const most: number[] = [];
    for (const jobs of working) {
      jobs.handle(
        'row',
        async () => {
          most.push(++running);
          await sleep(3);
          running -= 1;
        },
        { concurrency: 2 },
      );
      await jobs.start();
    }
    for (let n = 0; n < 40; n++) {
      await asking!.enqueue('row', 'a');
      await sleep(2);
    }
    await bench.idle(asking!, 'row');
    expect(most.length).toBeGreaterThan(1);
    expect(Math.max(...most)).toBe(1);
  });

  test('one runs the schedule that is due in all', async () => {
    const due: number[] = [];
    const processes = await bench.openSeveral(3);
    const started = Date.now();
    for (const jobs of processes) {
      jobs.schedule('sweep', '* * * * * *', async () => void due.push(Date.now()));
      await jobs.start();
    }
    await sleep(4_000);
    // One run a second, where processes without agreement make two or three.
    expect(due.length).toBeGreaterThanOrEqual(2);
    expect(due.length).toBeLessThanOrEqual(Math.floor((Date.now() - started) / 1_000) + 1);
  });

  test('a stopped process leaves its waiting jobs to the others', async () => {
    const [leaving, staying] = await bench.openSeveral(2);
    await leaving!.enqueue('mail', 'left');
    await leaving!.stop();
    const ran: string[] = [];
    staying!.handle('mail', async (key) => void ran.push(key));
    await staying!.start();
    await eventually(() => ran.length === 1);
    expect(ran).toEqual(['left']);
  });

  test('after Redis forgot everything a fresh job runs, the same key too, and schedules go on', async () => {
    const jobs = await bench.open();
    const ran: string[] = [];
    let ticks = 0;
    const first = latch();
    jobs.handle('mail', async (key) => {
      ran.push(key);
      if (ran.length === 1) await first.opened;
    });
    jobs.schedule('sweep', '* * * * * *', async () => void ticks++);
    await jobs.start();
    await jobs.enqueue('mail', 'running');
    await eventually(() => ran.length === 1);
    await jobs.enqueue('mail', 'running');
    await jobs.enqueue('mail', 'waiting');
    await bench.redis!.flush();
    first.open();
    const before = ticks;
    await jobs.enqueue('mail', 'waiting');
    await jobs.enqueue('mail', 'running');
    await eventually(() => ran.length === 3);
    expect(ran).toEqual(['running', 'waiting', 'running']);
    await eventually(() => ticks > before);
  });
});
