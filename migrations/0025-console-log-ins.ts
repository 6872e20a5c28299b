import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, id, instant, nullable, text } from './table';

/** Codes that a PC shows to be logged in by a phone. */
export class ConsoleLogIns1795000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'console_log_ins',
      [
        id(),
        text('browser_hash', 44),
        text('browser', 60),
        text('state', 10),
        text('openid', 64, nullable),
        instant('created_at'),
        instant('expires_at'),
      ],
      { indices: { ix_console_log_ins_expiry: ['expires_at'] } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'console_log_ins');
  }
}
