import { loadConfig } from '../../config/config';
import { startServer } from '../../desk/server-process';
import { type Desk, startDesk } from '../../desk/wire';
import { dataSourceOf } from '../../server/entities';
import { Membership } from '../../server/memberships';
import { Appointment } from '../../server/organizations';
import { newId } from '../../server/platform/ids';
import { ImportResult } from '../../server/registrations';
import { Volunteer } from '../../server/volunteers';
import { createStore, type TestStore } from '../support/engine';
import { listedPeople, upload, VOLUNTEER_HEADER, volunteerRow } from '../support/imports';
import { Person } from '../support/person';
import { prepare } from './prepare';

const PEOPLE = 4_000;
/** The lock of the killed job has to run out first. */
const DEADLINE_MS = 120_000;

/** Killed in the middle of an import, the next process goes on with exactly the rows that are left. */
describe('an import whose process is killed', () => {
  let store: TestStore;
  let desk: Desk;
  beforeAll(async () => {
    store = await createStore();
    desk = await startDesk();
    prepare({ ...process.env, ...store.environment, WECHAT_HOST: desk.url });
  }, 120_000);
  afterAll(async () => {
    await desk?.stop();
    await store?.remove();
  }, 60_000);

  it('loses no row and makes none twice', async () => {
    const environment = { ...store.environment, PORT: undefined, WECHAT_HOST: desk.url };
    const first = await startServer(environment);
    let officer = new Person(first.url, desk, undefined, 'officer', '导入专员');
    await officer.register();
    const society = (await officer.get('/api/public/organizations?limit=1')).expect(200).items[0];
    await appoint(officer.volunteerId);
    const rows = listedPeople(PEOPLE).map((person) => volunteerRow(person, society.name));
    const { id } = (await upload(officer, [VOLUNTEER_HEADER, ...rows])).expect(201);
    await until(officer, id, ({ state }) => state === 'VALIDATED');
    (await officer.post(`/api/unit/imports/${id}/confirmation`)).expect(204);
    const importedCount = await whenSomeAreImported();
    await first.kill();
    expect(importedCount).toBeLessThan(PEOPLE);

    const second = await startServer(environment);
    try {
      officer = new Person(second.url, desk, undefined, 'officer', '导入专员');
      await officer.logIn();
      const done = await until(officer, id, ({ state }) => state === 'DONE');
      expect(done).toMatchObject({ importedCount: PEOPLE, failedCount: 0, duplicateCount: 0 });
    } finally {
      await second.stop();
    }
    await withDatabase(async ({ manager }) => {
      expect(await manager.countBy(Volunteer, { source: 'BULK' })).toBe(PEOPLE);
      expect(await manager.countBy(Membership, { origin: 'BULK' })).toBe(PEOPLE);
      expect(await manager.countBy(ImportResult, { batchId: id })).toBe(PEOPLE);
    });
  }, 300_000);

  // biome-ignore lint/suspicious/noExplicitAny: tests read what the wire says
  async function until(officer: Person, id: string, reached: (batch: any) => boolean): Promise<any> {
    for (const end = Date.now() + DEADLINE_MS; Date.now() < end; ) {
      const batch = (await officer.get(`/api/unit/imports/${id}`)).expect(200);
      if (reached(batch)) return batch;
      await new Promise((done) => setTimeout(done, 200));
    }
    throw new Error('the import did not get on');
  }

  /** Looks into the database itself: what the server answers while it imports may come too late. */
  async function whenSomeAreImported(): Promise<number> {
    let count = 0;
    await withDatabase(async ({ manager }) => {
      for (const end = Date.now() + DEADLINE_MS; count === 0 && Date.now() < end; ) {
        count = await manager.countBy(ImportResult, {});
      }
    });
    return count;
  }

  async function withDatabase(
    work: (source: ReturnType<typeof dataSourceOf>) => Promise<unknown>,
  ): Promise<void> {
    const source = await dataSourceOf(loadConfig(store.environment)).initialize();
    try {
      await work(source);
    } finally {
      await source.destroy();
    }
  }

  const appoint = (volunteerId: string) =>
    withDatabase(({ manager }) =>
      manager.insert(Appointment, {
        id: newId(),
        volunteerId,
        role: 'IMPORT_OFFICER',
        unitId: null,
        openKey: `IMPORT_OFFICER::${volunteerId}`,
        grantedBy: null,
        grantedAt: new Date(),
        revokedAt: null,
      }),
    );
});
