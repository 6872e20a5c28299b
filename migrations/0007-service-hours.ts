import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, day, degrees, dropTables, id, instant, int, nullable, ref, text } from './table';

/** Check-ins, service records, objections, the ledger. */
export class ServiceHours1795000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'check_ins',
      [
        id(),
        ref('activity_id'),
        ref('volunteer_id'),
        ref('sign_up_id'),
        ref('open_key', nullable),
        instant('in_at'),
        instant('out_at', nullable),
        text('in_method', 8),
        text('out_method', 8, nullable),
        degrees('in_latitude', nullable),
        degrees('in_longitude', nullable),
        int('in_accuracy_metres', nullable),
        int('in_distance_metres', nullable),
        degrees('out_latitude', nullable),
        degrees('out_longitude', nullable),
        int('out_accuracy_metres', nullable),
        int('out_distance_metres', nullable),
        ref('operator_id', nullable),
        text('reason', 200, nullable),
        text('state', 12),
      ],
      {
        uniques: { uq_check_ins_open: ['open_key'] },
        indices: {
          ix_check_ins_volunteer: ['volunteer_id', 'activity_id'],
          ix_check_ins_activity: ['activity_id', 'state'],
          ix_check_ins_state: ['state', 'in_at'],
        },
      },
    );
    await createTable(
      runner,
      'service_records',
      [
        id(),
        ref('activity_id'),
        ref('organization_id'),
        ref('volunteer_id'),
        ref('check_in_id', nullable),
        int('minutes'),
        day('day'),
        instant('start_at'),
        instant('end_at'),
        text('content', 200),
        text('source', 12),
        ref('recorder_id', nullable),
        ref('approver_id', nullable),
        text('review_level', 12),
        text('state', 12),
        text('state_reason', 200, nullable),
        instant('state_since'),
        instant('publicity_until', nullable),
        instant('created_at'),
      ],
      {
        uniques: { uq_service_records_check_in: ['check_in_id'] },
        indices: {
          ix_service_records_volunteer: ['volunteer_id', 'day'],
          ix_service_records_activity: ['activity_id', 'state'],
          ix_service_records_organization: ['organization_id', 'state'],
          ix_service_records_publicity: ['state', 'publicity_until'],
        },
      },
    );
    await createTable(
      runner,
      'service_reports',
      [
        id(),
        ref('record_id'),
        ref('organization_id'),
        ref('reporter_account_id'),
        text('open_key', 53, nullable),
        text('reason', 200),
        text('state', 10),
        ref('decided_by', nullable),
        text('decision_reason', 200, nullable),
        instant('created_at'),
        instant('decided_at', nullable),
      ],
      {
        uniques: { uq_service_reports_open: ['open_key'] },
        indices: {
          ix_service_reports_record: ['record_id', 'state'],
          ix_service_reports_organization: ['organization_id', 'state'],
        },
      },
    );
    await createTable(
      runner,
      'service_ledger',
      [
        id(),
        ref('volunteer_id'),
        ref('record_id'),
        text('kind', 8),
        int('minutes'),
        day('day'),
        instant('at'),
      ],
      {
        uniques: { uq_service_ledger_record: ['record_id', 'kind'] },
        indices: { ix_service_ledger_volunteer: ['volunteer_id'] },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'check_ins', 'service_records', 'service_reports', 'service_ledger');
  }
}
