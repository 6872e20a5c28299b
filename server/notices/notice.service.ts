import { IsNull } from 'typeorm';
import type { ActivityService } from '../activities';
import { Following, type MembershipService } from '../memberships';
import type { OrganizationService } from '../organizations';
import type { Actor, RegisteredActor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import type { Clock } from '../platform/clock';
import { changeExactlyOne, type Reader, type Tx } from '../platform/database';
import { conflict, ensure, invalid, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import type { TextVerdict } from '../recaps';
import { Account } from '../volunteers';
import type { Addressing } from './addressing';
import type { NoticeForm } from './notice.dto';
import { Notice } from './notice.entity';
import type { Channel } from './notice-delivery.entity';

/** Followers addressed in one transaction. */
const CHUNK = 500;

/** What the platform tells persons about something that concerns them. */
export interface Telling {
  /** volunteer ids, each once */
  recipients: readonly string[];
  title: string;
  body: string;
  activityId?: string;
  /** besides the inbox */
  channels?: readonly Channel[];
}

export interface Audience {
  /** who follow the organization: each gets it in the inbox */
  followers: number;
  /** of these, who follow the official account too */
  inWechat: number;
}

interface Needs {
  organizations: OrganizationService;
  memberships: MembershipService;
  activities: ActivityService;
  addressing: Addressing;
  audit: Audit;
  clock: Clock;
}

/** Notices: organizations tell their followers, the platform tells persons (the channel ladder of the gateway's facts). */
export class NoticeService {
  constructor(private readonly needs: Needs) {}

  /** @throws Fault forbidden `not_organization_admin`; of an organization that is not active; for a foreign activity */
  async requirePublisher(
    reader: Reader,
    actor: Actor,
    organizationId: string,
    form: NoticeForm,
  ): Promise<void> {
    const { memberships, organizations, activities } = this.needs;
    await memberships.requireAdmin(reader, actor, organizationId);
    await organizations.requireActive(reader, organizationId);
    if (!form.activityId) return;
    const activity = await activities.findActivity(reader, form.activityId);
    ensure(
      activity.organizationId === organizationId,
      invalid('foreign_activity', '通知只能关联本组织的活动，请重新选择活动。'),
    );
  }

  /** Publishes to everybody who follows the organization. @param verdict of the content check, which came before */
  async publish(
    tx: Tx,
    actor: RegisteredActor,
    organizationId: string,
    form: NoticeForm,
    verdict: TextVerdict,
  ): Promise<Notice> {
    await this.requirePublisher(tx, actor, organizationId, form);
    requireSound(verdict);
    const notice = this.compose({
      ...form,
      organizationId,
      authorId: actor.volunteerId,
      audience: 'FOLLOWERS',
    });
    await tx.manager.insert(Notice, notice);
    tx.emit('notice.published', { noticeId: notice.id });
    await this.needs.audit.record(tx, actor, 'notice.published', notice.id, { organizationId, verdict });
    return notice;
  }

  /** Writes into inboxes what happened to what concerns these persons, and queues further messages. */
  async tell(tx: Tx, { recipients, channels = [], title, body, activityId }: Telling): Promise<void> {
    if (recipients.length === 0) return;
    const notice: Notice = {
      ...this.compose({ title, body, activityId, audience: 'PERSONS' }),
      audienceCount: recipients.length,
      expandedAt: this.needs.clock.now(),
    };
    await tx.manager.insert(Notice, notice);
    if (await this.needs.addressing.address(tx, notice, recipients, channels)) {
      tx.emit('notice.queued', { noticeId: notice.id });
    }
  }

  /**
   * Addresses the next followers of a published notice. The cursor moves in the same transaction, on the condition that
   * nobody else moved it: an interrupted or doubled expansion goes on where it was and reaches nobody twice.
   *
   * @returns whether there are more
   */
  async addressNext(tx: Tx, noticeId: string): Promise<boolean> {
    const notice = await this.findNotice(tx, noticeId);
    if (notice.expandedAt || !notice.organizationId) return false;
    const { memberships, addressing, clock } = this.needs;
    const followers = await memberships.followersAfter(tx, notice.organizationId, notice.expandedUpTo, CHUNK);
    const last = followers.at(-1);
    const done = followers.length < CHUNK;
    const { expandedUpTo } = notice;
    await changeExactlyOne(
      tx,
      Notice,
      { id: noticeId, audienceCount: notice.audienceCount, expandedAt: IsNull() },
      {
        expandedUpTo: last ?? expandedUpTo,
        audienceCount: notice.audienceCount + followers.length,
        expandedAt: done ? clock.now() : null,
      },
      conflict('already_addressed', '这批关注者已经通知过了。'),
    );
    if (await addressing.address(tx, notice, followers, ['TEMPLATE'])) tx.emit('notice.queued', { noticeId });
    return !done;
  }

  /** Whom a notice would reach if it were published now, for the one who writes it. */
  async countAudience(reader: Reader, organizationId: string): Promise<Audience> {
    const row = await reader.manager
      .createQueryBuilder(Following, 'following')
      .leftJoin(
        Account,
        'account',
        'account.volunteerId = following.volunteerId AND account.following = :yes AND account.officialOpenid IS NOT NULL',
        { yes: true },
      )
      .select('COUNT(DISTINCT following.volunteerId)', 'followers')
      .addSelect('COUNT(DISTINCT account.volunteerId)', 'inWechat')
      .where('following.organizationId = :organizationId', { organizationId })
      .getRawOne<Record<keyof Audience, string | number>>();
    return { followers: Number(row?.followers ?? 0), inWechat: Number(row?.inWechat ?? 0) };
  }

  /** @throws Fault missing `notice_not_found` */
  async findNotice(reader: Reader, id: string): Promise<Notice> {
    const notice = await reader.manager.findOneBy(Notice, { id });
    ensure(notice, missing('notice_not_found', '没有找到这条通知。'));
    return notice;
  }

  /** Of an organization that the actor administers. */
  async findOwn(reader: Reader, actor: Actor, id: string): Promise<Notice> {
    const notice = await this.findNotice(reader, id);
    ensure(notice.organizationId, missing('notice_not_found', '没有找到这条通知。'));
    await this.needs.memberships.requireAdmin(reader, actor, notice.organizationId);
    return notice;
  }

  private compose(content: Pick<Notice, 'title' | 'body' | 'audience'> & Partial<Notice>): Notice {
    return {
      id: newId(),
      organizationId: content.organizationId ?? null,
      authorId: content.authorId ?? null,
      activityId: content.activityId ?? null,
      audience: content.audience,
      title: content.title,
      body: content.body,
      publishedAt: this.needs.clock.now(),
      audienceCount: 0,
      expandedUpTo: null,
      expandedAt: null,
    };
  }
}

/** Nobody looks at a notice before thousands get it: what WeChat did not let pass is not published. */
function requireSound(verdict: TextVerdict): void {
  ensure(
    verdict !== 'review',
    invalid('content_doubtful', '微信认为有些文字可能不合规，请换一种说法再发布。'),
  );
  ensure(
    verdict === 'pass',
    conflict('content_unchecked', '微信暂时无法检查文字内容，请在手机上打开一次小程序，再回来发布。'),
  );
}
