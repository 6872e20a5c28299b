import 'reflect-metadata';
import { loadConfig } from '../../../config/config';
import { dataSourceOf } from '../../../server/entities';
import { MINUTE, MovableClock } from '../../../server/platform/clock';
import { Database } from '../../../server/platform/database';
import { applyMigrations } from '../../../server/platform/database/apply-migrations';
import { createLogger } from '../../../server/platform/logger';
import { Metrics } from '../../../server/platform/metrics';
import { OutboxEvent, OutboxRelay } from '../../../server/platform/outbox';
import { createStore, type TestStore } from '../../support/engine';

declare module '../../../server/platform/outbox/events' {
  interface Events {
    'test.happened': { number: number };
  }
}

describe('outbox', () => {
  let store: TestStore;
  let database: Database;
  const clock = new MovableClock();
  const relay = () => new OutboxRelay(database, clock, createLogger('silent'), new Metrics());
  const happen = (number: number) => database.transaction(async (tx) => tx.emit('test.happened', { number }));

  beforeAll(async () => {
    store = await createStore();
    const dataSource = await dataSourceOf(loadConfig(store.environment)).initialize();
    await applyMigrations(dataSource);
    database = new Database(dataSource, clock);
  });
  afterEach(async () => {
    await database.manager.createQueryBuilder().delete().from(OutboxEvent).execute();
  });
  afterAll(async () => {
    await database.dataSource.destroy();
    await store.remove();
  });

  it('delivers what was committed and nothing that was rolled back', async () => {
    const seen: number[] = [];
    const one = relay();
    one.on('test.happened', 'collect', async (_, { number }) => void seen.push(number));
    await happen(1);
    await expect(
      database.transaction(async (tx) => {
        tx.emit('test.happened', { number: 2 });
        throw new Error('refused');
      }),
    ).rejects.toThrow('refused');
    await one.drain();
    await one.drain();
    expect(seen).toEqual([1]);
  });

  it('shares 200 events between four relays, each handled once', async () => {
    const seen: number[] = [];
    const relays = Array.from({ length: 4 }, relay);
    for (const each of relays)
      each.on('test.happened', 'collect', async (_, { number }) => void seen.push(number));
    await database.transaction(async (tx) => {
      for (let number = 0; number < 200; number++) tx.emit('test.happened', { number });
    });
    await Promise.all(relays.map((each) => each.drain()));
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, number) => number));
  });

  it('retries with backoff only the handler that failed', async () => {
    const calls = { steady: 0, shaky: 0 };
    const one = relay();
    one.on('test.happened', 'steady', async () => void calls.steady++);
    one.on('test.happened', 'shaky', async () => {
      calls.shaky += 1;
      if (calls.shaky < 3) throw new Error('not yet');
    });
    await happen(1);
    await one.drain();
    await one.drain();
    expect(calls).toEqual({ steady: 1, shaky: 1 });
    clock.advance(MINUTE);
    await one.drain();
    clock.advance(MINUTE);
    await one.drain();
    expect(calls).toEqual({ steady: 1, shaky: 3 });
    expect(await database.manager.countBy(OutboxEvent, { state: 'DONE' })).toBe(1);
  });

  it('gives up after ten attempts; an operator lists and requeues', async () => {
    let broken = true;
    let handled = 0;
    const one = relay();
    one.on('test.happened', 'broken', async () => {
      if (broken) throw new Error('this will not do');
      handled += 1;
    });
    await happen(1);
    for (let attempt = 0; attempt < 12; attempt++) {
      await one.drain();
      clock.advance(11 * MINUTE);
    }
    const dead = await one.listDead(10);
    expect(dead).toMatchObject([{ name: 'test.happened', attempts: 10, lastError: 'this will not do' }]);

    broken = false;
    await one.drain();
    expect(handled).toBe(0);
    expect(await database.transaction((tx) => one.requeueDead(tx, [dead[0]!.id]))).toBe(1);
    await one.drain();
    expect(handled).toBe(1);
    expect(await one.listDead(10)).toEqual([]);
  });

  it('repeats nothing that was committed when a relay dies between handler and mark', async () => {
    let effects = 0;
    const one = relay();
    one.on('test.happened', 'effect', async () => void effects++);
    await happen(1);
    await one.drain();
    // As if the process had died before it could say DONE: the claim runs out and the event is due again.
    await database.manager.update(
      OutboxEvent,
      { name: 'test.happened' },
      { state: 'PENDING', availableAt: new Date(0) },
    );
    await one.drain();
    expect(effects).toBe(1);
  });
});
