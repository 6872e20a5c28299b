import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { columnFor, nullable, text } from './table';

const TABLE = 'demands';
const INDEX = 'uq_demands_attempt';

/** A demand is posted once, however often a bad network makes the form be sent. */
export class AttemptsOfDemands1795000000099 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn(TABLE, columnFor(runner, text('attempt_key', 32, nullable)));
    const columnNames = ['requester_id', 'attempt_key'];
    await runner.createIndex(TABLE, new TableIndex({ name: INDEX, columnNames, isUnique: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex(TABLE, INDEX);
    await runner.dropColumn(TABLE, 'attempt_key');
  }
}
