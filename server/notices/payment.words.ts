import type { Activity } from '../activities';
import type { RefundReason } from '../payments';
import type { Words } from './words';

type Named = Pick<Activity, 'title'>;

/** @returns e.g. `20 元`, `19.90 元` */
export const yuanText = (fen: number): string => `${fen % 100 === 0 ? fen / 100 : (fen / 100).toFixed(2)} 元`;

/** @param until until when it can be paid */
export const depositAsked = (activity: Named, fen: number, until: string): Words => ({
  title: '请支付押金',
  body: `「${activity.title}」的名额已为您保留。请在${until}之前，到“我的报名”支付押金 ${yuanText(fen)}，过时名额会让给下一位。\n押金全额退回：参加活动、取消报名或活动取消后都会退，不收任何费用。`,
});

const WHY: Record<RefundReason, string> = {
  ATTENDED: '您参加了活动，感谢您的服务。',
  CANCELLED: '您的报名已取消。',
  ACTIVITY_CANCELLED: '活动没有举行。',
  EXCUSED: '您的请假已被接受。',
  ENDED: '活动已经结束。',
};

export const depositReturned = (activity: Named, fen: number, reason: RefundReason): Words => ({
  title: '押金已退回',
  body: `「${activity.title}」的押金 ${yuanText(fen)} 已全额原路退回。${WHY[reason]}\n到账时间以微信支付的通知为准。`,
});

export const depositStuck = (activity: Named, fen: number): Words => ({
  title: '押金暂时没能退回',
  body: `「${activity.title}」的押金 ${yuanText(fen)} 退款遇到问题，平台正在处理，不需要您做什么。退回后会再通知您。`,
});
