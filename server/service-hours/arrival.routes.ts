import type { Database } from '../platform/database';
import { type Api, Id, PageQuery, pageOf } from '../platform/http';
import { AbsenceAppealItem, type AbsenceAppeals } from './absence-appeals';
import type { AppealService } from './appeal.service';
import type { ArrivalService } from './arrival.service';
import { ArrivalView, arrivalView } from './arrival.view';
import { AppealDecisionForm, AppealForm, CheckInAppealDecisionForm } from './service-record.dto';

class ActivityParams {
  @Id() activityId: string;
}

class RecordParams {
  @Id() recordId: string;
}

class CheckInParams {
  @Id() checkInId: string;
}

class SignUpParams {
  @Id() signUpId: string;
}

class AppealParams {
  @Id() appealId: string;
}

export interface ArrivalRoutesNeeds {
  database: Database;
  arrivals: ArrivalService;
  appeals: AppealService;
  absences: AbsenceAppeals;
}

/** Why minutes have not arrived, and what a volunteer can do about it. */
export function arrivalRoutes(api: Api, { database, arrivals, appeals, absences }: ArrivalRoutesNeeds): void {
  api.volunteer.get(
    '/activities/:activityId/arrival',
    { summary: '为什么还没到账', params: ActivityParams, returns: ArrivalView },
    async ({ actor, params }) => arrivalView(await arrivals.find(database, actor, params.activityId)),
  );

  api.volunteer.post(
    '/activities/:activityId/reminders',
    { summary: '提醒对方处理（每个活动每天一次）', params: ActivityParams },
    ({ actor, params }) => database.transaction((tx) => arrivals.remind(tx, actor, params.activityId)),
  );

  api.volunteer.post(
    '/service-records/:recordId/appeals',
    { summary: '对自己的服务记录申诉', params: RecordParams, body: AppealForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => appeals.appealRecord(tx, actor, params.recordId, body.reason)),
  );

  api.volunteer.post(
    '/check-ins/:checkInId/appeals',
    { summary: '对没有计入的签到申诉', params: CheckInParams, body: AppealForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => appeals.appealCheckIn(tx, actor, params.checkInId, body.reason)),
  );

  api.volunteer.post(
    '/signups/:signUpId/appeals',
    { summary: '对没有被接受的未到场说明申诉', params: SignUpParams, body: AppealForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => appeals.appealAbsence(tx, actor, params.signUpId, body.reason)),
  );

  api.unit.get(
    '/absence-appeals',
    { summary: '待本级科协处理的未到场申诉', query: PageQuery, returns: pageOf(AbsenceAppealItem) },
    ({ actor, query }) => absences.forUnits(actor, query),
  );

  api.organizer.post(
    '/appeals/:appealId/decision',
    { summary: '处理没有签退的申诉', params: AppealParams, body: CheckInAppealDecisionForm },
    async ({ actor, params, body }) => {
      // Read before the transaction, whose first statement locks the volunteer.
      const appeal = await appeals.findAppeal(database, params.appealId);
      await database.transaction((tx) => appeals.decideCheckIn(tx, actor, appeal, body));
    },
  );

  api.unit.post(
    '/appeals/:appealId/decision',
    { summary: '处理对服务记录、未到场说明的申诉', params: AppealParams, body: AppealDecisionForm },
    async ({ actor, params, body }) => {
      const appeal = await appeals.findAppeal(database, params.appealId);
      await database.transaction((tx) => appeals.decideAtUnit(tx, actor, appeal, body));
    },
  );
}
