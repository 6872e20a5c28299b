import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnFor, instant, nullable, ref } from './table';

/** Who decided on an excuse and when: each refusal can be appealed against once, and somebody else hears it. */
export class AppealsOverExcuses1795000000066 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns('signups', [
      columnFor(runner, ref('excuse_decided_by', nullable)),
      columnFor(runner, instant('excuse_decided_at', nullable)),
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumns('signups', ['excuse_decided_at', 'excuse_decided_by']);
  }
}
