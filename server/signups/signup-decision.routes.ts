import type { ActivityService, PostService } from '../activities';
import type { MembershipService } from '../memberships';
import type { Audit } from '../platform/audit';
import { shanghaiDay } from '../platform/clock';
import type { Database } from '../platform/database';
import { type Api, FileAnswer, Id, mapPage, pageOf, readPage } from '../platform/http';
import { SHEET_TYPE } from '../platform/sheets';
import type { VolunteerService } from '../volunteers';
import { DecisionsDueView, decisionsDue } from './decisions-due';
import {
  ActivitySignUpFilter,
  ActivitySignUpQuery,
  DecisionsDueQuery,
  InvitationForm,
  SignUpDecisionForm,
} from './signup.dto';
import { signUpsOfActivity } from './signup.lists';
import {
  DecisionOutcomesView,
  decisionOutcomeView,
  ManagedSignUpView,
  managedSignUpView,
  SignUpView,
  signUpView,
} from './signup.view';
import type { SignUpDecisionService } from './signup-decision.service';
import { signUpSheet } from './signup-sheet';

class ActivityParams {
  @Id() activityId: string;
}

export interface SignUpDecisionRoutesNeeds {
  database: Database;
  volunteers: VolunteerService;
  memberships: MembershipService;
  activities: ActivityService;
  posts: PostService;
  audit: Audit;
  decisions: SignUpDecisionService;
}

/** What organizers see and decide about the sign-ups of their activity. */
export function signUpDecisionRoutes(api: Api, needs: SignUpDecisionRoutesNeeds): void {
  const { database, volunteers, memberships, activities, audit, decisions } = needs;

  api.organizer.get(
    '/signups-to-decide',
    { summary: '等我决定的报名和未到场说明', query: DecisionsDueQuery, returns: DecisionsDueView },
    async ({ actor: { volunteerId: leadId }, query, now }) => {
      const organizationIds = await memberships.adminOrganizationIds(database, leadId);
      return decisionsDue(database, { organizationIds, leadId }, now, query.organizationId);
    },
  );

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
      const those = signUpsOfActivity(database, params.activityId, query);
      // Who waits reads in the order of the queue; it is not the one in which they applied where the organizer decides.
      const by = query.state === 'WAITLISTED' ? 'queueNumber' : undefined;
      const page = await readPage(those, 'signUp', query, { ...(by ? { by } : {}), direction: 'ASC' });
      const ids = page.items.map(({ volunteerId }) => volunteerId);
      const people = await volunteers.findVolunteers(database, ids);
      return mapPage(page, (signUp) => {
        const volunteer = people.get(signUp.volunteerId)!;
        return managedSignUpView(signUp, volunteer, volunteers.plainIdentity(volunteer));
      });
    },
  );

  api.organizer.get(
    '/activities/:activityId/signup-sheet',
    {
      summary: '导出报名名单（电子表格）',
      params: ActivityParams,
      query: ActivitySignUpFilter,
      returns: FileAnswer,
    },
    async ({ actor, params: { activityId }, query, now }) => {
      const activity = await activities.findActivity(database, activityId);
      await activities.requireOrganizer(database, actor, activity);
      const { organizationId, title } = activity;
      await database.transaction((tx) =>
        audit.record(tx, actor, 'signups.exported', activityId, { organizationId, filter: { ...query } }),
      );
      return {
        content: signUpSheet(needs, activityId, query),
        type: SHEET_TYPE,
        name: `${title}报名名单${shanghaiDay(now)}.xlsx`,
      };
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
