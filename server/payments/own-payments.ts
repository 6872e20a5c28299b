import type { ActivityService } from '../activities';
import { fullTimeText } from '../platform/chinese-time';
import type { Parts } from '../platform/parts';
import { Payment, type PaymentState } from './payment.entity';

const STATES: Record<PaymentState, string> = {
  CREATED: '待支付',
  PAID: '已支付',
  REFUNDING: '退款中',
  REFUNDED: '已退回',
  ABNORMAL: '退款异常，平台处理中',
  CLOSED: '未支付，已关闭',
};

/** What somebody paid and got back, in the copy of what is kept about them (R61). */
export function ownPayments({ ownData }: Pick<Parts, 'ownData'>, activities: ActivityService): void {
  ownData.section({
    title: '押金',
    columns: ['活动', '金额（元）', '状态', '支付时间', '退回时间'],
    rows: async (reader, volunteerId, take) => {
      const where = { volunteerId };
      const rows = await reader.manager.find(Payment, { where, order: { id: 'DESC' }, take });
      const found = await activities.findActivities(
        reader,
        rows.map(({ activityId }) => activityId),
      );
      return rows.map(({ activityId, amountFen, state, paidAt, refundedAt }) => [
        found.get(activityId)?.title ?? '',
        (amountFen / 100).toFixed(2),
        STATES[state],
        paidAt && fullTimeText(paidAt),
        refundedAt && fullTimeText(refundedAt),
      ]);
    },
  });
}
