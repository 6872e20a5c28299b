import type { View } from '../../../api/client';

type Count = View<'DeliveryCountView'>;

const CHANNELS: Record<string, string> = {
  INBOX: '小程序站内消息',
  TEMPLATE: '公众号模板消息',
  SUBSCRIBE: '小程序订阅消息',
};

const STATES: Record<string, string> = {
  QUEUED: '等待发送',
  SENDING: '正在发送',
  SENT: '已发出',
  DELIVERED: '已送达',
  READ: '已读',
  FAILED: '没有送达',
  SUPPRESSED: '没有发送',
};

const REASONS: Record<string, string> = {
  no_account: '还没有登录过小程序',
  not_following: '没有关注公众号',
  not_subscribed: '没有订阅这类消息',
  unconfirmed: '微信没有确认',
  interrupted: '发送中断，会再试',
};

export const channelName = (channel: string): string => CHANNELS[channel] ?? channel;
export const deliveryStateName = (state: string): string => STATES[state] ?? state;

/** @returns why messages did not arrive; WeChat's own number when it is one */
export const reasonText = (reason: string | null): string =>
  reason === null ? '' : /^-?\d+$/.test(reason) ? `微信返回 ${reason}` : (REASONS[reason] ?? reason);

/** @returns of how many messages, how many arrived or were read */
export const arrived = (counts: readonly Count[]): { arrived: number; all: number } => ({
  arrived: counts
    .filter(({ state }) => state === 'DELIVERED' || state === 'READ')
    .reduce((sum, { count }) => sum + count, 0),
  all: counts.reduce((sum, { count }) => sum + count, 0),
});
