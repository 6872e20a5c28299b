import type { MembershipService } from '../memberships';
import type { RegisteredActor } from '../platform/actor';
import type { Database } from '../platform/database';
import { type Api, Id, mapPage, Optional, PageQuery, pageOf, readPage } from '../platform/http';
import type { VolunteerService } from '../volunteers';
import { PlanDraft } from './plan-draft.entity';
import type { PlanDraftService } from './plan-draft.service';
import {
  BeginningForm,
  CompletionForm,
  PlanSavingForm,
  SourcedBeginningForm,
  TemplateNameForm,
} from './planning.dto';
import {
  CompletedPlanView,
  PlanDraftCard,
  PlanDraftView,
  planDraftCard,
  planDraftView,
  TemplateView,
  templateView,
} from './planning.view';
import { ActivityTemplate } from './template.entity';
import type { PlanSource, TemplateService } from './template.service';

class PlanDraftParams {
  @Id() planDraftId: string;
}

class PlannedActivityParams {
  @Id() activityId: string;
}

class ActivityTemplateParams {
  @Id() templateId: string;
}

class PlanningOrganizationParams {
  @Id() organizationId: string;
}

class PlanDraftListQuery extends PageQuery {
  @Optional() @Id() organizationId?: string;
}

export interface PlanningRoutesNeeds {
  database: Database;
  volunteers: VolunteerService;
  memberships: MembershipService;
  drafts: PlanDraftService;
  templates: TemplateService;
}

/** Writing plans: drafts that any device goes on with, copies, templates. */
export function planningRoutes(api: Api, needs: PlanningRoutesNeeds): void {
  draftRoutes(api, needs);
  templateRoutes(api, needs);
}

function draftRoutes(api: Api, { database, volunteers, memberships, drafts }: PlanningRoutesNeeds): void {
  const view = async (draft: PlanDraft): Promise<PlanDraftView> => {
    const ids = [draft.updatedBy, draft.content.leadId].filter((id) => id != null);
    return planDraftView(draft, await volunteers.findVolunteers(database, ids));
  };

  api.organizer.get(
    '/plan-drafts',
    { summary: '没写完的活动', query: PlanDraftListQuery, returns: pageOf(PlanDraftCard) },
    async ({ actor, query: { organizationId, ...query } }) => {
      const administered = await memberships.adminOrganizationIds(database, actor.volunteerId);
      const own = administered.filter((id) => !organizationId || id === organizationId);
      if (own.length === 0) return { items: [], next: null };
      const rows = database.manager
        .createQueryBuilder(PlanDraft, 'draft')
        .where('draft.organizationId IN (:...own)', { own });
      const page = await readPage(rows, 'draft', query);
      const names = await volunteers.findVolunteers(
        database,
        page.items.map(({ updatedBy }) => updatedBy),
      );
      return mapPage(page, (draft) => planDraftCard(draft, names));
    },
  );

  api.organizer.post(
    '/organizations/:organizationId/plan-drafts',
    {
      summary: '开始写一个活动',
      params: PlanningOrganizationParams,
      body: BeginningForm,
      returns: PlanDraftView,
      status: 201,
    },
    async ({ actor, params, body }) =>
      view(await database.transaction((tx) => drafts.begin(tx, actor, params.organizationId, body))),
  );

  api.organizer.get(
    '/plan-drafts/:planDraftId',
    { summary: '接着写', params: PlanDraftParams, returns: PlanDraftView },
    async ({ actor, params }) => view(await drafts.requireOwn(database, actor, params.planDraftId)),
  );

  api.organizer.put(
    '/plan-drafts/:planDraftId',
    { summary: '保存正在写的内容', params: PlanDraftParams, body: PlanSavingForm, returns: PlanDraftView },
    async ({ actor, params, body }) =>
      view(await database.transaction((tx) => drafts.save(tx, actor, params.planDraftId, body))),
  );

  api.organizer.put(
    '/plan-drafts/:planDraftId/activity',
    {
      summary: '写完，存为活动',
      params: PlanDraftParams,
      body: CompletionForm,
      returns: CompletedPlanView,
    },
    async ({ actor, params, body }) => {
      const { id } = await database.transaction((tx) => drafts.complete(tx, actor, params.planDraftId, body));
      return { id };
    },
  );

  api.organizer.delete(
    '/plan-drafts/:planDraftId',
    { summary: '删除没写完的内容', params: PlanDraftParams },
    ({ actor, params }) => database.transaction((tx) => drafts.discard(tx, actor, params.planDraftId)),
  );
}

function templateRoutes(api: Api, needs: PlanningRoutesNeeds): void {
  const { database, memberships, drafts, templates } = needs;
  const begin = async (actor: RegisteredActor, { organizationId, content }: PlanSource, key: string) => {
    const { id } = await database.transaction((tx) =>
      drafts.begin(tx, actor, organizationId, { key, content }),
    );
    return { id };
  };

  api.organizer.post(
    '/activities/:activityId/copies',
    {
      summary: '复制活动',
      params: PlannedActivityParams,
      body: SourcedBeginningForm,
      returns: CompletedPlanView,
      status: 201,
    },
    async ({ actor, params, body }) =>
      begin(actor, await templates.sourceOfActivity(database, actor, params.activityId), body.key),
  );

  api.organizer.post(
    '/activities/:activityId/templates',
    {
      summary: '存为模板',
      params: PlannedActivityParams,
      body: TemplateNameForm,
      returns: TemplateView,
      status: 201,
    },
    async ({ actor, params, body: { name } }) => {
      const source = await templates.sourceOfActivity(database, actor, params.activityId);
      return templateView(await database.transaction((tx) => templates.keep(tx, actor, source, name)));
    },
  );

  api.organizer.get(
    '/organizations/:organizationId/activity-templates',
    {
      summary: '组织的活动模板',
      params: PlanningOrganizationParams,
      query: PageQuery,
      returns: pageOf(TemplateView),
    },
    async ({ actor, params: { organizationId }, query }) => {
      await memberships.requireAdmin(database, actor, organizationId);
      const rows = database.manager
        .createQueryBuilder(ActivityTemplate, 'template')
        .where('template.organizationId = :organizationId', { organizationId });
      return mapPage(await readPage(rows, 'template', query), templateView);
    },
  );

  api.organizer.put(
    '/activity-templates/:templateId',
    { summary: '给模板改名', params: ActivityTemplateParams, body: TemplateNameForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => templates.rename(tx, actor, params.templateId, body.name)),
  );

  api.organizer.delete(
    '/activity-templates/:templateId',
    { summary: '删除模板', params: ActivityTemplateParams },
    ({ actor, params }) => database.transaction((tx) => templates.remove(tx, actor, params.templateId)),
  );

  api.organizer.post(
    '/activity-templates/:templateId/plan-drafts',
    {
      summary: '用模板写一个活动',
      params: ActivityTemplateParams,
      body: SourcedBeginningForm,
      returns: CompletedPlanView,
      status: 201,
    },
    async ({ actor, params, body }) =>
      begin(actor, await templates.sourceOfTemplate(database, actor, params.templateId), body.key),
  );
}
