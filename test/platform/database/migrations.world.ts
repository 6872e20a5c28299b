import 'reflect-metadata';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { loadConfig } from '../../../config/config';
import { MIGRATIONS } from '../../../migrations';
import { dataSourceOf } from '../../../server/entities';
import { applyMigrations, revertMigration } from '../../../server/platform/database/apply-migrations';
import { createStore, type TestStore } from '../../support/engine';

// Fifty migrations there and back, table by table, on a disk that others use too.
jest.setTimeout(180_000);

describe('migrations', () => {
  let store: TestStore;
  let dataSource: DataSource;
  beforeAll(async () => {
    store = await createStore();
    dataSource = await dataSourceOf(loadConfig(store.environment)).initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await store.remove();
  });

  const tables = async (): Promise<string[]> => {
    const sql =
      dataSource.options.type === 'mysql'
        ? 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()'
        : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    const rows: { name: string }[] = await dataSource.query(sql);
    return rows.map(({ name }) => name).filter((name) => name !== 'schema_migrations');
  };

  /** @returns the statements that would bring the schema to what the entities say */
  const drift = async (): Promise<string[]> => {
    // MariaDB reports the default of a nullable column as the text NULL; only the driver named after it knows that.
    const mariadb =
      dataSource.options.type === 'mysql' &&
      /mariadb/i.test((await dataSource.query('SELECT VERSION() AS v'))[0].v);
    const reader = mariadb
      ? await new DataSource({ ...dataSource.options, type: 'mariadb' } as DataSourceOptions).initialize()
      : dataSource;
    const { upQueries } = await reader.driver.createSchemaBuilder().log();
    if (mariadb) await reader.destroy();
    return upQueries.map(({ query }) => query);
  };

  it('run, match the entities exactly, revert to nothing and run again', async () => {
    expect(await applyMigrations(dataSource)).toHaveLength(MIGRATIONS.length);
    expect(await applyMigrations(dataSource)).toEqual([]);

    expect(await drift()).toEqual([]);

    for (const _ of MIGRATIONS) await revertMigration(dataSource);
    expect(await tables()).toEqual([]);
    expect(await applyMigrations(dataSource)).toHaveLength(MIGRATIONS.length);
  });

  it('run once when two deployments start at the same moment', async () => {
    for (const _ of MIGRATIONS) await revertMigration(dataSource);
    const other =
      dataSource.options.type === 'mysql'
        ? await dataSourceOf(loadConfig(store.environment)).initialize()
        : dataSource;
    const ran = await Promise.all(
      other === dataSource
        ? [applyMigrations(dataSource)]
        : [applyMigrations(dataSource), applyMigrations(other)],
    );
    expect(ran.flat()).toHaveLength(MIGRATIONS.length);
    if (other !== dataSource) await other.destroy();
  });
});
