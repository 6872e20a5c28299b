import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { columnFor, createTable, dropTables, id, instant, nullable, ref, text } from './table';

/** Weekly service: activities that were planned together. */
export class ActivitySeries1795000000061 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'activity_series', [
      id(),
      text('weekdays', 7),
      ref('created_by'),
      instant('created_at'),
    ]);
    await runner.addColumn('activities', columnFor(runner, ref('series_id', nullable)));
    await runner.createIndex(
      'activities',
      new TableIndex({ name: 'ix_activities_series', columnNames: ['series_id', 'starts_at'] }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('activities', 'ix_activities_series');
    await runner.dropColumn('activities', 'series_id');
    await dropTables(runner, 'activity_series');
  }
}
