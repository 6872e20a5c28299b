import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { bigCount, createTable, dropTables, id, instant, int, nullable, ref, text } from './table';

/** Indices by which a day's facts are found. */
const BY_DAY = [
  ['activities', 'ix_activities_published', ['published_at']],
  ['volunteers', 'ix_volunteers_created', ['created_at']],
  ['service_records', 'ix_service_records_day', ['day', 'volunteer_id']],
] as const;

/** Figures of areas, organizations and volunteers, and what is to be counted again. */
export class Statistics1795000000047 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, name, columns] of BY_DAY) {
      await runner.createIndex(table, new TableIndex({ name, columnNames: [...columns] }));
    }
    await createTable(
      runner,
      'figures',
      [
        id(),
        text('scope', 12),
        ref('scope_id'),
        text('grain', 5),
        text('period', 10),
        int('volunteers'),
        int('organizations'),
        int('activities_published'),
        int('activities_held'),
        int('sign_ups'),
        int('attended'),
        int('people_served'),
        bigCount('minutes'),
      ],
      {
        uniques: { uq_figures: ['scope', 'scope_id', 'grain', 'period'] },
        indices: { ix_figures_minutes: ['scope', 'grain', 'period', 'minutes'] },
      },
    );
    await createTable(
      runner,
      'volunteer_figures',
      [
        id(),
        ref('volunteer_id'),
        text('area_code', 6),
        text('grain', 5),
        text('period', 10),
        int('minutes'),
        int('activities'),
      ],
      {
        uniques: { uq_volunteer_figures: ['volunteer_id', 'grain', 'period'] },
        indices: {
          ix_volunteer_figures_minutes: ['grain', 'period', 'minutes'],
          ix_volunteer_figures_area: ['grain', 'period', 'area_code'],
        },
      },
    );
    await createTable(runner, 'figures_marks', [id(), ref('marking')]);
    await createTable(
      runner,
      'figures_refreshes',
      [id(), instant('started_at'), instant('finished_at', nullable)],
      { indices: { ix_figures_refreshes_finished: ['finished_at'] } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'figures', 'volunteer_figures', 'figures_marks', 'figures_refreshes');
    for (const [table, name] of [...BY_DAY].reverse()) await runner.dropIndex(table, name);
  }
}
