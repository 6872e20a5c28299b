import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, id, instant, int, json, nullable, ref } from './table';

/** What ended activities came to when they were closed out. */
export class CloseOuts1795000000067 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'close_outs',
      [
        id(),
        ref('activity_id'),
        ref('organization_id'),
        instant('reminded_at', nullable),
        int('people_served', nullable),
        json('figures', nullable),
        ref('closed_by', nullable),
        instant('closed_at', nullable),
      ],
      {
        uniques: { uq_close_outs_activity: ['activity_id'] },
        indices: { ix_close_outs_organization: ['organization_id'] },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'close_outs');
  }
}
