import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';
import { instant, nullable, ref, text } from './table';

const COLUMNS = {
  volunteers: [text('state_before', 20, nullable), instant('deregisters_at', nullable)],
  sessions: [ref('child_id', nullable)],
};

const INDICES: [table: keyof typeof COLUMNS, name: string, columns: string[]][] = [
  ['volunteers', 'ix_volunteers_leaving', ['state', 'deregisters_at']],
  ['volunteers', 'ix_volunteers_guardian', ['guardian_account_id']],
];

/** People who leave, with days to think it over, and children whose guardian holds their profile. */
export class LeavingAndChildren1795000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(COLUMNS)) {
      await runner.addColumns(
        table,
        columns.map((column) => new TableColumn(column)),
      );
    }
    for (const [table, name, columnNames] of INDICES) {
      await runner.createIndex(table, new TableIndex({ name, columnNames }));
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, name] of INDICES) await runner.dropIndex(table, name);
    for (const [table, columns] of Object.entries(COLUMNS)) {
      await runner.dropColumns(
        table,
        columns.map(({ name }) => name),
      );
    }
  }
}
