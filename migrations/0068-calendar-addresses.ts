import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, id, instant, ref } from './table';

/** Secret addresses of calendars. */
export class CalendarAddresses1795000000068 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'calendar_addresses', [id(), ref('volunteer_id'), instant('created_at')], {
      uniques: { uq_calendar_addresses_volunteer: ['volunteer_id'] },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'calendar_addresses');
  }
}
