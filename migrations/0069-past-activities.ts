import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, id, instant, json, nullable, ref, text } from './table';

/** Activities that took place without having been published, until a unit has decided (R25). */
export class PastActivities1795000000069 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'past_activities',
      [
        id(),
        ref('organization_id'),
        text('title', 50),
        text('category', 16),
        text('place', 120),
        text('area_code', 6),
        instant('starts_at'),
        instant('ends_at'),
        text('intro', 500),
        text('reason', 200),
        json('people'),
        json('proof'),
        text('state', 12),
        text('state_reason', 200, nullable),
        ref('entered_by'),
        ref('decided_by', nullable),
        instant('decided_at', nullable),
        ref('activity_id', nullable),
        instant('created_at'),
      ],
      {
        indices: {
          ix_past_activities_organization: ['organization_id', 'state'],
          ix_past_activities_state: ['state', 'created_at'],
        },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'past_activities');
  }
}
