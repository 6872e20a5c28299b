import type { ActivityService } from '../activities';
import type { Tx } from '../platform/database';
import type { Parts } from '../platform/parts';
import type { VolunteerService } from '../volunteers';
import { attendToDepartures } from './departures';
import { GroupCommit } from './group-commit';
import type { SignUp } from './signup.entity';
import { signUpRoutes } from './signup.routes';
import { SignUpService } from './signup.service';
import { SignUpWriter } from './signup.writer';
import { type Application, signUpTogether } from './signup-batch';

export interface SignUpsNeeds {
  volunteers: VolunteerService;
  activities: ActivityService;
}

/** Makes the module's services and hangs its routes and handlers. */
export function signUpsModule(parts: Parts, needs: SignUpsNeeds): { signUps: SignUpService } {
  const { api, clock, database, relay } = parts;
  const { volunteers, activities } = needs;
  const writer = new SignUpWriter(activities, clock);
  const applications = new GroupCommit<Application, SignUp>((batch) =>
    database.transaction((tx) => signUpTogether(tx, batch, { writer, clock })),
  );
  const signUps = new SignUpService(applications, writer, activities, volunteers, clock);
  attendToDepartures(parts, { volunteers, activities, signUps });
  signUpRoutes(api, { database, volunteers, activities, signUps });

  const endWithActivity = (tx: Tx, { activityId }: { activityId: string }) =>
    signUps.cancelForActivity(tx, activityId);
  relay.on('activity.cancelled', 'signups.end', endWithActivity);
  relay.on('activity.taken-down', 'signups.end', endWithActivity);
  relay.on('signups.partly-cancelled', 'signups.end', endWithActivity);
  return { signUps };
}
