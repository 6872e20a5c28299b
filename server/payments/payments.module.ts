import type { ActivityService } from '../activities';
import type { Parts } from '../platform/parts';
import type { SignUpService } from '../signups';
import type { VolunteerService } from '../volunteers';
import type { Wechat } from '../wechat';
import { ownPayments } from './own-payments';
import { paymentRoutes } from './payment.routes';
import { PaymentService } from './payment.service';
import { Settlement } from './settlement';

export interface PaymentsNeeds {
  wechat: Wechat;
  volunteers: VolunteerService;
  activities: ActivityService;
  signUps: SignUpService;
}

const SETTLE = 'payments.settle';

/**
 * Makes the module's services and hangs its routes, handlers, jobs and schedules. Without a merchant nobody is asked for
 * a deposit.
 */
export function paymentsModule(parts: Parts, needs: PaymentsNeeds): { payments: PaymentService } {
  const { api, audit, clock, config, database, jobs, logger, relay } = parts;
  const { activities, signUps, volunteers } = needs;
  const { policy } = config;
  const { pay } = needs.wechat;
  const payments = new PaymentService({ activities, signUps, audit, policy, clock });
  const merchant = pay && { pay, settlement: new Settlement({ database, pay, payments, clock, logger }) };
  paymentRoutes(api, { database, clock, policy, activities, volunteers, payments, merchant });
  ownPayments(parts, activities);
  if (!merchant) return { payments };

  merchant.pay.notifications.handle((notice) =>
    database.transaction((tx) =>
      notice.kind === 'transaction'
        ? payments.notePaid(tx, notice.transaction)
        : payments.noteRefund(tx, notice.refund),
    ),
  );

  relay.on('signup.deposit-due', 'payments.ask', async (tx, { signUpId }) => {
    await payments.ask(tx, signUpId);
  });
  for (const event of ['signup.cancelled', 'signup.attended', 'signup.excused'] as const)
    relay.on(event, 'payments.stir', (tx, { signUpId }) => payments.stir(tx, signUpId));
  for (const event of ['payment.stirred', 'payment.paid'] as const)
    relay.on(event, SETTLE, async (_tx, { paymentId }) => jobs.enqueue(SETTLE, paymentId));

  jobs.handle(SETTLE, (paymentId) => merchant.settlement.settle(paymentId), { concurrency: 4, attempts: 1 });
  jobs.schedule('payments.sweep', '*/20 * * * * *', async () => {
    for (const paymentId of await payments.listDue(database)) await jobs.enqueue(SETTLE, paymentId);
  });
  return { payments };
}
