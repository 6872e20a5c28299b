import type { Policy } from '../../config/policy';
import type { ActivityService } from '../activities';
import type { Clock } from '../platform/clock';
import type { Database } from '../platform/database';
import { conflict, ensure } from '../platform/fault';
import { type Api, Id, mapPage, PageQuery, pageOf, readPage, Shaped } from '../platform/http';
import { Account, type VolunteerService } from '../volunteers';
import type { WechatPay } from '../wechat';
import { Payment } from './payment.entity';
import { outTradeNo, SHORTEST_ORDER_MS } from './payment.rules';
import type { PaymentService } from './payment.service';
import {
  AbnormalDepositView,
  AbnormalPaymentView,
  abnormalDepositView,
  abnormalPaymentView,
  DepositsView,
  DepositTermsView,
  DepositView,
  depositView,
  PaymentParamsView,
} from './payment.view';
import type { Settlement } from './settlement';

class SignUpParams {
  @Id() signUpId: string;
}

class ActivityParams {
  @Id() activityId: string;
}

class PaymentParams {
  @Id() paymentId: string;
}

class DepositListQuery {
  /** ids of sign-ups separated by commas, at most 50 */
  @Shaped(/^[0-9A-HJKMNP-TV-Z]{26}(,[0-9A-HJKMNP-TV-Z]{26}){0,49}$/, '以逗号分隔的报名编号，最多 50 个')
  signUpIds: string;
}

export interface PaymentRoutesNeeds {
  database: Database;
  clock: Clock;
  policy: Policy;
  activities: ActivityService;
  volunteers: VolunteerService;
  payments: PaymentService;
  /** undefined where no merchant is named */
  merchant: { pay: WechatPay; settlement: Settlement } | undefined;
}

/** Paying a deposit and seeing what became of it. */
export function paymentRoutes(api: Api, needs: PaymentRoutesNeeds): void {
  const { database, clock, policy, activities, payments, merchant } = needs;

  const shown = async (found: readonly Payment[]): Promise<DepositView[]> => {
    const ids = found.map(({ activityId }) => activityId);
    const of = await activities.findActivities(database, ids);
    return found.map((payment) =>
      depositView(payment, of.get(payment.activityId)!, policy.depositReturnDays),
    );
  };
  const named = async ({ signUpIds }: DepositListQuery) =>
    payments.listOfSignUps(database, signUpIds.split(','));

  api.public.get('/deposit-terms', { summary: '押金规则', returns: DepositTermsView }, async () => ({
    available: merchant !== undefined,
    maxFen: policy.maxDepositFen,
    payMinutes: policy.depositMinutes,
    returnDays: policy.depositReturnDays,
  }));

  api.volunteer.get(
    '/deposits',
    { summary: '我的押金', query: DepositListQuery, returns: DepositsView },
    async ({ actor, query }) => {
      const own = (await named(query)).filter(({ volunteerId }) => volunteerId === actor.volunteerId);
      return { items: await shown(own) };
    },
  );

  api.volunteer.post(
    '/signups/:signUpId/deposit/payment',
    { summary: '支付押金', params: SignUpParams, returns: PaymentParamsView },
    async ({ actor, params }) => {
      ensure(merchant, unavailable);
      const payment = await database.transaction((tx) => payments.askOwn(tx, actor, params.signUpId));
      const leftMs = payment.payBy.getTime() - clock.now().getTime();
      ensure(leftMs >= SHORTEST_ORDER_MS, tooLate);
      const { title } = await activities.findActivity(database, payment.activityId);
      const account = await database.manager.findOneBy(Account, { id: actor.accountId });
      ensure(account?.miniProgramOpenid, onlyInMiniProgram);
      return merchant.pay.prepay({
        outTradeNo: outTradeNo(payment),
        description: `可退押金：${title}`,
        amountFen: payment.amountFen,
        openid: account.miniProgramOpenid,
        payUntil: payment.payBy,
      });
    },
  );

  api.volunteer.post(
    '/signups/:signUpId/deposit/check',
    { summary: '向微信支付查询押金', params: SignUpParams, returns: DepositView },
    async ({ actor, params }) => {
      ensure(merchant, unavailable);
      const { id } = await payments.findOwn(database, actor, params.signUpId);
      await merchant.settlement.settle(id);
      const [view] = await shown([await payments.findOwn(database, actor, params.signUpId)]);
      return view!;
    },
  );

  api.organizer.get(
    '/activities/:activityId/deposits',
    { summary: '报名者的押金', params: ActivityParams, query: DepositListQuery, returns: DepositsView },
    async ({ actor, params, query }) => {
      const activity = await activities.findActivity(database, params.activityId);
      await activities.requireOrganizer(database, actor, activity);
      const found = await named(query);
      return { items: await shown(found.filter(({ activityId }) => activityId === activity.id)) };
    },
  );

  api.organizer.get(
    '/activities/:activityId/abnormal-deposits',
    {
      summary: '活动里没能退回的押金',
      params: ActivityParams,
      query: PageQuery,
      returns: pageOf(AbnormalDepositView),
    },
    async ({ actor, params, query }) => {
      const activity = await activities.findActivity(database, params.activityId);
      await activities.requireOrganizer(database, actor, activity);
      const own = abnormal(database).andWhere('payment.activityId = :id', { id: activity.id });
      const page = await readPage(own, 'payment', query);
      const ids = page.items.map(({ volunteerId }) => volunteerId);
      const people = await needs.volunteers.findVolunteers(database, ids);
      return mapPage(page, (payment) => abnormalDepositView(payment, people.get(payment.volunteerId)));
    },
  );

  platformRoutes(api, needs);
}

const abnormal = ({ manager }: Database) =>
  manager.createQueryBuilder(Payment, 'payment').where('payment.state = :state', { state: 'ABNORMAL' });

/** What the platform has to see to: money that could not be returned. */
function platformRoutes(api: Api, { database, activities, volunteers, payments }: PaymentRoutesNeeds): void {
  api.platform.get(
    '/abnormal-payments',
    { summary: '没能退回的押金', query: PageQuery, returns: pageOf(AbnormalPaymentView) },
    async ({ query }) => {
      const page = await readPage(abnormal(database), 'payment', query);
      const of = await activities.findActivities(
        database,
        page.items.map(({ activityId }) => activityId),
      );
      const people = await volunteers.findVolunteers(
        database,
        page.items.map(({ volunteerId }) => volunteerId),
      );
      return mapPage(page, (payment) =>
        abnormalPaymentView(payment, of.get(payment.activityId), people.get(payment.volunteerId)),
      );
    },
  );

  api.platform.post(
    '/payments/:paymentId/refund',
    { summary: '再次退回押金', params: PaymentParams },
    ({ actor, params }) => database.transaction((tx) => payments.retry(tx, actor, params.paymentId)),
  );
}

const unavailable = conflict('deposit_unavailable', '平台还没有开通微信支付，现在不能支付押金。');
const tooLate = conflict(
  'deposit_time_over',
  '支付时间已经到了，名额会让给下一位。还想参加可以重新报名或候补。',
);
const onlyInMiniProgram = conflict('mini_program_only', '请在微信小程序里支付押金。');
