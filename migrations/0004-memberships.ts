import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, id, instant, nullable, ref, text } from './table';

/** Memberships and followings. */
export class Memberships1795000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'memberships',
      [
        id(),
        ref('organization_id'),
        ref('volunteer_id'),
        text('open_key', 60, nullable),
        text('role', 8),
        text('origin', 8),
        text('state', 10),
        text('remark', 200, nullable),
        text('state_reason', 200, nullable),
        ref('decided_by', nullable),
        instant('applied_at'),
        instant('joined_at', nullable),
        instant('ended_at', nullable),
      ],
      {
        uniques: { uq_memberships_open: ['open_key'] },
        indices: {
          ix_memberships_organization: ['organization_id', 'state', 'role'],
          ix_memberships_volunteer: ['volunteer_id', 'state'],
        },
      },
    );
    await createTable(
      runner,
      'followings',
      [id(), ref('organization_id'), ref('volunteer_id'), instant('since')],
      {
        uniques: { uq_followings_pair: ['organization_id', 'volunteer_id'] },
        indices: { ix_followings_volunteer: ['volunteer_id'] },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'memberships', 'followings');
  }
}
