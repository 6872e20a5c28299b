import type { DataSource } from 'typeorm';

const LOCK = 'stvs.migrations';
const LOCK_WAIT_SECONDS = 60;

/** Runs `work` alone among all processes: TypeORM itself takes no lock, and two deployments may start at once. */
async function exclusively<T>(dataSource: DataSource, work: () => Promise<T>): Promise<T> {
  if (dataSource.options.type !== 'mysql') return work();
  const holder = dataSource.createQueryRunner();
  try {
    const [row] = await holder.query('SELECT GET_LOCK(?, ?) AS obtained', [LOCK, LOCK_WAIT_SECONDS]);
    if (Number(row.obtained) !== 1)
      throw new Error('another migration is running; try again when it has ended');
    return await work();
  } finally {
    await holder.query('SELECT RELEASE_LOCK(?)', [LOCK]).catch(() => {});
    await holder.release();
  }
}

/** @returns the names of the migrations that ran; empty when the schema is current */
export const applyMigrations = (dataSource: DataSource): Promise<string[]> =>
  exclusively(dataSource, async () =>
    (await dataSource.runMigrations({ transaction: 'each' })).map(({ name }) => name),
  );

/** Reverts the newest migration. */
export const revertMigration = (dataSource: DataSource): Promise<void> =>
  exclusively(dataSource, () => dataSource.undoLastMigration({ transaction: 'each' }));
