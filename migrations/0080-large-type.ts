import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnFor, flag, nullable } from './table';

/** 长者模式 follows the person from one phone to the next. */
export class LargeType1795000000080 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('accounts', columnFor(runner, flag('large_type', nullable)));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('accounts', 'large_type');
  }
}
