import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, id, instant, int, json, nullable, ref, text } from './table';

/** Organizations (CAST units included) and appointments. */
export class Organizations1795000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'organizations',
      [
        id(),
        text('kind', 12),
        text('number', 16),
        text('name', 60),
        text('name_key', 120),
        text('type', 2),
        text('line', 10),
        text('team_level', 12, nullable),
        text('unit_level', 10, nullable),
        text('area_code', 6),
        ref('territory_parent_id', nullable),
        ref('system_parent_id', nullable),
        text('territory_path', 320),
        text('system_path', 320),
        text('state', 12),
        text('state_reason', 200, nullable),
        text('principal_name', 64),
        text('intro', 2000),
        json('categories'),
        text('join_mode', 8),
        text('legacy_number', 32, nullable),
        text('link_state', 12),
        int('member_count'),
        int('activity_count'),
        ref('applicant_id', nullable),
        instant('created_at'),
      ],
      {
        uniques: {
          uq_organizations_number: ['number'],
          uq_organizations_name: ['name_key'],
          uq_organizations_legacy: ['legacy_number'],
        },
        indices: {
          ix_organizations_territory: ['territory_path'],
          ix_organizations_system: ['system_path'],
          ix_organizations_area: ['kind', 'state', 'area_code'],
          ix_organizations_applicant: ['applicant_id'],
        },
      },
    );
    await createTable(
      runner,
      'appointments',
      [
        id(),
        ref('volunteer_id'),
        text('role', 16),
        ref('unit_id', nullable),
        text('open_key', 80, nullable),
        ref('granted_by', nullable),
        instant('granted_at'),
        instant('revoked_at', nullable),
      ],
      {
        uniques: { uq_appointments_open: ['open_key'] },
        indices: {
          ix_appointments_volunteer: ['volunteer_id'],
          ix_appointments_role: ['role', 'revoked_at'],
        },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'organizations', 'appointments');
  }
}
