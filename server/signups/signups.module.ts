import type { ActivityService, PostService } from '../activities';
import type { MembershipService } from '../memberships';
import type { Tx } from '../platform/database';
import { GroupCommit } from '../platform/group-commit';
import type { Parts } from '../platform/parts';
import type { VolunteerService } from '../volunteers';
import { absenceRoutes } from './absence.routes';
import { AbsenceService } from './absence.service';
import { attendToDepartures } from './departures';
import type { SignUp } from './signup.entity';
import { signUpRoutes } from './signup.routes';
import { SignUpService } from './signup.service';
import { SignUpWriter } from './signup.writer';
import { type Application, signUpTogether } from './signup-batch';
import { signUpDecisionRoutes } from './signup-decision.routes';
import { SignUpDecisionService } from './signup-decision.service';
import { WaitingList } from './waiting-list';

export interface SignUpsNeeds {
  volunteers: VolunteerService;
  memberships: MembershipService;
  activities: ActivityService;
  posts: PostService;
}

/** Makes the module's services and hangs its routes, handlers and schedules. */
export function signUpsModule(
  parts: Parts,
  needs: SignUpsNeeds,
): { signUps: SignUpService; absences: AbsenceService } {
  const { api, audit, clock, config, database, jobs, relay } = parts;
  const { volunteers, memberships, activities, posts } = needs;
  const { policy } = config;
  const writer = new SignUpWriter(posts, clock);
  const waitingList = new WaitingList(writer, policy, clock);
  const applications = new GroupCommit<Application, SignUp>((batch) =>
    database.transaction((tx) => signUpTogether(tx, batch, { writer, posts, policy, clock })),
  );
  const signUps = new SignUpService(applications, writer, waitingList, activities, posts, volunteers, clock);
  const absences = new AbsenceService(writer, activities, clock);
  const decisions = new SignUpDecisionService(writer, waitingList, activities, posts, audit, policy, clock);
  signUpRoutes(api, { database, activities, posts, signUps, waitingList });
  absenceRoutes(api, { database, absences });
  signUpDecisionRoutes(api, { database, volunteers, memberships, activities, posts, audit, decisions });
  attendToDepartures(parts, { volunteers, activities, signUps });

  const endWithActivity = async (
    tx: Tx,
    { activityId, together }: { activityId: string; together?: true },
  ) => {
    if (!together) await signUps.cancelForActivity(tx, activityId);
  };
  const endTogether = (tx: Tx, { activityIds }: { activityIds: string[] }) =>
    signUps.cancelTogether(tx, activityIds);
  relay.on('activity.cancelled', 'signups.end', endWithActivity);
  relay.on('activity.taken-down', 'signups.end', endWithActivity);
  relay.on('signups.partly-cancelled', 'signups.end', endWithActivity);
  relay.on('activities.cancelled', 'signups.end', endTogether);
  relay.on('signups.partly-cancelled-together', 'signups.end', endTogether);

  const offerFree = (tx: Tx, { activityId, postId }: { activityId: string; postId: string }) =>
    waitingList.offerFree(tx, activityId, postId);
  relay.on('activity.places-changed', 'signups.offer', offerFree);
  relay.on('signups.partly-offered', 'signups.offer', offerFree);

  jobs.schedule('signups.pass-on-offers', '* * * * *', async () => {
    for (const activityId of await waitingList.listDue(database)) {
      while (await database.transaction((tx) => waitingList.expireDue(tx, activityId)));
    }
  });
  return { signUps, absences };
}
