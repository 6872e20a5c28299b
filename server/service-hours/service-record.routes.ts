import type { Database } from '../platform/database';
import { ensure, forbidden } from '../platform/fault';
import { type Api, Id, PageQuery, pageOf } from '../platform/http';
import type { PublicityService } from './publicity.service';
import type { RecordLists } from './record-lists';
import type { ServiceHoursService } from './service-hours.service';
import { RecordReviewForm, ReportDecisionForm, ReportForm, UnitRecordQuery } from './service-record.dto';
import type { ServiceRecordService } from './service-record.service';
import { HoursView, hoursView, PublicityItem, RecordListItem } from './service-record.view';

class ActivityParams {
  @Id() activityId: string;
}

class RecordParams {
  @Id() recordId: string;
}

export interface ServiceRecordRoutesNeeds {
  database: Database;
  hours: ServiceHoursService;
  records: ServiceRecordService;
  publicity: PublicityService;
  lists: RecordLists;
  starHours: readonly number[];
}

export function serviceRecordRoutes(api: Api, needs: ServiceRecordRoutesNeeds): void {
  const { database, hours, records, publicity, lists } = needs;

  api.volunteer.get(
    '/hours',
    { summary: '我的服务时长', query: PageQuery, returns: HoursView },
    async ({ actor, query, now }) => {
      ensure(actor.volunteerId, forbidden('not_registered', '请先注册成为科技志愿者。'));
      const minutes = await hours.effectiveMinutes(database, actor.volunteerId);
      return hoursView(minutes, needs.starHours, await lists.ofVolunteer(actor.volunteerId, query), now);
    },
  );

  api.public.get(
    '/activities/:activityId/publicity',
    {
      summary: '活动时长公示',
      params: ActivityParams,
      query: PageQuery,
      returns: pageOf(PublicityItem),
    },
    ({ params, query }) => lists.inPublicity(params.activityId, query),
  );

  api.volunteer.post(
    '/service-records/:recordId/reports',
    { summary: '对公示的时长提出异议', params: RecordParams, body: ReportForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => publicity.report(tx, actor, params.recordId, body.reason)),
  );

  api.organizer.get(
    '/activities/:activityId/service-records',
    {
      summary: '活动的服务记录',
      params: ActivityParams,
      query: PageQuery,
      returns: pageOf(RecordListItem),
    },
    ({ actor, params, query }) => lists.ofActivity(actor, params.activityId, query),
  );

  api.organizer.post(
    '/service-records/:recordId/review',
    { summary: '审核登记的时长', params: RecordParams, body: RecordReviewForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => records.reviewAsAdmin(tx, actor, params.recordId, body)),
  );

  api.unit.get(
    '/service-records',
    { summary: '待本级科协处理的服务记录', query: UnitRecordQuery, returns: pageOf(RecordListItem) },
    ({ actor, query }) => lists.forUnits(actor, query),
  );

  api.unit.post(
    '/service-records/:recordId/review',
    { summary: '科协审核登记的时长', params: RecordParams, body: RecordReviewForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => records.reviewAsUnit(tx, actor, params.recordId, body)),
  );

  api.unit.post(
    '/service-records/:recordId/report-decision',
    { summary: '处理对时长的异议', params: RecordParams, body: ReportDecisionForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => publicity.decide(tx, actor, params.recordId, body)),
  );
}
