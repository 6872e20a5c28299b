import type { ActivityService } from '../activities';
import { followMergers } from '../organizations';
import { Id } from '../platform/http';
import type { Parts } from '../platform/parts';
import type { AbsenceService } from '../signups';
import { CloseOut } from './close-out.entity';
import { CloseOutService } from './close-out.service';
import { AbsencesNotedView, CloseOutForm, CloseOutView, closeOutView } from './close-out.view';

class ActivityParams {
  @Id() activityId: string;
}

export interface CloseOutsNeeds {
  activities: ActivityService;
  absences: AbsenceService;
}

/** Makes the module's service and hangs its routes, handlers and schedule. */
export function closeOutsModule(parts: Parts, { activities, absences }: CloseOutsNeeds): void {
  const { api, clock, config, database, jobs, relay } = parts;
  const closeOuts = new CloseOutService({ activities, absences, policy: config.policy, clock });

  api.organizer.get(
    '/activities/:activityId/close-out',
    { summary: '结项：数字和未了结的事项', params: ActivityParams, returns: CloseOutView },
    async ({ actor, params }) => closeOutView(await closeOuts.find(database, actor, params.activityId)),
  );

  api.organizer.post(
    '/activities/:activityId/absences',
    {
      summary: '把没有签到的报名者登记为未到场（每次最多 200 人）',
      params: ActivityParams,
      returns: AbsencesNotedView,
    },
    ({ actor, params }) => database.transaction((tx) => closeOuts.noteAbsences(tx, actor, params.activityId)),
  );

  api.organizer.post(
    '/activities/:activityId/closing',
    { summary: '结项', params: ActivityParams, body: CloseOutForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => closeOuts.close(tx, actor, params.activityId, body.peopleServed)),
  );

  followMergers(relay, 'close-outs.follow', [CloseOut]);

  jobs.schedule('close-outs.remind', '7 * * * *', () =>
    database.transaction(async (tx) => void (await closeOuts.remindDue(tx))),
  );
}
