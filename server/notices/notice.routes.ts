import type { MembershipService } from '../memberships';
import type { Database } from '../platform/database';
import { type Api, Id, mapPage, PageQuery, pageOf, readPage } from '../platform/http';
import type { ContentGuard } from '../recaps';
import { countAudience } from './audiences';
import type { InboxService } from './inbox.service';
import { NoticeForm, ParticipantNoticeForm } from './notice.dto';
import { Notice } from './notice.entity';
import type { NoticeService } from './notice.service';
import { AudienceView, NoticeReport, NoticeView, noticeReport, noticeView } from './notice.view';
import type { RepeatedNotices } from './repeated-notices';

class OrganizationParams {
  @Id() organizationId: string;
}

class ActivityParams {
  @Id() activityId: string;
}

class NoticeParams {
  @Id() noticeId: string;
}

export interface NoticeRoutesNeeds {
  database: Database;
  notices: NoticeService;
  inbox: InboxService;
  memberships: MembershipService;
  guard: ContentGuard;
  repeated: RepeatedNotices;
}

/** What organizations tell their followers and who takes part in an activity, and what became of it. */
export function noticeRoutes(api: Api, needs: NoticeRoutesNeeds): void {
  const { database, notices, inbox, memberships, guard, repeated } = needs;

  api.organizer.post(
    '/organizations/:organizationId/notices',
    {
      summary: '向关注者发布通知',
      params: OrganizationParams,
      body: NoticeForm,
      returns: NoticeView,
      status: 201,
    },
    async ({ actor, params: { organizationId }, body }) => {
      await notices.requirePublisher(database, actor, organizationId, body);
      const verdict = await guard.judge(actor, body.body, body.title);
      return repeated.refusing(organizationId, body, async () =>
        noticeView(
          await database.transaction((tx) => notices.publish(tx, actor, organizationId, body, verdict)),
        ),
      );
    },
  );

  api.organizer.get(
    '/organizations/:organizationId/notices',
    { summary: '组织发布的通知', params: OrganizationParams, query: PageQuery, returns: pageOf(NoticeView) },
    async ({ actor, params: { organizationId }, query }) => {
      await memberships.requireAdmin(database, actor, organizationId);
      const published = database.manager
        .createQueryBuilder(Notice, 'notice')
        .where('notice.organizationId = :organizationId', { organizationId });
      return mapPage(await readPage(published, 'notice', query), noticeView);
    },
  );

  api.organizer.get(
    '/organizations/:organizationId/notice-audience',
    { summary: '通知会送到多少人', params: OrganizationParams, returns: AudienceView },
    async ({ actor, params: { organizationId } }) => {
      await memberships.requireAdmin(database, actor, organizationId);
      return countAudience(database, { organizationId });
    },
  );

  api.organizer.post(
    '/activities/:activityId/notices',
    {
      summary: '向活动的参加者发布通知',
      params: ActivityParams,
      body: ParticipantNoticeForm,
      returns: NoticeView,
      status: 201,
    },
    async ({ actor, params: { activityId }, body }) => {
      await notices.requireMessenger(database, actor, activityId);
      const verdict = await guard.judge(actor, body.body, body.title);
      return repeated.refusing(activityId, body, async () =>
        noticeView(
          await database.transaction((tx) =>
            notices.publishToParticipants(tx, actor, activityId, body, verdict),
          ),
        ),
      );
    },
  );

  api.organizer.get(
    '/activities/:activityId/notice-audience',
    { summary: '给参加者的通知会送到多少人', params: ActivityParams, returns: AudienceView },
    async ({ actor, params: { activityId } }) => {
      await notices.requireMessenger(database, actor, activityId);
      return countAudience(database, { activityId });
    },
  );

  api.organizer.get(
    '/notices/:noticeId',
    { summary: '通知的送达情况', params: NoticeParams, returns: NoticeReport },
    async ({ actor, params: { noticeId } }) => {
      const notice = await notices.findOwn(database, actor, noticeId);
      return noticeReport(notice, await inbox.report(database, noticeId));
    },
  );
}
