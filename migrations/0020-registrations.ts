import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createTable,
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

/** Collective registration and the teams of the old system. */
export class Registrations1795000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'import_batches',
      [
        id(),
        text('kind', 12),
        flag('legacy'),
        ref('unit_id', nullable),
        text('state', 14),
        text('file_name', 120),
        text('open_key', 90, nullable),
        json('columns'),
        int('mapping_version'),
        int('row_count'),
        int('checked_count'),
        int('error_count'),
        int('warning_count'),
        int('duplicate_count'),
        int('imported_count'),
        int('failed_count'),
        int('kept_count'),
        ref('uploaded_by'),
        ref('confirmed_by', nullable),
        instant('uploaded_at'),
        instant('confirmed_at', nullable),
        instant('finished_at', nullable),
      ],
      {
        uniques: { uq_import_batches_open: ['open_key'] },
        indices: { ix_import_batches_unit: ['unit_id'], ix_import_batches_state: ['state'] },
      },
    );
    await createTable(
      runner,
      'import_rows',
      [
        id(),
        ref('batch_id'),
        int('position'),
        int('row_number'),
        text('state', 12),
        longText('cells', nullable),
      ],
      {
        uniques: { uq_import_rows_position: ['batch_id', 'position'] },
        indices: { ix_import_rows_state: ['batch_id', 'state', 'position'] },
      },
    );
    await createTable(
      runner,
      'import_results',
      [
        id(),
        ref('batch_id'),
        ref('organization_id', nullable),
        ref('volunteer_id', nullable),
        text('made', 14),
      ],
      { indices: { ix_import_results_batch: ['batch_id'] } },
    );
    await createTable(
      runner,
      'import_issues',
      [
        id(),
        ref('batch_id'),
        ref('row_id'),
        int('row_number'),
        text('severity', 8),
        text('field', 24, nullable),
        text('code', 32),
        text('message', 200),
        text('value', 64, nullable),
      ],
      { indices: { ix_import_issues_batch: ['batch_id', 'severity'], ix_import_issues_row: ['row_id'] } },
    );
    await createTable(
      runner,
      'column_memories',
      [id(), text('unit_key', 26), text('kind', 12), text('header_key', 60), text('field', 24, nullable)],
      { uniques: { uq_column_memories_header: ['unit_key', 'kind', 'header_key'] } },
    );
    await createTable(
      runner,
      'legacy_associations',
      [
        id(),
        ref('organization_id'),
        ref('claimant_id'),
        text('state', 10),
        ref('open_key', nullable),
        text('statement', 500),
        json('proofs'),
        text('reason', 200, nullable),
        ref('decided_by', nullable),
        instant('decided_at', nullable),
        instant('created_at'),
      ],
      {
        uniques: { uq_legacy_associations_open: ['open_key'] },
        indices: {
          ix_legacy_associations_organization: ['organization_id'],
          ix_legacy_associations_claimant: ['claimant_id'],
        },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(
      runner,
      'import_batches',
      'import_rows',
      'import_results',
      'import_issues',
      'column_memories',
      'legacy_associations',
    );
  }
}
