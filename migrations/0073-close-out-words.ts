import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnFor, instant, nullable, text } from './table';

const TABLE = 'close_outs';
const COLUMNS = [
  text('note', 500, nullable),
  instant('corrected_at', nullable),
  text('correction_reason', 200, nullable),
];

/** What the organizers say besides the number when they close an activity out, and why they corrected it. */
export class CloseOutWords1795000000073 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await runner.addColumn(TABLE, columnFor(runner, column));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of COLUMNS) await runner.dropColumn(TABLE, name);
  }
}
