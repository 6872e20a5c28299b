import type { Wire } from '../story/wires';
import type { DeskControl } from '../wire';
import type { KeptState } from './kept-state';

const MINUTE = 60_000;
/** Checking in is possible by then. */
const BEFORE_START_MS = 10 * MINUTE;
/** The most that the product moves at once. */
const STEP_MS = 366 * 24 * 60 * MINUTE;
/** Publicity of what is older has ended. */
const LOOK_BACK_MS = 30 * 24 * 60 * MINUTE;

/** The product's clock and WeChat's, moved together and remembered over a restart. */
export class BothClocks {
  constructor(
    private readonly product: Wire,
    private readonly control: DeskControl,
    private readonly kept: KeptState,
  ) {}

  /** Moves both to where they were before the desk stopped. */
  async restore(): Promise<void> {
    await this.move(this.kept.aheadMs);
  }

  async advance(ms: number): Promise<void> {
    await this.move(ms);
    this.kept.moved(ms);
  }

  async now(): Promise<Date> {
    return new Date((await this.product.send('GET', '/api/simulation/clock')).body.now);
  }

  async advanceTo(instant: Date): Promise<void> {
    const ms = instant.getTime() - (await this.now()).getTime();
    if (ms > 0) await this.advance(Math.ceil(ms));
  }

  /** To the end of whatever publicity is running. @returns false when nothing is in publicity */
  async advancePastPublicity(): Promise<boolean> {
    const from = new Date((await this.now()).getTime() - LOOK_BACK_MS).toISOString().slice(0, 10);
    const path = `/api/public/activities?limit=50&from=${from}`;
    const { items: activities } = (await this.product.send('GET', path)).body;
    const lists = await Promise.all(
      activities.map(async ({ id }: { id: string }) => {
        const { status, body } = await this.product.send('GET', `/api/public/activities/${id}/publicity`);
        return status === 200 ? body.items : [];
      }),
    );
    const ends = lists.flat().map(({ until }: { until: string }) => Date.parse(until));
    if (ends.length === 0) return false;
    await this.advanceTo(new Date(Math.max(...ends) + MINUTE));
    return true;
  }

  /** To shortly before the next activity. @returns false when none is coming */
  async advanceToNextStart(): Promise<boolean> {
    const { items } = (await this.product.send('GET', '/api/public/activities?limit=50')).body;
    const now = (await this.now()).getTime();
    const moments = items.map(
      ({ startsAt }: { startsAt: string }) => Date.parse(startsAt) - BEFORE_START_MS,
    ) as number[];
    const next = moments.filter((moment) => moment > now).sort((one, other) => one - other)[0];
    if (next === undefined) return false;
    await this.advanceTo(new Date(next));
    return true;
  }

  private async move(ms: number): Promise<void> {
    if (ms > 0) this.control.advanceClock(ms);
    for (let left = ms; left > 0; left -= STEP_MS) {
      await this.product.send('POST', '/api/simulation/clock', { advanceMs: Math.min(left, STEP_MS) });
    }
  }
}
