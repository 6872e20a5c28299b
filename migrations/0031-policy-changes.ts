import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, id, instant, int, ref, text } from './table';

/** Limits that were changed while the product runs. */
export class PolicyChanges1795000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'policy_changes',
      [id(), text('name', 40), int('value'), text('reason', 200), ref('changed_by'), instant('at')],
      { indices: { ix_policy_changes_name: ['name'] } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'policy_changes');
  }
}
