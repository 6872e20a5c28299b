import type { ActivityService } from '../activities';
import { followMergers, type OrganizationService, type RightsService } from '../organizations';
import { Id } from '../platform/http';
import type { Parts } from '../platform/parts';
import type { AbsenceService } from '../signups';
import { CloseOutCorrectionForm, CloseOutForm } from './close-out.dto';
import { CloseOut } from './close-out.entity';
import { CloseOutService } from './close-out.service';
import { AbsencesNotedView, CloseOutView, closeOutView, OutcomeView, outcomeView } from './close-out.view';

class ActivityParams {
  @Id() activityId: string;
}

export interface CloseOutsNeeds {
  activities: ActivityService;
  absences: AbsenceService;
  organizations: OrganizationService;
  rights: RightsService;
}

/** Makes the module's service and hangs its routes, handlers and schedule. */
export function closeOutsModule(parts: Parts, needs: CloseOutsNeeds): void {
  const { api, audit, clock, config, database, jobs, relay } = parts;
  const closeOuts = new CloseOutService({ ...needs, audit, policy: config.policy, clock });

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
      database.transaction((tx) => closeOuts.close(tx, actor, params.activityId, body)),
  );

  api.organizer.put(
    '/activities/:activityId/close-out',
    { summary: '更正结项的数字', params: ActivityParams, body: CloseOutCorrectionForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => closeOuts.correct(tx, actor, params.activityId, body)),
  );

  api.unit.get(
    '/activities/:activityId/close-out',
    { summary: '辖区内活动的结项', params: ActivityParams, returns: CloseOutView },
    async ({ actor, params }) =>
      closeOutView(await closeOuts.findInScope(database, actor, params.activityId)),
  );

  api.public.get(
    '/activities/:activityId/outcome',
    { summary: '活动的成果（结项后）', params: ActivityParams, returns: OutcomeView },
    async ({ params }) => outcomeView(await closeOuts.findPublic(database, params.activityId)),
  );

  followMergers(relay, 'close-outs.follow', [CloseOut]);

  jobs.schedule('close-outs.remind', '7 * * * *', () =>
    database.transaction(async (tx) => void (await closeOuts.remindDue(tx))),
  );
}
