import { IsNull, MoreThan } from 'typeorm';
import type { Policy } from '../../config/config';
import { Activity, type ActivityService } from '../activities';
import type { MembershipService } from '../memberships';
import type { OrganizationService } from '../organizations';
import type { Actor, RegisteredActor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import { type Clock, DAY } from '../platform/clock';
import { changeExactlyOne, lockRow, type Reader, type Tx } from '../platform/database';
import { conflict, ensure, invalid, limited, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import type { TextVerdict } from '../recaps';
import type { Addressing } from './addressing';
import { audienceAfter, countAudience } from './audiences';
import type { NoticeForm, ParticipantNoticeForm } from './notice.dto';
import { Notice } from './notice.entity';
import type { Channel } from './notice-delivery.entity';

/** People addressed in one transaction. */
const CHUNK = 500;

/** What the platform tells persons about something that concerns them. */
export interface Telling {
  /** volunteer ids, each once */
  recipients: readonly string[];
  title: string;
  body: string;
  activityId?: string;
  /** of what was entered afterwards, for those who may open it */
  pastActivityId?: string;
  /** besides the inbox */
  channels?: readonly Channel[];
}

interface Needs {
  organizations: OrganizationService;
  memberships: MembershipService;
  activities: ActivityService;
  addressing: Addressing;
  audit: Audit;
  policy: Policy;
  clock: Clock;
}

/** Notices: organizations tell their followers and who takes part in an activity, the platform tells persons. */
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
    return this.issue(tx, actor, { ...form, organizationId, audience: 'FOLLOWERS' }, verdict);
  }

  /** An admin, or the activity's lead, of an organization that is active. @throws Fault forbidden `not_organizer` */
  async requireMessenger(reader: Reader, actor: Actor, activityId: string): Promise<void> {
    const { activities, organizations } = this.needs;
    const activity = await activities.findActivity(reader, activityId);
    await activities.requireOrganizer(reader, actor, activity);
    await organizations.requireActive(reader, activity.organizationId);
  }

  /**
   * Publishes to everybody who takes part in an activity, so many times a day.
   *
   * @param verdict of the content check, which came before
   * @throws Fault limited `too_many_notices`, conflict `no_participants`
   */
  async publishToParticipants(
    tx: Tx,
    actor: RegisteredActor,
    activityId: string,
    form: ParticipantNoticeForm,
    verdict: TextVerdict,
  ): Promise<Notice> {
    const activity = await lockRow(tx, Activity, activityId);
    await this.requireMessenger(tx, actor, activityId);
    const { organizationId } = activity!;
    const { policy, clock } = this.needs;
    const published = await tx.manager.countBy(Notice, {
      organizationId,
      activityId,
      audience: 'PARTICIPANTS',
      publishedAt: MoreThan(new Date(clock.now().getTime() - DAY)),
    });
    ensure(
      published < policy.activityNoticesPerDay,
      limited(
        'too_many_notices',
        `同一个活动 24 小时内最多通知 ${policy.activityNoticesPerDay} 次，请把要说的合在一条里，稍后再发。`,
      ),
    );
    const { people } = await countAudience(tx, { activityId });
    ensure(people > 0, conflict('no_participants', '还没有报名成功的志愿者，有人报名后再发。'));
    return this.issue(tx, actor, { ...form, organizationId, activityId, audience: 'PARTICIPANTS' }, verdict);
  }

  private async issue(
    tx: Tx,
    actor: RegisteredActor,
    content: Parameters<NoticeService['compose']>[0],
    verdict: TextVerdict,
  ): Promise<Notice> {
    requireSound(verdict);
    const notice = this.compose({ ...content, authorId: actor.volunteerId });
    const { organizationId, activityId, audience } = notice;
    await tx.manager.insert(Notice, notice);
    tx.emit('notice.published', { noticeId: notice.id });
    const detail = { organizationId, activityId, audience, verdict };
    await this.needs.audit.record(tx, actor, 'notice.published', notice.id, detail);
    return notice;
  }

  /** Writes into inboxes what happened to what concerns these persons, and queues further messages. */
  async tell(tx: Tx, { recipients, channels = [], ...told }: Telling): Promise<void> {
    if (recipients.length === 0) return;
    const notice: Notice = {
      ...this.compose({ ...told, audience: 'PERSONS' }),
      audienceCount: recipients.length,
      expandedAt: this.needs.clock.now(),
    };
    await tx.manager.insert(Notice, notice);
    if (await this.needs.addressing.address(tx, notice, recipients, channels)) {
      tx.emit('notice.queued', { noticeId: notice.id });
    }
  }

  /**
   * Addresses the next ones of a published notice's audience. The cursor moves in the same transaction, on the condition that
   * nobody else moved it: an interrupted or doubled expansion goes on where it was and reaches nobody twice.
   *
   * @returns whether there are more
   */
  async addressNext(tx: Tx, noticeId: string): Promise<boolean> {
    const notice = await this.findNotice(tx, noticeId);
    if (notice.expandedAt || !notice.organizationId) return false;
    const { addressing, clock } = this.needs;
    const { organizationId, activityId, expandedUpTo } = notice;
    const of = notice.audience === 'PARTICIPANTS' && activityId ? { activityId } : { organizationId };
    const people = await audienceAfter(tx, of, expandedUpTo, CHUNK);
    const done = people.length < CHUNK;
    await changeExactlyOne(
      tx,
      Notice,
      { id: noticeId, audienceCount: notice.audienceCount, expandedAt: IsNull() },
      {
        expandedUpTo: people.at(-1) ?? expandedUpTo,
        audienceCount: notice.audienceCount + people.length,
        expandedAt: done ? clock.now() : null,
      },
      conflict('already_addressed', '这批人已经通知过了。'),
    );
    if (await addressing.address(tx, notice, people, ['TEMPLATE'])) tx.emit('notice.queued', { noticeId });
    return !done;
  }

  /** @throws Fault missing `notice_not_found` */
  async findNotice(reader: Reader, id: string): Promise<Notice> {
    const notice = await reader.manager.findOneBy(Notice, { id });
    ensure(notice, missing('notice_not_found', '没有找到这条通知。'));
    return notice;
  }

  /** Of an organization that the actor administers, or of an activity that the actor leads to its participants. */
  async findOwn(reader: Reader, actor: Actor, id: string): Promise<Notice> {
    const notice = await this.findNotice(reader, id);
    ensure(notice.organizationId, missing('notice_not_found', '没有找到这条通知。'));
    const { activities, memberships } = this.needs;
    if (notice.audience === 'PARTICIPANTS' && notice.activityId)
      await activities.requireOrganizer(
        reader,
        actor,
        await activities.findActivity(reader, notice.activityId),
      );
    else await memberships.requireAdmin(reader, actor, notice.organizationId);
    return notice;
  }

  private compose(content: Pick<Notice, 'title' | 'body' | 'audience'> & Partial<Notice>): Notice {
    return {
      id: newId(),
      organizationId: content.organizationId ?? null,
      authorId: content.authorId ?? null,
      activityId: content.activityId ?? null,
      pastActivityId: content.pastActivityId ?? null,
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
