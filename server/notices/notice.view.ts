import type { Organization } from '../organizations';
import { Flag, Instant, ListOf, Nullable, OneOf, Output, OutputNumber } from '../platform/http';
import type { DeliveryCount } from './inbox.service';
import { AUDIENCES, type Notice } from './notice.entity';
import { CHANNELS, type NoticeDelivery } from './notice-delivery.entity';

export class InboxItem {
  @Output() id: string;
  @Output() title: string;
  @Output() body: string;
  /** null when the platform itself tells */
  @Nullable() @Output() organizationName: string | null;
  @Nullable() @Output() activityId: string | null;
  /** of what the reader entered afterwards */
  @Nullable() @Output() pastActivityId: string | null;
  @Flag() read: boolean;
  @Instant() publishedAt: Date;
}

export class UnreadView {
  @OutputNumber() unread: number;
}

export class AudienceView {
  @OutputNumber('who get it in the inbox') people: number;
  @OutputNumber('of these, who also follow the official account') inWechat: number;
}

export class NoticeView {
  @Output() id: string;
  /** FOLLOWERS of the organization, PARTICIPANTS of the activity */
  @OneOf(AUDIENCES) audience: string;
  @Output() title: string;
  @Output() body: string;
  @Nullable() @Output() activityId: string | null;
  @Instant() publishedAt: Date;
  @OutputNumber('persons addressed so far') audienceCount: number;
  @Flag() addressing: boolean;
}

export class DeliveryCountView {
  @OneOf(CHANNELS) channel: string;
  @Output() state: string;
  /** our word or WeChat's errcode, for what was not delivered */
  @Nullable() @Output() reason: string | null;
  @OutputNumber() count: number;
}

export class NoticeReport extends NoticeView {
  @ListOf(() => DeliveryCountView, 100) deliveries: DeliveryCountView[];
}

export const inboxItem = (
  delivery: NoticeDelivery,
  notice: Notice,
  organization: Organization | undefined,
): InboxItem => ({
  id: delivery.id,
  title: notice.title,
  body: notice.body,
  organizationName: organization?.name ?? null,
  activityId: notice.activityId,
  pastActivityId: notice.pastActivityId,
  read: delivery.state === 'READ',
  publishedAt: notice.publishedAt,
});

export const noticeView = (notice: Notice): NoticeView => ({
  id: notice.id,
  audience: notice.audience,
  title: notice.title,
  body: notice.body,
  activityId: notice.activityId,
  publishedAt: notice.publishedAt,
  audienceCount: notice.audienceCount,
  addressing: notice.expandedAt === null,
});

export const noticeReport = (notice: Notice, deliveries: DeliveryCount[]): NoticeReport => ({
  ...noticeView(notice),
  deliveries,
});
