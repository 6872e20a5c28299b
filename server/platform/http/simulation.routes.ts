import Router from '@koa/router';
import type Koa from 'koa';
import { DAY, type MovableClock } from '../clock';
import type { Jobs } from '../jobs';
import type { OutboxRelay } from '../outbox';
import { Int, Text } from './fields';
import { readInput } from './input';

class ClockForm {
  /** milliseconds, forward only */
  @Int(0, 366 * DAY) advanceMs: number;
}

class PlatformAdminForm {
  @Text(16) volunteerNumber: string;
}

export interface SimulationSwitches {
  clock: MovableClock;
  jobs: Jobs;
  relay: OutboxRelay;
  /** What `npm run appoint` does in production. */
  makePlatformAdmin(volunteerNumber: string): Promise<void>;
}

/**
 * The switches of the simulation, mounted only when WeChat is simulated (`config.wechat.simulated`): time can be moved
 * forward, and whatever falls due happens before the answer, so that a story need not wait three days for publicity; and the first platform admin
 * is made without a shell.
 */
export function simulationRoutes({ clock, jobs, relay, makePlatformAdmin }: SimulationSwitches): Router {
  const router = new Router({ prefix: '/api/simulation' });
  const bodyOf = (ctx: Koa.Context): unknown => (ctx.request as { body?: unknown }).body;
  router.post('/clock', async (ctx) => {
    const { advanceMs } = readInput(ClockForm, bodyOf(ctx), 'body');
    clock.advance(advanceMs);
    await jobs.runSchedules();
    await relay.drain();
    ctx.body = { now: clock.now() };
  });
  router.get('/clock', (ctx) => {
    ctx.body = { now: clock.now() };
  });
  router.post('/platform-admins', async (ctx) => {
    const { volunteerNumber } = readInput(PlatformAdminForm, bodyOf(ctx), 'body');
    await makePlatformAdmin(volunteerNumber);
    ctx.status = 204;
  });
  return router;
}
