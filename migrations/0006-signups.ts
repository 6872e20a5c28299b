import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, id, instant, nullable, ref, text } from './table';

/** Sign-ups. */
export class SignUps1795000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'signups',
      [
        id(),
        ref('activity_id'),
        ref('volunteer_id'),
        text('state', 12),
        text('open_key', 53, nullable),
        instant('risk_acknowledged_at'),
        text('remark', 200, nullable),
        text('cancel_reason', 200, nullable),
        instant('created_at'),
        instant('cancelled_at', nullable),
      ],
      {
        uniques: { uq_signups_open: ['open_key'] },
        indices: {
          ix_signups_activity: ['activity_id', 'state'],
          ix_signups_volunteer: ['volunteer_id', 'state'],
        },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'signups');
  }
}
