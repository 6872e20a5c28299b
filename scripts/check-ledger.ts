import 'reflect-metadata';
import { loadConfig } from '../config/config';
import { dataSourceOf } from '../server/entities';
import type { Reader } from '../server/platform/database';
import { ServiceHoursService } from '../server/service-hours/service-hours.service';
import { wrongCounters } from '../server/statistics/counters-check';
import { FiguresKeeper } from '../server/statistics/figures.keeper';
import { FiguresCheck } from '../server/statistics/figures-check';

/** Enough to see what is wrong. */
const MOST_LINES = 100;

/**
 * Proves that every total derives from the records: the ledger from the records, the kept figures from both, and the
 * numbers that rows keep of others.
 *
 * @param say takes one line for each difference, or one that all is well
 * @returns the exit code: 1 when anything differs
 */
export async function checkLedger(reader: Reader, say: (line: string) => void): Promise<number> {
  const hours = new ServiceHoursService();
  let wrong = 0;
  const note = (line: string) => {
    wrong += 1;
    if (wrong <= MOST_LINES) say(line);
  };
  for (const { recordId, expectedMinutes, ledgerMinutes } of await hours.findDiscrepancies(reader))
    note(`record ${recordId}: ${expectedMinutes} minutes expected, ${ledgerMinutes} in the ledger`);
  const keeper = new FiguresKeeper({ now: () => new Date() });
  for (const differences of [new FiguresCheck(keeper).differences(reader), wrongCounters(reader)])
    for await (const { what, kept, counted } of differences)
      note(`${what}: ${kept} kept, ${counted} counted`);
  if (wrong > MOST_LINES) say(`… and ${wrong - MOST_LINES} more`);
  if (wrong > 0) return 1;
  const { people, minutes } = await hours.publicTotals(reader);
  say(
    `the ledger and the figures agree with the records: ${minutes} effective minutes of ${people} volunteers`,
  );
  return 0;
}

/** `npm run check:ledger`: prints what differs and ends with 1; prints one line and ends with 0 when all is well. */
async function main(): Promise<number> {
  const dataSource = await dataSourceOf(loadConfig()).initialize();
  try {
    return await checkLedger(dataSource, console.log);
  } finally {
    await dataSource.destroy();
  }
}

if (require.main === module)
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
