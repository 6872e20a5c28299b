import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnFor, nullable, ref } from './table';

/** The notice of a decision on what was entered afterwards opens the entry. */
export class PastActivitiesOfNotices1795000000097 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('notices', columnFor(runner, ref('past_activity_id', nullable)));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('notices', 'past_activity_id');
  }
}
