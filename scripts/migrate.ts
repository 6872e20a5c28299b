import { applyMigrations, revertMigration } from '../server/platform/database/apply-migrations';
import { UsageError, withDatabase } from './with-database';

/** `npm run db:migrate` brings the schema up to date; `npm run db:revert` takes the newest migration back. */
withDatabase(async (dataSource) => {
  const direction = process.argv[2];
  if (direction === 'up') {
    const names = await applyMigrations(dataSource);
    console.log(names.length > 0 ? `applied: ${names.join(', ')}` : 'the schema is current');
  } else if (direction === 'down') {
    await revertMigration(dataSource);
    console.log('reverted the newest migration');
  } else {
    throw new UsageError('usage: migrate up | down');
  }
});
