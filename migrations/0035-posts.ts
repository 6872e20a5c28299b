import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';
import { columnFor, createTable, dropTables, flag, id, instant, int, nullable, ref, text } from './table';

const acknowledgement = (mayWait: boolean) =>
  new TableColumn(instant('risk_acknowledged_at', mayWait ? nullable : {}));

/** In SQL, which both engines share: TypeORM writes what MariaDB calls the default of a nullable column back as text. */
async function rename(runner: QueryRunner, from: string, to: string): Promise<void> {
  await runner.query(`ALTER TABLE signups RENAME COLUMN ${from} TO ${to}`);
  // What the runner remembers of the table is read anew.
  await runner.getTable('signups');
}

/** Posts of activities, and sign-ups in full: applications, waiting lists, offers and invitations. */
export class Posts1795000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'activity_posts',
      [
        id(),
        ref('activity_id'),
        int('position'),
        text('title', 30),
        text('requirement', 200, nullable),
        int('places'),
        int('taken_places'),
        int('waiting'),
        int('last_queue_number'),
        int('min_age', nullable),
        int('max_age', nullable),
        flag('members_only'),
      ],
      { indices: { ix_activity_posts_activity: ['activity_id', 'position'] } },
    );
    // What is there becomes one post for everybody, with the id of its activity.
    await runner.query(
      `INSERT INTO activity_posts
         (id, activity_id, position, title, places, taken_places, waiting, last_queue_number, members_only)
       SELECT id, id, 0, '志愿者', places, taken_places, 0, 0, 0 FROM activities`,
    );
    await runner.addColumns('activities', [
      columnFor(runner, text('sign_up_mode', 12, { default: "'FIRST_COME'" })),
      columnFor(runner, flag('waitlist', { default: '1' })),
      columnFor(runner, flag('invited_only', { default: '0' })),
      columnFor(runner, int('waiting', { default: '0' })),
    ]);
    await runner.addColumns('signups', [
      columnFor(runner, ref('post_id', { default: "''" })),
      columnFor(runner, text('origin', 8, { default: "'SELF'" })),
      columnFor(runner, int('queue_number', nullable)),
      columnFor(runner, instant('offer_expires_at', nullable)),
    ]);
    await runner.query('UPDATE signups SET post_id = activity_id');
    await runner.changeColumn('signups', 'risk_acknowledged_at', acknowledgement(true));
    await runner.createIndices('signups', [
      new TableIndex({ name: 'ix_signups_queue', columnNames: ['post_id', 'state', 'queue_number'] }),
      new TableIndex({ name: 'ix_signups_offers', columnNames: ['state', 'offer_expires_at'] }),
    ]);
    await rename(runner, 'cancel_reason', 'state_reason');
    await rename(runner, 'cancelled_at', 'ended_at');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('signups', 'ix_signups_offers');
    await runner.dropIndex('signups', 'ix_signups_queue');
    await runner.query('DELETE FROM signups WHERE risk_acknowledged_at IS NULL');
    await runner.changeColumn('signups', 'risk_acknowledged_at', acknowledgement(false));
    await runner.dropColumns('signups', ['offer_expires_at', 'queue_number', 'origin', 'post_id']);
    await runner.dropColumns('activities', ['waiting', 'invited_only', 'waitlist', 'sign_up_mode']);
    await rename(runner, 'ended_at', 'cancelled_at');
    await rename(runner, 'state_reason', 'cancel_reason');
    await dropTables(runner, 'activity_posts');
  }
}
