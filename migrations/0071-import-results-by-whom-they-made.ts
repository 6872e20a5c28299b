import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const TABLE = 'import_results';
const INDICES = {
  ix_import_results_volunteer: 'volunteer_id',
  ix_import_results_organization: 'organization_id',
};

/** Finds the import that made a person, and what imports tied to an organization. */
export class ImportResultsByWhomTheyMade1795000000071 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, column] of Object.entries(INDICES))
      await runner.createIndex(TABLE, new TableIndex({ name, columnNames: [column] }));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDICES).reverse()) await runner.dropIndex(TABLE, name);
  }
}
