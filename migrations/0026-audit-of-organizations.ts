import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';
import { nullable, ref } from './table';

const TABLE = 'audit_entries';
const INDEX = 'ix_audit_entries_organization';

/** Entries that concern an organization name it, so that its admins can read them. */
export class AuditOfOrganizations1795000000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn(TABLE, new TableColumn(ref('organization_id', nullable)));
    await runner.createIndex(TABLE, new TableIndex({ name: INDEX, columnNames: ['organization_id'] }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex(TABLE, INDEX);
    await runner.dropColumn(TABLE, 'organization_id');
  }
}
