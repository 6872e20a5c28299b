import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, day, dropTables, id, instant, int, nullable, ref, text } from './table';

/** Demands and what was done about them. */
export class Demands1795000000046 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'demands',
      [
        id(),
        text('number', 16),
        ref('requester_id'),
        text('body_name', 60),
        text('body_kind', 16),
        text('contact_name', 64),
        text('contact_phone', 200),
        text('area_code', 6),
        text('place', 120),
        text('title', 50),
        text('category', 16),
        text('discipline', 16, nullable),
        day('from_day'),
        day('until_day'),
        int('people_expected'),
        text('description', 2000),
        text('risk_notice', 1000),
        text('state', 12),
        text('state_reason', 200, nullable),
        ref('organization_id', nullable),
        ref('dispatched_by', nullable),
        instant('answer_by', nullable),
        ref('activity_id', nullable),
        int('rating', nullable),
        text('rating_comment', 500, nullable),
        instant('created_at'),
      ],
      {
        uniques: { uq_demands_number: ['number'] },
        indices: {
          ix_demands_area: ['state', 'area_code'],
          ix_demands_answer: ['state', 'answer_by'],
          ix_demands_requester: ['requester_id', 'state'],
          ix_demands_organization: ['organization_id', 'state'],
        },
      },
    );
    await createTable(
      runner,
      'demand_steps',
      [
        id(),
        ref('demand_id'),
        text('step', 16),
        ref('organization_id', nullable),
        ref('volunteer_id', nullable),
        text('reason', 500, nullable),
        instant('at'),
      ],
      {
        indices: {
          ix_demand_steps_demand: ['demand_id'],
          ix_demand_steps_organization: ['organization_id', 'step'],
        },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'demands', 'demand_steps');
  }
}
