import type { ActivityService } from '../activities';
import type { Database } from '../platform/database';
import { type Api, Id, PageQuery, pageOf, readPage } from '../platform/http';
import type { VolunteerService } from '../volunteers';
import { EntryForm, PresenceForm } from './attendance.dto';
import type { AttendanceService } from './attendance.service';
import {
  AttendanceListItem,
  attendanceListItem,
  CheckInCodeView,
  CheckInView,
  CheckOutView,
  CurrentCheckInView,
  checkInView,
  checkOutView,
} from './attendance.view';
import { CheckIn } from './check-in.entity';
import { ServiceRecordView, serviceRecordView } from './service-record.view';

class ActivityParams {
  @Id() activityId: string;
}

export interface AttendanceRoutesNeeds {
  database: Database;
  activities: ActivityService;
  volunteers: VolunteerService;
  attendance: AttendanceService;
}

export function attendanceRoutes(api: Api, needs: AttendanceRoutesNeeds): void {
  const { database, activities, volunteers, attendance } = needs;

  api.organizer.get(
    '/activities/:activityId/check-in-code',
    { summary: '出示签到码', params: ActivityParams, returns: CheckInCodeView },
    ({ actor, params }) => attendance.showCode(database, actor, params.activityId),
  );

  api.volunteer.get(
    '/activities/:activityId/check-in',
    { summary: '我在活动中的签到', params: ActivityParams, returns: CurrentCheckInView },
    async ({ actor, params }) => {
      const last = await attendance.findLast(database, params.activityId, actor.volunteerId ?? '');
      return { checkIn: last && checkInView(last) };
    },
  );

  api.volunteer.post(
    '/activities/:activityId/check-in',
    { summary: '签到', params: ActivityParams, body: PresenceForm, returns: CheckInView },
    async ({ actor, params, body }) =>
      checkInView(await database.transaction((tx) => attendance.checkIn(tx, actor, params.activityId, body))),
  );

  api.volunteer.post(
    '/activities/:activityId/check-out',
    { summary: '签退', params: ActivityParams, body: PresenceForm, returns: CheckOutView },
    async ({ actor, params, body }) =>
      checkOutView(
        await database.transaction((tx) => attendance.checkOut(tx, actor, params.activityId, body)),
      ),
  );

  api.organizer.get(
    '/activities/:activityId/attendance',
    {
      summary: '活动签到名单',
      params: ActivityParams,
      query: PageQuery,
      returns: pageOf(AttendanceListItem),
    },
    async ({ actor, params, query }) => {
      const activity = await activities.findActivity(database, params.activityId);
      await activities.requireOrganizer(database, actor, activity);
      const present = database.manager
        .createQueryBuilder(CheckIn, 'checkIn')
        .where('checkIn.activityId = :activityId', params);
      const page = await readPage(present, 'checkIn', query);
      const people = await volunteers.findVolunteers(
        database,
        page.items.map(({ volunteerId }) => volunteerId),
      );
      return {
        ...page,
        items: page.items.map((checkIn) => attendanceListItem(checkIn, people.get(checkIn.volunteerId)!)),
      };
    },
  );

  api.organizer.post(
    '/activities/:activityId/attendance',
    {
      summary: '登记时长',
      params: ActivityParams,
      body: EntryForm,
      returns: ServiceRecordView,
      status: 201,
    },
    async ({ actor, params, body }) => {
      const record = await database.transaction((tx) => attendance.enter(tx, actor, params.activityId, body));
      return serviceRecordView(record, await activities.findActivity(database, params.activityId));
    },
  );
}
