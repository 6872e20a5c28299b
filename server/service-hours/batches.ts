import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Tx } from '../platform/database';

/** Rows that one transaction of a schedule works off: small enough not to hold locks for long. */
export const BATCH = 200;

/** Takes a batch that nobody else is working on; two processes at once get different rows. */
export function claimBatch<E extends ObjectLiteral>(
  { manager }: Tx,
  due: SelectQueryBuilder<E>,
): Promise<E[]> {
  if (manager.connection.options.type === 'mysql')
    due.setLock('pessimistic_write').setOnLocked('skip_locked');
  return due.limit(BATCH).getMany();
}
