import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, latch } from '../eventually';
import { JobsBench } from './open-jobs';

// Recurring work, the same on both engines.
describe('schedules', () => {
  const bench = new JobsBench();

  test('a schedule runs by cron, a slow one never beside itself', async () => {
    const jobs = await bench.open();
    let quick = 0;
    let inside = 0;
    const most: number[] = [];
    const done = latch();
    jobs.schedule('quick', '* * * * * *', async () => void quick++);
    jobs.schedule('slow', '* * * * * *', async () => {
      most.push(++inside);
      await done.opened;
      inside -= 1;
    });
    await jobs.start();
    await eventually(() => quick >= 3);
    const everything = jobs.runSchedules();
    await sleep(50);
    expect(most).toEqual([1]);
    done.open();
    await everything;
    await eventually(() => most.length >= 2);
    expect(Math.max(...most)).toBe(1);
  });

  test('a schedule that throws is logged, counted and due again', async () => {
    const jobs = await bench.open();
    let runs = 0;
    jobs.schedule('sweep', '* * * * * *', () => Promise.reject(new Error(`run ${++runs}`)));
    await jobs.start();
    await eventually(() => runs === 2);
    await jobs.stop();
    expect(await bench.outcomes('schedules')).toEqual({ failed: 2 });
    expect(bench.log.map(({ key }) => key)).toEqual(['sweep', 'sweep']);
  });

  test('runSchedules runs each once in order and throws the first error at the end', async () => {
    const jobs = await bench.open();
    const ran: string[] = [];
    const run = (name: string, error?: string) => async () => {
      await sleep(5);
      ran.push(name);
      if (error) throw new Error(error);
    };
    jobs.schedule('one', '0 3 1 1 *', run('one'));
    jobs.schedule('two', '0 3 1 1 *', run('two', 'first error'));
    jobs.schedule('three', '0 3 1 1 *', run('three', 'second error'));
    jobs.schedule('four', '0 3 1 1 *', run('four'));
    await expect(jobs.runSchedules()).rejects.toThrow('first error');
    expect(ran).toEqual(['one', 'two', 'three', 'four']);
    expect(bench.log.map(({ err }) => (err as { message: string }).message)).toEqual(['second error']);
  });

  test('refuses what is declared twice or wrongly', async () => {
    const jobs = await bench.open();
    jobs.handle('mail', async () => {});
    jobs.schedule('sweep', '* * * * *', async () => {});
    expect(() => jobs.handle('mail', async () => {})).toThrow(/mail/);
    expect(() => jobs.handle('a:b', async () => {})).toThrow(/colon/);
    expect(() => jobs.schedule('sweep', '* * * * *', async () => {})).toThrow(/sweep/);
    expect(() => jobs.schedule('wrong', '61 * * * *', async () => {})).toThrow();
  });
});
