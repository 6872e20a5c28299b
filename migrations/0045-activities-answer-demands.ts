import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';
import { nullable, ref } from './table';

const TABLE = 'activities';

/** Which demand an activity answers. */
export class ActivitiesAnswerDemands1795000000045 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn(TABLE, new TableColumn(ref('demand_id', nullable)));
    await runner.createIndex(
      TABLE,
      new TableIndex({ name: 'ix_activities_demand', columnNames: ['demand_id'] }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex(TABLE, 'ix_activities_demand');
    await runner.dropColumn(TABLE, 'demand_id');
  }
}
