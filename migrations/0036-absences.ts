import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnFor, nullable, text } from './table';

/** What somebody who was not there says about it, and what became of that. */
export class Absences1795000000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns('signups', [
      columnFor(runner, text('excuse', 200, nullable)),
      columnFor(runner, text('excuse_state', 8, nullable)),
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumns('signups', ['excuse_state', 'excuse']);
  }
}
