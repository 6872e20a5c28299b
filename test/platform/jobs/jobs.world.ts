import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, latch } from '../eventually';
import { BACKOFF_MS, JobsBench } from './open-jobs';

// The contract of Jobs, held by LocalJobs on the embedded engine and by BullJobs on the other.
describe('jobs', () => {
  const bench = new JobsBench();

  test('runs what was asked for, before the start and after', async () => {
    const jobs = await bench.open();
    const ran: string[] = [];
    jobs.handle('mail', async (key) => void ran.push(key));
    await jobs.enqueue('mail', 'early');
    await sleep(50);
    expect(ran).toEqual([]);
    expect(await jobs.counts()).toEqual({ mail: { waiting: 1, running: 0 } });
    await jobs.start();
    await jobs.enqueue('mail', 'a:b/c');
    await eventually(() => ran.length === 2);
    expect(ran).toEqual(['early', 'a:b/c']);
    await bench.idle(jobs, 'mail');
    expect(await bench.outcomes('mail')).toEqual({ done: 2 });
    expect(bench.lines).toEqual([]);
  });

  test('a job that throws is tried again, later each time, up to its attempts', async () => {
    const jobs = await bench.open();
    const at: number[] = [];
    const fail = async () => {
      at.push(Date.now());
      throw Object.assign(new Error('电话 13812345678 打不通'), { parameters: ['张三', '13812345678'] });
    };
    jobs.handle('call', fail, { attempts: 4 });
    await jobs.start();
    await jobs.enqueue('call', 'row-1');
    await eventually(() => at.length === 4);
    await bench.idle(jobs, 'call');
    await sleep(250);
    expect(at).toHaveLength(4);
    const pauses = at.slice(1).map((time, n) => time - at[n]!);
    pauses.forEach((pause, n) => {
      expect(pause).toBeGreaterThanOrEqual(BACKOFF_MS * 2 ** n - 2);
    });
    expect(await bench.outcomes('call')).toEqual({ retry: 3, failed: 1 });
    expect(bench.log.map(({ msg, attempt }) => [msg, attempt])).toEqual([
      ['job retry', 1],
      ['job retry', 2],
      ['job retry', 3],
      ['job failed', 4],
    ]);
    expect(bench.log[3]).toMatchObject({ queue: 'call', key: 'row-1', level: 50 });
    expect(bench.lines.join()).not.toMatch(/13812345678|张三/);
  });

  test('a job that throws once is done at its second attempt', async () => {
    const jobs = await bench.open();
    let runs = 0;
    jobs.handle('call', async () => {
      if (++runs === 1) throw new Error('busy');
    });
    await jobs.start();
    await jobs.enqueue('call', 'row-1');
    await eventually(() => runs === 2);
    await bench.idle(jobs, 'call');
    expect(await bench.outcomes('call')).toEqual({ retry: 1, done: 1 });
  });

  test('after its last attempt the same key can be asked for again', async () => {
    const jobs = await bench.open();
    let runs = 0;
    jobs.handle('call', () => Promise.reject(new Error(`${++runs}`)), { attempts: 1 });
    await jobs.start();
    await jobs.enqueue('call', 'row-1');
    await eventually(() => runs === 1);
    await bench.idle(jobs, 'call');
    await jobs.enqueue('call', 'row-1');
    await eventually(() => runs === 2);
  });

  test('the same key waiting twice is one job; another key or queue is another', async () => {
    const jobs = await bench.open();
    const ran: string[] = [];
    jobs.handle('mail', async (key) => void ran.push(`mail ${key}`));
    jobs.handle('call', async (key) => void ran.push(`call ${key}`));
    await Promise.all(Array.from({ length: 20 }, () => jobs.enqueue('mail', 'a')));
    await jobs.enqueue('mail', 'b');
    await jobs.enqueue('call', 'a');
    expect(await jobs.counts()).toMatchObject({ mail: { waiting: 2 }, call: { waiting: 1 } });
    await jobs.start();
    await bench.idle(jobs, 'mail');
    await bench.idle(jobs, 'call');
    expect(ran.sort()).toEqual(['call a', 'mail a', 'mail b']);
  });

  test('a key asked for again after it was done runs again', async () => {
    const jobs = await bench.open();
    let runs = 0;
    jobs.handle('mail', async () => void runs++);
    await jobs.start();
    for (let n = 1; n <= 3; n++) {
      await jobs.enqueue('mail', 'a');
      await eventually(() => runs === n);
      await bench.idle(jobs, 'mail');
    }
  });

  test('a key asked for while it runs runs once more, after and not beside the first', async () => {
    const jobs = await bench.open();
    const first = latch();
    let running = 0;
    const seen: number[] = [];
    const most: number[] = [];
    let version = 1;
    jobs.handle(
      'row',
      async () => {
        most.push(++running);
        seen.push(version);
        if (seen.length === 1) await first.opened;
        running -= 1;
      },
      { concurrency: 5 },
    );
    await jobs.start();
    await jobs.enqueue('row', 'a');
    await eventually(() => seen.length === 1);
    version = 2;
    await Promise.all(Array.from({ length: 10 }, () => jobs.enqueue('row', 'a')));
    await sleep(50);
    expect(seen).toEqual([1]);
    first.open();
    await eventually(() => seen.length === 2);
    await bench.idle(jobs, 'row');
    await sleep(50);
    expect(seen).toEqual([1, 2]);
    expect(Math.max(...most)).toBe(1);
  });

  test('a key asked for while it runs is not lost when that run fails for good', async () => {
    const jobs = await bench.open();
    const first = latch();
    let runs = 0;
    jobs.handle(
      'row',
      async () => {
        if (++runs > 1) return;
        await first.opened;
        throw new Error('failed');
      },
      { attempts: 1 },
    );
    await jobs.start();
    await jobs.enqueue('row', 'a');
    await eventually(() => runs === 1);
    await jobs.enqueue('row', 'a');
    first.open();
    await eventually(() => runs === 2);
  });

  test('no wake-up is lost however it falls between the runs', async () => {
    const jobs = await bench.open();
    let written = 0;
    let seen = 0;
    jobs.handle(
      'row',
      async () => {
        const read = written;
        await sleep(Math.random() * 3);
        seen = read;
      },
      { concurrency: 3 },
    );
    await jobs.start();
    for (let n = 1; n <= 200; n++) {
      written = n;
      await jobs.enqueue('row', 'a');
      if (n % 20 === 0) await eventually(() => seen === n, 3_000);
      else await sleep(Math.random() * 4);
    }
    expect(seen).toBe(200);
  });

  test('a delayed job waits; asking for the key now neither waits for it nor replaces it', async () => {
    const jobs = await bench.open();
    const ran: string[] = [];
    const done = latch();
    jobs.handle('order', async (key) => {
      ran.push(key);
      if (ran.length === 1) await done.opened;
    });
    await jobs.start();
    await jobs.enqueue('order', 'a', { delayMs: 300 });
    expect(ran).toEqual([]);
    await jobs.enqueue('order', 'a');
    await eventually(() => ran.length === 1, 250);
    expect((await jobs.counts()).order).toEqual({ waiting: 1, running: 1 });
    done.open();
    await eventually(() => ran.length === 2);
    await bench.idle(jobs, 'order');
    expect(ran).toEqual(['a', 'a']);
  });

  test('of two delays of one key the earlier holds', async () => {
    const jobs = await bench.open();
    let runs = 0;
    jobs.handle('order', async () => void runs++);
    await jobs.start();
    await jobs.enqueue('order', 'a', { delayMs: 60_000 });
    await jobs.enqueue('order', 'a', { delayMs: 50 });
    await jobs.enqueue('order', 'a', { delayMs: 60_000 });
    expect((await jobs.counts()).order).toEqual({ waiting: 1, running: 0 });
    await eventually(() => runs === 1);
    await bench.idle(jobs, 'order');
    await sleep(30);
    expect(runs).toBe(1);
  });

  test('runs as many at once as the queue allows', async () => {
    const jobs = await bench.open();
    const all = latch();
    let running = 0;
    const work = () => {
      running += 1;
      return all.opened;
    };
    jobs.handle('wide', work, { concurrency: 3 });
    await jobs.start();
    for (let n = 0; n < 6; n++) await jobs.enqueue('wide', `${n}`);
    await eventually(() => running === 3);
    await sleep(50);
    expect(running).toBe(3);
    expect((await jobs.counts()).wide).toEqual({ waiting: 3, running: 3 });
    all.open();
    await eventually(() => running === 6);
  });

  test('stop waits for what runs and begins nothing new', async () => {
    const jobs = await bench.open();
    const first = latch();
    const begun: string[] = [];
    const ended: string[] = [];
    jobs.handle('slow', async (key) => {
      begun.push(key);
      await first.opened;
      ended.push(key);
    });
    await jobs.start();
    await jobs.enqueue('slow', 'a');
    await jobs.enqueue('slow', 'b');
    await eventually(() => begun.length === 1);
    let stopped = false;
    const stopping = jobs.stop().then(() => {
      stopped = true;
    });
    await sleep(100);
    expect(stopped).toBe(false);
    first.open();
    await stopping;
    expect([begun, ended]).toEqual([['a'], ['a']]);
    await jobs.enqueue('slow', 'c');
    await sleep(50);
    expect(begun).toEqual(['a']);
  });
});
