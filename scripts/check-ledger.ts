import 'reflect-metadata';
import { loadConfig } from '../config/config';
import { dataSourceOf } from '../server/entities';
import { ServiceHoursService } from '../server/service-hours/service-hours.service';

/**
 * `npm run check:ledger`: proves that every total derives from the records. Prints each record whose ledger entries do
 * not add up and ends with 1; prints one line and ends with 0 when all is well.
 */
async function main(): Promise<number> {
  const dataSource = await dataSourceOf(loadConfig()).initialize();
  try {
    const hours = new ServiceHoursService();
    const discrepancies = await hours.findDiscrepancies(dataSource);
    for (const { recordId, expectedMinutes, ledgerMinutes } of discrepancies) {
      console.error(
        `record ${recordId}: ${expectedMinutes} minutes expected, ${ledgerMinutes} in the ledger`,
      );
    }
    if (discrepancies.length > 0) return 1;
    const { people, minutes } = await hours.publicTotals(dataSource);
    console.log(`the ledger agrees with the records: ${minutes} effective minutes of ${people} volunteers`);
    return 0;
  } finally {
    await dataSource.destroy();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    // Not the whole error: it would show the query. A missing table means that nobody has migrated yet.
    console.error(`the ledger could not be read: ${error.message}`);
    process.exitCode = 1;
  },
);
