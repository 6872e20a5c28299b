import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, flag, id, instant, int, json, ref, text } from './table';

/** Plans of activities while they are written, and templates to begin them from. */
export class PlansBeingWritten1795000000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'activity_plan_drafts',
      [
        id(),
        ref('organization_id'),
        flag('revision'),
        text('title', 50),
        json('content'),
        int('version'),
        flag('blank'),
        text('attempt_key', 32),
        ref('created_by'),
        ref('updated_by'),
        instant('created_at'),
        instant('updated_at'),
      ],
      {
        uniques: { uq_plan_drafts_attempt: ['created_by', 'attempt_key'] },
        indices: {
          ix_plan_drafts_organization: ['organization_id'],
          ix_plan_drafts_blank: ['blank', 'updated_at'],
        },
      },
    );
    await createTable(
      runner,
      'activity_templates',
      [
        id(),
        ref('organization_id'),
        text('name', 50),
        json('content'),
        ref('created_by'),
        instant('created_at'),
      ],
      { uniques: { uq_activity_templates_name: ['organization_id', 'name'] } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'activity_plan_drafts', 'activity_templates');
  }
}
