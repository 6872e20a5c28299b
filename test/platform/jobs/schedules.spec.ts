import { Schedules } from '../../../server/platform/jobs/schedules';
import { createLogger } from '../../../server/platform/logger';

describe('schedules', () => {
  const due: string[] = [];
  let schedules: Schedules;

  /** Starts one schedule at the given instant (UTC) under a clock that the test moves. */
  function startAt(instant: string, pattern: string): void {
    jest.useFakeTimers({ now: new Date(instant) });
    due.length = 0;
    schedules = new Schedules(createLogger('silent'));
    schedules.declare('sweep', pattern, async () => {});
    schedules.start(async (name, at) => void due.push(`${name} ${at.toISOString()}`));
  }

  afterEach(() => {
    schedules.stop();
    jest.useRealTimers();
  });

  test('patterns name the hours of Shanghai', async () => {
    startAt('2026-03-01T18:29:59.400Z', '30 2 * * *');
    await jest.advanceTimersByTimeAsync(24 * 3_600_000);
    expect(due).toEqual(['sweep 2026-03-01T18:30:00.000Z']);
  });

  test('what is due is the instant of the pattern, however late the timer fires', async () => {
    startAt('2026-03-01T00:00:30.000Z', '* * * * *');
    jest.setSystemTime(new Date('2026-03-01T00:00:42.345Z'));
    await jest.advanceTimersByTimeAsync(30_000);
    expect(due).toEqual(['sweep 2026-03-01T00:01:00.000Z']);
  });

  test('a stopped schedule is not due any more', async () => {
    startAt('2026-03-01T00:00:30.000Z', '* * * * *');
    schedules.stop();
    await jest.advanceTimersByTimeAsync(300_000);
    expect(due).toEqual([]);
  });
});
