import type { World } from '../state/world';
import type { PayOrder, PayRefund } from './pay-book';

const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

/** What WeChat Pay itself tells the payer, whatever the merchant does. */
export function sendReceipt(world: World, order: PayOrder): void {
  tell(world, order, '付款成功（模拟）', [
    { label: '付款金额', value: yuan(order.totalFen) },
    { label: '商品', value: order.description },
  ]);
}

/** Once the money is back. */
export function sendRefundReceipt(world: World, { outTradeNo, status, refundFen, reason }: PayRefund): void {
  const order = world.pay.orders.get(outTradeNo);
  if (!order || status !== 'SUCCESS') return;
  tell(world, order, '退款到账（模拟）', [
    { label: '退款金额', value: yuan(refundFen) },
    { label: '商品', value: order.description },
    ...(reason ? [{ label: '说明', value: reason }] : []),
  ]);
}

function tell(
  world: World,
  order: PayOrder,
  title: string,
  fields: { label: string; value: string }[],
): void {
  const payer = world.people.findByOpenid(order.openid);
  payer?.serviceNotices.add({ at: world.clock.iso(), from: '微信支付', templateId: '', title, fields });
}
