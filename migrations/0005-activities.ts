import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createTable,
  degrees,
  dropTables,
  flag,
  id,
  instant,
  int,
  json,
  longText,
  nullable,
  ref,
  text,
} from './table';

/** Activities. */
export class Activities1795000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'activities',
      [
        id(),
        ref('organization_id'),
        text('title', 50),
        text('category', 16),
        text('scene', 16, nullable),
        instant('starts_at'),
        instant('ends_at'),
        instant('recruit_from'),
        instant('recruit_until'),
        text('place', 120),
        text('area_code', 6),
        degrees('latitude'),
        degrees('longitude'),
        int('radius_metres'),
        int('places'),
        int('taken_places'),
        flag('signed_up'),
        text('risk_notice', 1000),
        text('risk_level', 8),
        text('insurance', 200, nullable),
        json('guarantees'),
        json('targets'),
        int('min_age', nullable),
        int('max_age', nullable),
        ref('lead_id'),
        text('contact', 100),
        flag('members_only'),
        longText('intro'),
        text('state', 12),
        text('state_reason', 200, nullable),
        ref('created_by'),
        instant('created_at'),
        instant('published_at', nullable),
        instant('rescheduled_at', nullable),
        text('reschedule_reason', 200, nullable),
      ],
      {
        indices: {
          ix_activities_start: ['state', 'starts_at'],
          ix_activities_area: ['state', 'area_code', 'starts_at'],
          ix_activities_organization: ['organization_id', 'state'],
          ix_activities_lead: ['lead_id'],
        },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'activities');
  }
}
