import { In, LessThanOrEqual } from 'typeorm';
import type { Policy } from '../../config/policy';
import type { ActivityService } from '../activities';
import type { Actor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import { type Clock, DAY, MINUTE } from '../platform/clock';
import { lockRow, type Reader, type Tx } from '../platform/database';
import { conflict, ensure, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import { SignUp, type SignUpService } from '../signups';
import type { PayRefund, PayTransaction } from '../wechat';
import { Payment, type PaymentState } from './payment.entity';
import {
  idOfOutTradeNo,
  OUTCOMES,
  outRefundNo,
  outTradeNo,
  payBy,
  refundReason,
  returnBy,
  TRANSITIONS,
} from './payment.rules';

const CHUNK = 200;
const REFUND_LOOK_MS = 10 * MINUTE;

const signUpNotFound = missing('signup_not_found', '没有找到这次报名，请在“我的报名”里查看。');
const noDeposit = conflict('no_deposit_due', '这次报名现在不需要支付押金，请在“我的报名”里查看。');
const paymentNotFound = missing('payment_not_found', '没有找到这笔押金，请刷新后再试。');
const changed = conflict('payment_state_changed', '这笔押金的状态已经变化，请刷新后再看。');

interface Needs {
  activities: ActivityService;
  signUps: SignUpService;
  audit: Audit;
  policy: Policy;
  clock: Clock;
}

/** All that is written about deposits. Knows what WeChat Pay said only from its callers, who asked it before. */
export class PaymentService {
  constructor(private readonly needs: Needs) {}

  /**
   * Asks for the deposit of a confirmed sign-up; asked twice it is the same payment.
   *
   * @returns null when none is due: not confirmed, no deposit, or too close to the start
   */
  async ask(tx: Tx, signUpId: string): Promise<Payment | null> {
    const { activities, policy, clock } = this.needs;
    const signUp = await lockRow(tx, SignUp, signUpId);
    const known = await tx.manager.findOneBy(Payment, { signUpId });
    if (known) return known;
    if (signUp?.state !== 'CONFIRMED') return null;
    const { activityId, volunteerId } = signUp;
    const activity = await activities.findActivity(tx, activityId);
    const now = clock.now();
    const until = activity.depositFen && payBy(now, activity, policy.depositMinutes);
    if (!until) return null;
    const payment: Payment = {
      id: newId(),
      ...{ signUpId, activityId, volunteerId },
      amountFen: activity.depositFen!,
      state: 'CREATED',
      payBy: until,
      transactionId: null,
      paidAt: null,
      refundReason: null,
      refundAttempt: 1,
      failure: null,
      refundedAt: null,
      wakeAt: until,
      createdAt: now,
    };
    await tx.manager.insert(Payment, payment);
    tx.emit('payment.asked', { paymentId: payment.id });
    return payment;
  }

  /** @returns what the actor may pay now. @throws Fault conflict `no_deposit_due` */
  async askOwn(tx: Tx, actor: Actor, signUpId: string): Promise<Payment> {
    const payment = await this.ask(tx, signUpId);
    ensure(!payment || payment.volunteerId === actor.volunteerId, signUpNotFound);
    const signUp = await tx.manager.findOneBy(SignUp, { id: signUpId });
    ensure(signUp?.volunteerId === actor.volunteerId, signUpNotFound);
    ensure(payment?.state === 'CREATED' && signUp.state === 'CONFIRMED', noDeposit);
    return payment;
  }

  /** @throws Fault missing `payment_not_found`, also when it is another's */
  async findOwn({ manager }: Reader, actor: Actor, signUpId: string): Promise<Payment> {
    const payment = await manager.findOneBy(Payment, { signUpId });
    ensure(payment && payment.volunteerId === actor.volunteerId, paymentNotFound);
    return payment;
  }

  async find({ manager }: Reader, id: string): Promise<Payment | null> {
    return manager.findOneBy(Payment, { id });
  }

  /** @returns of those sign-ups that have one */
  async listOfSignUps({ manager }: Reader, signUpIds: readonly string[]): Promise<Payment[]> {
    return manager.findBy(Payment, { signUpId: In([...signUpIds]) });
  }

  /** @returns ids of those that are to be looked at by now, the most patient first */
  async listDue({ manager }: Reader): Promise<string[]> {
    const due = await manager.find(Payment, {
      where: { wakeAt: LessThanOrEqual(this.needs.clock.now()) },
      select: { id: true },
      order: { wakeAt: 'ASC' },
      take: CHUNK,
    });
    return due.map(({ id }) => id);
  }

  /** Whether the sign-up still waits for its deposit. */
  async isWanted({ manager }: Reader, { signUpId, payBy }: Payment): Promise<boolean> {
    if (payBy <= this.needs.clock.now()) return false;
    return manager.existsBy(SignUp, { id: signUpId, state: 'CONFIRMED' });
  }

  /**
   * The money arrived, as WeChat Pay says. Said again it changes nothing.
   *
   * @throws Error when it is not the amount that was asked for: nothing is believed then
   */
  async notePaid(tx: Tx, transaction: PayTransaction): Promise<void> {
    const payment = await this.find(tx, idOfOutTradeNo(transaction.outTradeNo));
    if (!payment) throw new Error('paid for an order that nobody made');
    if (transaction.amountFen !== payment.amountFen)
      throw new Error('another amount was paid than asked for');
    const paidAt = transaction.paidAt ?? this.needs.clock.now();
    const { transactionId } = transaction;
    if (await this.move(tx, payment.id, 'PAID', { paidAt, transactionId, wakeAt: this.needs.clock.now() }))
      tx.emit('payment.paid', { paymentId: payment.id });
  }

  /**
   * Nobody can pay it any more, and nobody did: the place is passed on unless it was given up already. Looked at once
   * more after its time, should somebody have been about to pay.
   *
   * @throws Fault conflict `payment_state_changed` when it was paid meanwhile
   */
  async lapse(tx: Tx, payment: Payment): Promise<void> {
    const { id, signUpId, activityId, volunteerId } = payment;
    const early = payment.payBy > this.needs.clock.now();
    const wakeAt = early ? payment.payBy : null;
    ensure(await this.move(tx, id, 'CLOSED', { wakeAt }), changed);
    await this.needs.signUps.cancelUnpaid(tx, { id: signUpId, activityId, volunteerId });
  }

  /** Begins to return a paid one when there is a reason to, else looks again in a day. @returns as it is now */
  async startRefund(tx: Tx, payment: Payment): Promise<Payment> {
    const { activities, policy, clock } = this.needs;
    const now = clock.now();
    const signUp = await tx.manager.findOneByOrFail(SignUp, { id: payment.signUpId });
    const activity = await activities.findActivity(tx, payment.activityId);
    const reason = refundReason(signUp, activity, now, policy.depositReturnDays);
    const last = returnBy(activity, policy.depositReturnDays);
    const changes = reason
      ? ({ state: 'REFUNDING', refundReason: reason, wakeAt: now } as const)
      : { wakeAt: new Date(Math.min(now.getTime() + DAY, last.getTime())) };
    const { affected } = await tx.manager.update(Payment, { id: payment.id, state: 'PAID' }, changes);
    return affected === 1 ? { ...payment, ...changes } : (await this.find(tx, payment.id))!;
  }

  /**
   * What WeChat Pay says of a refund. Said again it changes nothing.
   *
   * @throws Error when it is not the refund that was asked for
   */
  async noteRefund(tx: Tx, refund: PayRefund): Promise<void> {
    const payment = await this.find(tx, idOfOutTradeNo(refund.outTradeNo));
    if (!payment || outTradeNo(payment) !== refund.outTradeNo)
      throw new Error('a refund of an order that nobody made');
    // An earlier attempt that was closed is of no interest any more.
    if (outRefundNo(payment) !== refund.outRefundNo) return;
    if (refund.refundFen !== payment.amountFen) throw new Error('another amount was refunded than asked for');
    const outcome = OUTCOMES[refund.state];
    if (outcome) await this.settle(tx, payment.id, outcome);
    else await this.look(tx, payment.id, new Date(this.needs.clock.now().getTime() + REFUND_LOOK_MS));
  }

  /** @param failure WeChat Pay's code: it does not take the refund, and will not by itself */
  async noteRefusal(tx: Tx, id: string, failure: string): Promise<void> {
    await this.settle(tx, id, { state: 'ABNORMAL', failure: failure.slice(0, 40) });
  }

  private async settle(
    tx: Tx,
    id: string,
    { state, failure }: { state: PaymentState; failure: string | null },
  ) {
    const refundedAt = state === 'REFUNDED' ? this.needs.clock.now() : null;
    if (!(await this.move(tx, id, state, { failure, refundedAt, wakeAt: null }))) return;
    tx.emit(state === 'REFUNDED' ? 'payment.refunded' : 'payment.abnormal', { paymentId: id });
  }

  /** Looks at it again later, null for never; one that is ended or waits for the platform is left alone. */
  async look({ manager }: Reader, id: string, wakeAt: Date | null): Promise<void> {
    await manager.update(Payment, { id, state: In(['CREATED', 'PAID', 'REFUNDING', 'CLOSED']) }, { wakeAt });
  }

  /** The platform saw to what kept the money from being returned. A refund that was closed begins anew. */
  async retry(tx: Tx, actor: Actor, id: string): Promise<void> {
    const payment = await this.find(tx, id);
    ensure(payment, paymentNotFound);
    const { failure, refundAttempt } = payment;
    const attempt = refundAttempt + Number(failure === 'REFUND_CLOSED');
    const changes = { failure: null, refundAttempt: attempt, wakeAt: this.needs.clock.now() };
    ensure(await this.move(tx, id, 'REFUNDING', changes, ['ABNORMAL']), changed);
    await this.needs.audit.record(tx, actor, 'payment.refund-retried', id, { failure });
    tx.emit('payment.stirred', { paymentId: id });
  }

  /** Something happened to the sign-up: whoever works payments off is to look at its payment, if it has one. */
  async stir(tx: Tx, signUpId: string): Promise<void> {
    const payment = await tx.manager.findOne(Payment, { where: { signUpId }, select: { id: true } });
    if (payment) tx.emit('payment.stirred', { paymentId: payment.id });
  }

  /** @returns whether it was in a state that `to` may follow */
  private async move(
    { manager }: Tx,
    id: string,
    to: PaymentState,
    changes: Partial<Payment>,
    from = TRANSITIONS[to],
  ): Promise<boolean> {
    const { affected } = await manager.update(
      Payment,
      { id, state: In([...from]) },
      { ...changes, state: to },
    );
    return affected === 1;
  }
}
