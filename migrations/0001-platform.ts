import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, id, instant, int, json, nullable, primary, ref, text } from './table';

/** Outbox and audit. */
export class Platform1795000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // openids, tokens and hashes differ by case; every comparison in this database is exact.
    if (runner.connection.options.type === 'mysql') {
      await runner.query('ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_bin');
    }
    await createTable(
      runner,
      'outbox_events',
      [
        id(),
        text('name', 64),
        json('payload'),
        text('state', 8),
        int('attempts'),
        instant('available_at'),
        text('last_error', 500, nullable),
        instant('created_at'),
      ],
      { indices: { ix_outbox_events_due: ['state', 'available_at'] } },
    );
    await createTable(runner, 'outbox_handled', [ref('event_id', primary), text('handler', 64, primary)]);
    await createTable(
      runner,
      'audit_entries',
      [
        id(),
        ref('volunteer_id', nullable),
        text('action', 64),
        ref('subject_id'),
        json('detail'),
        instant('at'),
      ],
      { indices: { ix_audit_entries_subject: ['subject_id'], ix_audit_entries_actor: ['volunteer_id'] } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'outbox_events', 'outbox_handled', 'audit_entries');
  }
}
