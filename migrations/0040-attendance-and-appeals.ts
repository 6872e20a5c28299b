import type { MigrationInterface, QueryRunner, TableColumnOptions } from 'typeorm';
import {
  addUnique,
  columnFor,
  createTable,
  day,
  dropTables,
  dropUnique,
  id,
  instant,
  int,
  json,
  nullable,
  ref,
  text,
} from './table';

const add = async (runner: QueryRunner, table: string, columns: TableColumnOptions[]): Promise<void> => {
  for (const column of columns) await runner.addColumn(table, columnFor(runner, column));
};

const CHECK_IN_COLUMNS = [
  text('in_key', 40, nullable),
  text('out_key', 40, nullable),
  int('in_delay_seconds', nullable),
  int('out_delay_seconds', nullable),
  instant('reminded_at', nullable),
];
const RECORD_COLUMNS = [ref('state_by', nullable), json('proof', nullable)];

/** Keys of retried scans, late scans, who decided, entries of the ledger in order, appeals, reminders. */
export class AttendanceAndAppeals1795000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await add(runner, 'check_ins', CHECK_IN_COLUMNS);
    await addUnique(runner, 'check_ins', 'uq_check_ins_in_key', 'in_key');
    await addUnique(runner, 'check_ins', 'uq_check_ins_out_key', 'out_key');
    await add(runner, 'service_records', RECORD_COLUMNS);

    await add(runner, 'service_ledger', [int('entry_no', { default: 1 })]);
    await runner.query("UPDATE service_ledger SET entry_no = 2 WHERE kind = 'VOID'");
    await dropUnique(runner, 'service_ledger', 'uq_service_ledger_record');
    await addUnique(runner, 'service_ledger', 'uq_service_ledger_entry', 'record_id', 'entry_no');

    await createTable(
      runner,
      'service_appeals',
      [
        id(),
        text('subject_kind', 8),
        ref('subject_id'),
        text('subject_key', 40),
        ref('activity_id'),
        ref('organization_id'),
        ref('volunteer_id'),
        text('level', 12),
        text('reason', 200),
        text('state', 10),
        ref('decided_by', nullable),
        text('decision_reason', 200, nullable),
        instant('created_at'),
        instant('decided_at', nullable),
      ],
      {
        uniques: { uq_service_appeals_subject: ['subject_key'] },
        indices: {
          ix_service_appeals_subject: ['subject_id', 'state'],
          ix_service_appeals_activity: ['activity_id', 'state'],
          ix_service_appeals_organization: ['organization_id', 'level', 'state'],
          ix_service_appeals_volunteer: ['volunteer_id', 'activity_id'],
        },
      },
    );
    await createTable(
      runner,
      'service_reminders',
      [id(), ref('activity_id'), ref('volunteer_id'), day('day'), instant('created_at')],
      { uniques: { uq_service_reminders_day: ['activity_id', 'volunteer_id', 'day'] } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'service_appeals', 'service_reminders');
    await runner.query('DELETE FROM service_ledger WHERE entry_no > 2');
    await dropUnique(runner, 'service_ledger', 'uq_service_ledger_entry');
    await addUnique(runner, 'service_ledger', 'uq_service_ledger_record', 'record_id', 'kind');
    await runner.dropColumn('service_ledger', 'entry_no');
    for (const { name } of RECORD_COLUMNS) await runner.dropColumn('service_records', name);
    await dropUnique(runner, 'check_ins', 'uq_check_ins_out_key');
    await dropUnique(runner, 'check_ins', 'uq_check_ins_in_key');
    for (const { name } of CHECK_IN_COLUMNS) await runner.dropColumn('check_ins', name);
  }
}
