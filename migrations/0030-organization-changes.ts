import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';
import { createTable, dropTables, id, instant, json, nullable, ref, text } from './table';

const AUDIT = 'audit_entries';
const AUDIT_INDICES = { ix_audit_entries_at: ['at'], ix_audit_entries_action: ['action', 'at'] };

/** Requests to change an organization, merged organizations, and an audit log that can be searched by period and action. */
export class OrganizationChanges1795000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('organizations', new TableColumn(ref('merged_into_id', nullable)));
    await createTable(
      runner,
      'organization_changes',
      [
        id(),
        ref('organization_id'),
        text('kind', 12),
        text('open_key', 40, nullable),
        json('target'),
        text('was', 200, nullable),
        text('becomes', 200, nullable),
        text('reason', 200),
        json('proofs'),
        text('state', 12),
        text('state_reason', 200, nullable),
        ref('requested_by'),
        instant('requested_at'),
        ref('decided_by', nullable),
        instant('decided_at', nullable),
      ],
      {
        uniques: { uq_organization_changes_open: ['open_key'] },
        indices: {
          ix_organization_changes_organization: ['organization_id'],
          ix_organization_changes_state: ['state'],
        },
      },
    );
    for (const [name, columnNames] of Object.entries(AUDIT_INDICES)) {
      await runner.createIndex(AUDIT, new TableIndex({ name, columnNames }));
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(AUDIT_INDICES)) await runner.dropIndex(AUDIT, name);
    await dropTables(runner, 'organization_changes');
    await runner.dropColumn('organizations', 'merged_into_id');
  }
}
