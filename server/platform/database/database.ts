import type { DataSource, EntityManager } from 'typeorm';
import type { Clock } from '../clock';
import { newId } from '../ids';
import type { EventName, Events } from '../outbox/events';
import { OutboxEvent } from '../outbox/outbox-event.entity';

/** Where reads may happen: inside a transaction or outside. */
export interface Reader {
  readonly manager: EntityManager;
}

/** A transaction in progress. Only routes, jobs and event handlers open one; services take it as their first argument. */
export interface Tx extends Reader {
  /** Records that something happened, in this very transaction; handlers get it after the commit, at least once. */
  emit<N extends EventName>(name: N, payload: Events[N]): void;
}

class Transaction implements Tx {
  readonly pending: { name: string; payload: unknown }[] = [];

  constructor(readonly manager: EntityManager) {}

  emit<N extends EventName>(name: N, payload: Events[N]): void {
    this.pending.push({ name, payload });
  }
}

/** Thrown by `work` to be run again from the start: it lost a race whose outcome it will find the next time. */
export class TryAgain extends Error {
  override readonly name = 'TryAgain';
}

const DEADLOCK = 'ER_LOCK_DEADLOCK';
const LOCK_WAIT = 'ER_LOCK_WAIT_TIMEOUT';
const ATTEMPTS = 4;

export class Database implements Reader {
  /** Called after a commit that emitted events; the relay hangs its wake-up here. */
  onEmitted: () => void = () => {};

  constructor(
    readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  get manager(): EntityManager {
    return this.dataSource.manager;
  }

  get embedded(): boolean {
    return this.dataSource.options.type === 'better-sqlite3';
  }

  /**
   * Runs `work` in one transaction with its outbox events. Who loses a race (a deadlock, `TryAgain`) is run again from
   * the start, so `work` must have no effect outside the database.
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(work);
      } catch (error) {
        if (attempt >= ATTEMPTS || !lostRace(error)) throw error;
        await new Promise((done) => setTimeout(done, Math.random() * 20 * attempt));
      }
    }
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    let emitted = false;
    const result = await this.dataSource.transaction(async (manager) => {
      const tx = new Transaction(manager);
      const value = await work(tx);
      emitted = tx.pending.length > 0;
      if (emitted) await this.writeOutbox(manager, tx.pending);
      return value;
    });
    if (emitted) this.onEmitted();
    return result;
  }

  private async writeOutbox(manager: EntityManager, events: Transaction['pending']): Promise<void> {
    const now = this.clock.now();
    await insertRows(
      manager,
      OutboxEvent,
      events.map(({ name, payload }) => ({
        id: newId(),
        name,
        payload,
        state: 'PENDING' as const,
        attempts: 0,
        availableAt: new Date(0),
        createdAt: now,
      })),
    );
  }
}

function lostRace(error: unknown): boolean {
  if (error instanceof TryAgain) return true;
  const code = (error as { code?: string }).code;
  return code === DEADLOCK || code === LOCK_WAIT;
}

/** Rows per INSERT: SQLite binds at most 32 766 values in one statement. */
const ROWS_PER_INSERT = 500;

/**
 * Multi-row INSERT without reading the rows back. The statement is written here, from what TypeORM knows of the columns:
 * its own query builder spends more on a row than the database does, and the hot paths write hundreds at once.
 */
export async function insertRows<E extends object>(
  manager: EntityManager,
  entity: new () => E,
  rows: Partial<E>[],
): Promise<void> {
  const { driver } = manager.connection;
  const metadata = manager.connection.getMetadata(entity);
  // A column that no row has a value for is left to the database: it says NULL, or its default, without being sent one each.
  const columns = metadata.columns.filter(({ propertyName }) =>
    rows.some((row) => row[propertyName as keyof E] != null),
  );
  const names = columns.map(({ databaseName }) => driver.escape(databaseName)).join(', ');
  const marks = `(${columns.map(() => '?').join(', ')})`;
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    const some = rows.slice(start, start + ROWS_PER_INSERT);
    const values = some.flatMap((row) =>
      columns.map((column) => {
        const value = row[column.propertyName as keyof E] ?? column.default ?? null;
        return value === null ? null : driver.preparePersistentValue(value, column);
      }),
    );
    await manager.query(
      `INSERT INTO ${driver.escape(metadata.tableName)} (${names}) VALUES ${some.map(() => marks).join(', ')}`,
      values,
    );
  }
}
