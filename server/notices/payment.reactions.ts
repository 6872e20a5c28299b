import type { ActivityService } from '../activities';
import { Payment } from '../payments';
import { momentText } from '../platform/chinese-time';
import type { Tx } from '../platform/database';
import type { OutboxRelay } from '../platform/outbox';
import type { NoticeService } from './notice.service';
import type { Channel } from './notice-delivery.entity';
import * as words from './payment.words';
import type { Words } from './words';

const TELL = 'notices.tell';

interface Needs {
  relay: OutboxRelay;
  notices: NoticeService;
  activities: ActivityService;
}

/** Tells who is to pay a deposit, and what became of it. That they paid WeChat tells them itself. */
export function tellOfPayments({ relay, notices, activities }: Needs): void {
  const tell = async (
    tx: Tx,
    { paymentId }: { paymentId: string },
    say: (activity: { title: string }, payment: Payment) => Words,
    channels: readonly Channel[],
  ) => {
    const payment = await tx.manager.findOneByOrFail(Payment, { id: paymentId });
    const { activityId, volunteerId } = payment;
    const activity = await activities.findActivity(tx, activityId);
    const said = say(activity, payment);
    await notices.tell(tx, { recipients: [volunteerId], ...said, activityId, channels });
  };

  // Somebody has to act in time: by every channel there is.
  relay.on('payment.asked', TELL, (tx, happened) =>
    tell(
      tx,
      happened,
      (activity, { amountFen, payBy }) => words.depositAsked(activity, amountFen, momentText(payBy)),
      ['SUBSCRIBE', 'TEMPLATE'],
    ),
  );

  relay.on('payment.refunded', TELL, (tx, happened) =>
    tell(
      tx,
      happened,
      (activity, { amountFen, refundReason }) =>
        words.depositReturned(activity, amountFen, refundReason ?? 'ENDED'),
      [],
    ),
  );

  relay.on('payment.abnormal', TELL, (tx, happened) =>
    tell(tx, happened, (activity, { amountFen }) => words.depositStuck(activity, amountFen), []),
  );
}
