import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnFor, nullable, text } from './table';

const TABLE = 'past_activities';
const KEYS = ['correction_key', 'withdrawal_key'];

/** A correction and a withdrawal of what was entered afterwards happen once, too, however often they are sent. */
export class CorrectionsSentAgain1795000000098 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns(
      TABLE,
      KEYS.map((name) => columnFor(runner, text(name, 32, nullable))),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumns(TABLE, KEYS);
  }
}
