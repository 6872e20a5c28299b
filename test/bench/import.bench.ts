import { readFileSync } from 'node:fs';
import { Appointment } from '../../server/organizations';
import { newId } from '../../server/platform/ids';
import { readSheet } from '../../server/platform/sheets';
import { Account } from '../../server/volunteers';
import { Client } from '../support/client';
import { listedPeople, upload, VOLUNTEER_HEADER, volunteerRow } from '../support/imports';
import { xlsxOf } from '../support/spreadsheets';
import { type ServerProcess, startServer } from './server-process';
import { type BenchStage, setBenchStage } from './stage';

const ROWS = 100_000;
const POLL_MS = 100;

/**
 * Importing a list of 100 000 volunteers, from the confirmation to the last row, against parsing the same file and doing
 * nothing with it. Beside it: how long taking it in and checking it took, and the peak memory of the process that did all.
 */
export async function importing(): Promise<string> {
  const stage = await setBenchStage();
  const product = await startServer('product', { ...stage.environment, LOG_LEVEL: 'error' });
  try {
    const officer = await importOfficer(stage, product);
    const rows = listedPeople(ROWS).map((person) => volunteerRow(person, 'A-01'));
    const file = await xlsxOf([VOLUNTEER_HEADER, ...rows]);
    const parse = await timed(() => parseAlone(file));
    let id = '';
    const receive = await timed(async () => {
      id = (await upload(officer, file)).expect(201).id;
    });
    const check = await timed(() => until(officer, id, 'VALIDATED'));
    (await officer.post(`/api/unit/imports/${id}/confirmation`)).expect(204);
    const imported = await timed(() => until(officer, id, 'DONE'));
    const peak = peakMegabytes(product.pid);
    return (
      `ratio=${(imported / parse).toFixed(2)} rows=${(ROWS / imported).toFixed(0)}/s peak=${peak.toFixed(0)}MB ` +
      `import=${imported.toFixed(1)}s parse=${parse.toFixed(1)}s receive=${receive.toFixed(1)}s check=${check.toFixed(1)}s`
    );
  } finally {
    await product.stop();
    await stage.remove();
  }
}

async function importOfficer(stage: BenchStage, { url }: ServerProcess): Promise<Client> {
  const [token] = await stage.addVolunteers(1);
  const { volunteerId } = await stage.database.manager.findOneByOrFail(Account, {});
  await stage.database.manager.insert(Appointment, {
    id: newId(),
    volunteerId: volunteerId!,
    role: 'IMPORT_OFFICER',
    unitId: null,
    openKey: `IMPORT_OFFICER::${volunteerId}`,
    grantedBy: null,
    grantedAt: new Date(),
    revokedAt: null,
  });
  const officer = new Client(url);
  officer.token = token;
  return officer;
}

async function parseAlone(file: Buffer): Promise<void> {
  let count = 0;
  for await (const rows of readSheet(file, 'a.xlsx')) count += rows.length;
  if (count !== ROWS + 1) throw new Error(`parsed ${count} rows`);
}

async function until(officer: Client, id: string, wanted: string): Promise<void> {
  for (;;) {
    const { state } = (await officer.get(`/api/unit/imports/${id}`)).expect(200);
    if (state === wanted) return;
    if (['PARTIAL', 'ROLLED_BACK'].includes(state)) throw new Error(`the import ended ${state}`);
    await new Promise((done) => setTimeout(done, POLL_MS));
  }
}

/** @returns seconds */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** The most that a process ever held, as Linux counts it. */
const peakMegabytes = (pid: number): number =>
  Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
