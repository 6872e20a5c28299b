import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { columnFor, nullable, text } from './table';

const TABLE = 'past_activities';
const INDEX = 'uq_past_activities_attempt';

/** What is entered afterwards is entered once, however often a bad network makes the form be sent. */
export class AttemptsOfPastActivities1795000000096 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn(TABLE, columnFor(runner, text('attempt_key', 32, nullable)));
    const columnNames = ['organization_id', 'attempt_key'];
    await runner.createIndex(TABLE, new TableIndex({ name: INDEX, columnNames, isUnique: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex(TABLE, INDEX);
    await runner.dropColumn(TABLE, 'attempt_key');
  }
}
