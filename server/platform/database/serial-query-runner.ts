import { Mutex, type MutexInterface } from 'async-mutex';
import type { DataSource } from 'typeorm';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';

type SqliteDriver = ConstructorParameters<typeof BetterSqlite3QueryRunner>[0];

/**
 * TypeORM gives SQLite one shared QueryRunner: two overlapping transactions become one, and when either rolls back
 * it takes the other's acknowledged rows along (decision 0002; the test that shows the loss is
 * `test/platform/database/serial-query-runner.spec.ts`). This runner puts one gate before the one connection:
 * a transaction holds it from BEGIN to COMMIT or ROLLBACK, a plain query for its own duration.
 */
export class SerialQueryRunner extends BetterSqlite3QueryRunner {
  private release_: MutexInterface.Releaser | undefined;

  constructor(
    driver: SqliteDriver,
    private readonly gate: Mutex,
    sharedStatements: Map<string, unknown>,
  ) {
    super(driver);
    // Statements belong to the connection, which all runners share.
    (this as unknown as { stmtCache: Map<string, unknown> }).stmtCache = sharedStatements;
  }

  override async query<T = unknown>(
    query: string,
    parameters?: unknown[],
    useStructuredResult?: boolean,
  ): Promise<T> {
    const run = () =>
      super.query(query, parameters as never[] | undefined, useStructuredResult) as Promise<T>;
    return this.release_ ? run() : this.gate.runExclusive(run);
  }

  override async startTransaction(
    isolationLevel?: Parameters<BetterSqlite3QueryRunner['startTransaction']>[0],
  ): Promise<void> {
    const outermost = this.release_ === undefined;
    if (outermost) this.release_ = await this.gate.acquire();
    try {
      await super.startTransaction(isolationLevel);
    } catch (error) {
      if (outermost) this.open();
      throw error;
    }
  }

  override async commitTransaction(): Promise<void> {
    await super.commitTransaction();
    if (!this.isTransactionActive) this.open();
  }

  override async rollbackTransaction(): Promise<void> {
    try {
      await super.rollbackTransaction();
    } finally {
      if (!this.isTransactionActive) this.open();
    }
  }

  override async release(): Promise<void> {
    if (this.isTransactionActive) await this.rollbackTransaction();
    this.open();
    await super.release();
  }

  private open(): void {
    this.release_?.();
    this.release_ = undefined;
  }
}

/** Makes every QueryRunner of an embedded data source a serial one. Call before `initialize()`. */
export function serialise(dataSource: DataSource): DataSource {
  const gate = new Mutex();
  const statements = new Map<string, unknown>();
  const driver = dataSource.driver as unknown as SqliteDriver;
  driver.createQueryRunner = () => new SerialQueryRunner(driver, gate, statements);
  return dataSource;
}
