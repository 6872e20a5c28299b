import type { MigrationInterface, QueryRunner, TableColumnOptions } from 'typeorm';
import { columnFor, degrees, int, json, nullable } from './table';

const DEGREES = ['latitude', 'longitude'] as const;
const position = (name: string, isNullable: boolean): TableColumnOptions => degrees(name, { isNullable });

/**
 * Where what was entered afterwards took place is known or it is not: no longer as if it had been off the coast of
 * Africa. An entry counts how often it was handed in, so that what was read is what is approved.
 */
export class PlacesOfPastActivities1795000000095 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns('past_activities', [
      columnFor(runner, json('position', nullable)),
      columnFor(runner, int('version', { default: '1' })),
    ]);
    for (const name of DEGREES)
      await runner.changeColumn('activities', name, columnFor(runner, position(name, true)));
    await runner.query(
      'UPDATE activities SET latitude = NULL, longitude = NULL WHERE latitude = 0 AND longitude = 0',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('UPDATE activities SET latitude = 0, longitude = 0 WHERE latitude IS NULL');
    for (const name of DEGREES)
      await runner.changeColumn('activities', name, columnFor(runner, position(name, false)));
    await runner.dropColumns('past_activities', ['version', 'position']);
  }
}
