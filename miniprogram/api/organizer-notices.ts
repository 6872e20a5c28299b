import { get, post, withQuery } from '../core/http';
import type { PageOf } from '../core/paged-list';
import { momentText } from '../core/time';

export type AudienceKind = 'FOLLOWERS' | 'PARTICIPANTS';

/** Who they are, as the organizer calls them. */
export const WHOM: Record<AudienceKind, string> = { FOLLOWERS: '关注者', PARTICIPANTS: '参加者' };

interface NoticeRow {
  id: string;
  audience: AudienceKind;
  title: string;
  body: string;
  activityId: string | null;
  publishedAt: string;
  audienceCount: number;
  addressing: boolean;
}

export interface PublishedNotice extends NoticeRow {
  when: string;
  /** who got it */
  whom: string;
}

type Channel = 'INBOX' | 'TEMPLATE' | 'SUBSCRIBE';
type DeliveryState = 'QUEUED' | 'SENDING' | 'SENT' | 'DELIVERED' | 'READ' | 'FAILED' | 'SUPPRESSED';

interface DeliveryCount {
  channel: Channel;
  state: DeliveryState;
  reason: string | null;
  count: number;
}

export interface ChannelReport {
  name: string;
  /** people it reached */
  reached: number;
  lines: { text: string; count: number }[];
}

export interface NoticeReport extends PublishedNotice {
  /** some are still on their way, or people are still being found */
  underWay: boolean;
  channels: ChannelReport[];
}

export async function listNotices(organizationId: string, cursor?: string): Promise<PageOf<PublishedNotice>> {
  const path = withQuery(`/api/organizer/organizations/${organizationId}/notices`, { cursor });
  const { items, next } = await get<PageOf<NoticeRow>>(path);
  return { items: items.map(notice), next };
}

const notice = (row: NoticeRow): PublishedNotice => ({
  ...row,
  when: momentText(row.publishedAt),
  whom: WHOM[row.audience],
});

export async function findNoticeReport(id: string): Promise<NoticeReport> {
  const row = await get<NoticeRow & { deliveries: DeliveryCount[] }>(`/api/organizer/notices/${id}`);
  const sending = row.deliveries.some(({ state }) => state === 'QUEUED' || state === 'SENDING');
  return { ...notice(row), underWay: row.addressing || sending, channels: channelReports(row.deliveries) };
}

export interface Audience {
  people: number;
  /** of these, who follow the official account too */
  inWechat: number;
}

/** Everybody who follows an organization, or everybody who has a place at an activity. */
export interface Addressee {
  kind: AudienceKind;
  /** of the organization or the activity */
  id: string;
}

const placeOf = ({ kind, id }: Addressee): string =>
  kind === 'PARTICIPANTS' ? `/api/organizer/activities/${id}` : `/api/organizer/organizations/${id}`;

/** @returns whom a notice would reach now. @throws Failure of who may not write to them */
export const findAudience = (to: Addressee): Promise<Audience> => get(`${placeOf(to)}/notice-audience`);

/** @param form with `activityId` to followers only: what it is about */
export const publishNotice = (
  to: Addressee,
  form: { title: string; body: string; activityId?: string },
): Promise<{ id: string }> => post(`${placeOf(to)}/notices`, form);

const CHANNELS: [Channel, string][] = [
  ['INBOX', '小程序消息'],
  ['TEMPLATE', '公众号模板消息'],
  ['SUBSCRIBE', '小程序订阅消息'],
];
const REACHED: DeliveryState[] = ['SENT', 'DELIVERED', 'READ'];
const STATES: Record<DeliveryState, string> = {
  QUEUED: '等待发送',
  SENDING: '正在发送',
  SENT: '已发出，等微信回执',
  DELIVERED: '已送达',
  READ: '已阅读',
  FAILED: '没有送达',
  SUPPRESSED: '没有发送',
};
/** What kept a message from somebody; WeChat's other codes are shown as they are, behind the sentence. */
const REASONS: Record<string, string> = {
  no_account: '对方还没有登录过小程序',
  not_following: '对方没有关注公众号',
  not_subscribed: '对方没有订阅',
  user_blocked: '对方拒收了公众号消息',
  system_failed: '微信投递失败',
  unconfirmed: '微信没有确认，为避免重复没有再发',
  network: '没有连上微信，稍后会再试',
  interrupted: '发送中断，稍后会再试',
  '43004': '对方已取消关注公众号',
  '43101': '对方拒绝了订阅消息',
  '45009': '今天的发送额度用完了，稍后会再试',
};

/** @returns the channels that were used, each with how many are where and why */
export function channelReports(deliveries: DeliveryCount[]): ChannelReport[] {
  return CHANNELS.map(([channel, name]) => {
    const own = deliveries.filter((delivery) => delivery.channel === channel);
    const reached = own.filter(({ state }) => REACHED.includes(state));
    return {
      name,
      reached: reached.reduce((sum, { count }) => sum + count, 0),
      lines: own.map(({ state, reason, count }) => ({ text: lineText(state, reason), count })),
    };
  }).filter(({ lines }) => lines.length > 0);
}

function lineText(state: DeliveryState, reason: string | null): string {
  if (!reason) return STATES[state];
  return `${STATES[state]}：${REASONS[reason] ?? `微信返回 ${reason}`}`;
}
