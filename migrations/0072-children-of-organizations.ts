import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const TABLE = 'organizations';
const INDICES = {
  ix_organizations_territory_parent: 'territory_parent_id',
  ix_organizations_system_parent: 'system_parent_id',
};

/** The children of a node are found without reading every organization. */
export class ChildrenOfOrganizations1795000000072 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, column] of Object.entries(INDICES))
      await runner.createIndex(TABLE, new TableIndex({ name, columnNames: [column] }));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDICES)) await runner.dropIndex(TABLE, name);
  }
}
