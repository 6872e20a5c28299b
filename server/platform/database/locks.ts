import type { FindOptionsWhere, ObjectLiteral } from 'typeorm';
import type { Tx } from './database';

/**
 * Locks one row until the transaction ends, so that what is counted next stays true. Must be the first statement of
 * the transaction: MySQL takes its snapshot at the first plain read, and a count from an older snapshot misses what
 * others committed while we waited. The embedded database runs one transaction at a time and needs no lock.
 *
 * @returns the row as it is now, null when there is none
 */
export async function lockRow<E extends ObjectLiteral & { id: string }>(
  { manager }: Tx,
  entity: new () => E,
  id: string,
): Promise<E | null> {
  const query = manager.createQueryBuilder(entity, 'locked').where('locked.id = :id', { id });
  if (manager.connection.options.type === 'mysql') query.setLock('pessimistic_write');
  return query.getOne();
}

/** Like `lockRow` for all rows that match, in order of their ids so that two transactions never wait in a circle. */
export async function lockRows<E extends ObjectLiteral & { id: string }>(
  { manager }: Tx,
  entity: new () => E,
  where: FindOptionsWhere<E>[],
): Promise<E[]> {
  if (where.length === 0) return [];
  const query = manager.createQueryBuilder(entity, 'locked').where(where).orderBy('locked.id');
  if (manager.connection.options.type === 'mysql') query.setLock('pessimistic_write');
  return query.getMany();
}
