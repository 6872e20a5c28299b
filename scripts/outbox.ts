import { systemClock } from '../server/platform/clock';
import { Database } from '../server/platform/database';
import { createLogger } from '../server/platform/logger';
import { Metrics } from '../server/platform/metrics';
import { OutboxRelay } from '../server/platform/outbox';
import { UsageError, withDatabase } from './with-database';

const LISTED = 100;

/** `npm run outbox -- list` shows the dead letters, oldest first; `requeue [id …]` sets them, or all, going again. */
withDatabase(async (dataSource, config) => {
  const [command, ...ids] = process.argv.slice(2);
  const database = new Database(dataSource, systemClock);
  const relay = new OutboxRelay(database, systemClock, createLogger(config.logLevel), new Metrics());
  if (command === 'list' && ids.length === 0) {
    const dead = await relay.listDead(LISTED);
    for (const { id, name, attempts, createdAt, lastError } of dead) {
      console.log(`${id}  ${createdAt.toISOString()}  ${name}  after ${attempts} attempts: ${lastError}`);
    }
    console.log(dead.length === LISTED ? `the oldest ${LISTED} dead letters` : `${dead.length} dead letters`);
  } else if (command === 'requeue') {
    const requeued = await database.transaction((tx) =>
      relay.requeueDead(tx, ids.length > 0 ? ids : undefined),
    );
    console.log(`requeued ${requeued}`);
  } else {
    throw new UsageError('usage: outbox list | requeue [id …]');
  }
});
