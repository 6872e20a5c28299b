import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, id, instant, json, nullable, ref, text } from './table';

/** What happened to activities after their publication, in order. */
export class ActivityChanges1795000000065 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'activity_changes',
      [
        id(),
        ref('activity_id'),
        text('kind', 12),
        text('side', 12),
        ref('actor_id', nullable),
        json('items'),
        text('reason', 200, nullable),
        instant('at'),
      ],
      { indices: { ix_activity_changes_activity: ['activity_id', 'id'] } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'activity_changes');
  }
}
