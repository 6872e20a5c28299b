import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, id, instant, int, longText, nullable, ref, text } from './table';

/** Notices, their deliveries, and consents to subscribe messages. */
export class Notices1795000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'notices',
      [
        id(),
        ref('organization_id', nullable),
        ref('author_id', nullable),
        ref('activity_id', nullable),
        text('audience', 16),
        text('title', 80),
        longText('body'),
        instant('published_at'),
        int('audience_count'),
        ref('expanded_up_to', nullable),
        instant('expanded_at', nullable),
      ],
      { indices: { ix_notices_organization: ['organization_id'] } },
    );
    await createTable(
      runner,
      'notice_deliveries',
      [
        id(),
        ref('notice_id'),
        ref('volunteer_id'),
        text('channel', 12),
        text('state', 12),
        text('reason', 64, nullable),
        text('msg_id', 32, nullable),
        int('attempts'),
        instant('due_at'),
        instant('uncertain_since', nullable),
        instant('changed_at'),
      ],
      {
        uniques: { uq_notice_deliveries_once: ['notice_id', 'volunteer_id', 'channel'] },
        indices: {
          ix_notice_deliveries_inbox: ['volunteer_id', 'channel', 'state'],
          ix_notice_deliveries_due: ['state', 'due_at'],
          ix_notice_deliveries_message: ['msg_id'],
        },
      },
    );
    await createTable(
      runner,
      'subscription_credits',
      [id(), ref('account_id'), text('template_id', 64), int('credits')],
      { uniques: { uq_subscription_credits: ['account_id', 'template_id'] } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'notices', 'notice_deliveries', 'subscription_credits');
  }
}
