import { seedOrganizations } from '../server/organizations/seed';
import { systemClock } from '../server/platform/clock';
import { Database } from '../server/platform/database';
import { UsageError, withDatabase } from './with-database';

/**
 * `npm run db:seed [-- 11 1301 …]`: CAST units, of the whole country or of the areas whose codes begin so, and the
 * national societies. May be repeated.
 */
withDatabase(async (dataSource) => {
  const prefixes = process.argv.slice(2);
  if (!prefixes.every((prefix) => /^\d{2,6}$/.test(prefix)))
    throw new UsageError('usage: seed [prefix of area codes …], e.g. seed 11 1301');
  const database = new Database(dataSource, systemClock);
  const { inserted, skipped } = await seedOrganizations(
    database,
    prefixes.length > 0 ? { areas: prefixes } : {},
  );
  console.log(`inserted ${inserted}, skipped ${skipped.length}`);
  for (const { code, name, reason } of skipped) console.log(`  ${code ?? '—'} ${name}: ${reason}`);
});
