import type { EntityManager, ObjectLiteral } from 'typeorm';
import type { Reader } from './database';

type FaultSource = Error | (() => Error);

const raise = (source: FaultSource): Error => (typeof source === 'function' ? source() : source);

/**
 * Runs a write and turns the violation of a named unique key into its Fault. The database decides, so two
 * requests at once cannot both succeed.
 *
 * @param faults by unique key or index name, e.g. `{ uq_signups_active: alreadySignedUp }`; `*` stands for any other
 */
export async function refusingDuplicates<T>(
  { manager }: Reader,
  faults: Record<string, FaultSource>,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const name = violatedKey(manager, error);
    const fault = name === undefined ? undefined : (faults[name] ?? faults['*']);
    throw fault === undefined ? error : raise(fault);
  }
}

/** @returns the name of the unique key an error complains about, or undefined when it is another error */
export function violatedKey(manager: EntityManager, error: unknown): string | undefined {
  const { code, message = '' } = error as { code?: string; message?: string };
  if (code === 'ER_DUP_ENTRY') return /for key '(?:[^'.]*\.)?([^']+)'/.exec(message)?.[1];
  const columns = /UNIQUE constraint failed: (.+)$/m.exec(message)?.[1]?.split(', ');
  if (!columns) return undefined;
  return keyOfColumns(manager, columns);
}

/** SQLite names columns (`table.a, table.b`) where MySQL names the key. */
function keyOfColumns(manager: EntityManager, qualified: string[]): string | undefined {
  const table = qualified[0]!.split('.')[0];
  const wanted = qualified
    .map((column) => column.split('.')[1])
    .sort()
    .join();
  const metadata = manager.connection.entityMetadatas.find((entity) => entity.tableName === table);
  if (!metadata) return undefined;
  const keys = [...metadata.uniques, ...metadata.indices.filter((index) => index.isUnique)];
  const match = keys.find(
    (key) =>
      key.columns
        .map((column) => column.databaseName)
        .sort()
        .join() === wanted,
  );
  return (
    match?.name ??
    (metadata.primaryColumns
      .map((c) => c.databaseName)
      .sort()
      .join() === wanted
      ? 'PRIMARY'
      : undefined)
  );
}

/**
 * Conditional update: changes the one row that still is as `where` says, else refuses. The condition is checked
 * by the database in the same statement, so a decision made on stale data cannot be written.
 *
 * @throws the given Fault when no row matched
 */
export async function changeExactlyOne<E extends ObjectLiteral>(
  { manager }: Reader,
  entity: new () => E,
  where: Partial<Record<keyof E, unknown>>,
  changes: Partial<Record<keyof E, unknown>>,
  fault: FaultSource,
): Promise<void> {
  const result = await manager.update(entity, where as never, changes as never);
  if (result.affected !== 1) throw raise(fault);
}
