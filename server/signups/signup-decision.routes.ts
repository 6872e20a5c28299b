import type { ActivityService } from '../activities';
import type { Database } from '../platform/database';
import { type Api, Id, mapPage, pageOf, readPage } from '../platform/http';
import type { VolunteerService } from '../volunteers';
import { ActivitySignUpQuery, InvitationForm, SignUpDecisionForm } from './signup.dto';
import { signUpList } from './signup.lists';
import {
  DecisionOutcomesView,
  decisionOutcomeView,
  ManagedSignUpView,
  managedSignUpView,
  SignUpView,
  signUpView,
} from './signup.view';
import type { SignUpDecisionService } from './signup-decision.service';

class ActivityParams {
  @Id() activityId: string;
}

export interface SignUpDecisionRoutesNeeds {
  database: Database;
  volunteers: VolunteerService;
  activities: ActivityService;
  decisions: SignUpDecisionService;
}

/** What organizers see and decide about the sign-ups of their activity. */
export function signUpDecisionRoutes(api: Api, needs: SignUpDecisionRoutesNeeds): void {
  const { database, volunteers, activities, decisions } = needs;

  api.organizer.get(
    '/activities/:activityId/signups',
    {
      summary: '报名名单',
      params: ActivityParams,
      query: ActivitySignUpQuery,
      returns: pageOf(ManagedSignUpView),
    },
    async ({ actor, params, query }) => {
      const activity = await activities.findActivity(database, params.activityId);
      await activities.requireOrganizer(database, actor, activity);
      const those = signUpList(database, query).andWhere('signUp.activityId = :activityId', params);
      if (query.postId) those.andWhere('signUp.postId = :postId', { postId: query.postId });
      const page = await readPage(those, 'signUp', query, { direction: 'ASC' });
      const ids = page.items.map(({ volunteerId }) => volunteerId);
      const people = await volunteers.findVolunteers(database, ids);
      return mapPage(page, (signUp) => {
        const volunteer = people.get(signUp.volunteerId)!;
        return managedSignUpView(signUp, volunteer, volunteers.plainIdentity(volunteer));
      });
    },
  );

  api.organizer.post(
    '/activities/:activityId/signup-decisions',
    {
      summary: '审核报名',
      params: ActivityParams,
      body: SignUpDecisionForm,
      returns: DecisionOutcomesView,
    },
    async ({ actor, params, body }) => {
      const outcomes = await database.transaction((tx) =>
        decisions.decide(tx, actor, params.activityId, body),
      );
      return { items: outcomes.map(decisionOutcomeView) };
    },
  );

  api.organizer.post(
    '/activities/:activityId/invitations',
    {
      summary: '邀请志愿者',
      params: ActivityParams,
      body: InvitationForm,
      returns: SignUpView,
      status: 201,
    },
    async ({ actor, params, body }) => {
      const { id } = await volunteers.findByNumber(database, body.volunteerNumber);
      return signUpView(
        await database.transaction((tx) => decisions.invite(tx, actor, params.activityId, id, body)),
      );
    },
  );
}
