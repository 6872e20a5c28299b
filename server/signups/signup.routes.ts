import type { ActivityService } from '../activities';
import type { Database } from '../platform/database';
import { type Api, Id, mapPage, pageOf, readPage } from '../platform/http';
import type { VolunteerService } from '../volunteers';
import { CancellationForm, SignUpForm, SignUpListQuery } from './signup.dto';
import { SignUp } from './signup.entity';
import type { SignUpService } from './signup.service';
import {
  EligibilityView,
  eligibilityView,
  ManagedSignUpView,
  MySignUpView,
  managedSignUpView,
  mySignUpView,
  SignUpView,
  signUpView,
} from './signup.view';

class ActivitySignUpParams {
  @Id() activityId: string;
}

class SignUpParams {
  @Id() signUpId: string;
}

export interface SignUpRoutesNeeds {
  database: Database;
  volunteers: VolunteerService;
  activities: ActivityService;
  signUps: SignUpService;
}

export function signUpRoutes(api: Api, needs: SignUpRoutesNeeds): void {
  const { database, volunteers, activities, signUps } = needs;
  const listing = ({ state }: SignUpListQuery) => {
    const query = database.manager.createQueryBuilder(SignUp, 'signUp').where('1 = 1');
    return state ? query.andWhere('signUp.state = :state', { state }) : query;
  };

  api.volunteer.get(
    '/activities/:activityId/eligibility',
    { summary: '我能不能报名', params: ActivitySignUpParams, returns: EligibilityView },
    async ({ actor, params }) => {
      const { reasons, signUp } = await signUps.eligibility(database, actor, params.activityId);
      return eligibilityView(reasons, signUp);
    },
  );

  api.volunteer.post(
    '/activities/:activityId/signups',
    { summary: '报名', params: ActivitySignUpParams, body: SignUpForm, returns: SignUpView, status: 201 },
    async ({ actor, params, body }) => signUpView(await signUps.signUp(actor, params.activityId, body)),
  );

  api.volunteer.post(
    '/signups/:signUpId/cancellation',
    { summary: '取消报名', params: SignUpParams, body: CancellationForm, returns: SignUpView },
    async ({ actor, params, body }) =>
      signUpView(await database.transaction((tx) => signUps.cancel(tx, actor, params.signUpId, body.reason))),
  );

  api.volunteer.get(
    '/signups',
    { summary: '我的报名', query: SignUpListQuery, returns: pageOf(MySignUpView) },
    async ({ actor, query }) => {
      const own = listing(query).andWhere('signUp.volunteerId = :volunteerId', {
        volunteerId: actor.volunteerId ?? '',
      });
      const page = await readPage(own, 'signUp', query);
      const ids = page.items.map(({ activityId }) => activityId);
      const found = await activities.findActivities(database, ids);
      return mapPage(page, (signUp) => mySignUpView(signUp, found.get(signUp.activityId)!));
    },
  );

  api.organizer.get(
    '/activities/:activityId/signups',
    {
      summary: '报名名单',
      params: ActivitySignUpParams,
      query: SignUpListQuery,
      returns: pageOf(ManagedSignUpView),
    },
    async ({ actor, params, query }) => {
      const activity = await activities.findActivity(database, params.activityId);
      await activities.requireOrganizer(database, actor, activity);
      const those = listing(query).andWhere('signUp.activityId = :activityId', params);
      const page = await readPage(those, 'signUp', query, { direction: 'ASC' });
      const ids = page.items.map(({ volunteerId }) => volunteerId);
      const people = await volunteers.findVolunteers(database, ids);
      return mapPage(page, (signUp) => {
        const volunteer = people.get(signUp.volunteerId)!;
        return managedSignUpView(signUp, volunteer, volunteers.plainIdentity(volunteer));
      });
    },
  );
}
