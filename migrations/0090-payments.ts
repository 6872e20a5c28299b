import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnFor, createTable, dropTables, id, instant, int, nullable, ref, text } from './table';

/** Refundable attendance deposits. */
export class Payments1795000000090 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('activities', columnFor(runner, int('deposit_fen', nullable)));
    await createTable(
      runner,
      'payments',
      [
        id(),
        ref('sign_up_id'),
        ref('activity_id'),
        ref('volunteer_id'),
        int('amount_fen'),
        text('state', 10),
        instant('pay_by'),
        text('transaction_id', 40, nullable),
        instant('paid_at', nullable),
        text('refund_reason', 20, nullable),
        int('refund_attempt', { default: 1 }),
        text('failure', 40, nullable),
        instant('refunded_at', nullable),
        instant('wake_at', nullable),
        instant('created_at'),
      ],
      {
        uniques: { uq_payments_sign_up: ['sign_up_id'] },
        indices: {
          ix_payments_wake: ['wake_at'],
          ix_payments_state: ['state'],
          ix_payments_volunteer: ['volunteer_id'],
        },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'payments');
    await runner.dropColumn('activities', 'deposit_fen');
  }
}
