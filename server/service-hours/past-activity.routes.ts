import type { MembershipService } from '../memberships';
import { Organization, type OrganizationService, type RightsService } from '../organizations';
import type { Actor, RegisteredActor } from '../platform/actor';
import type { Database } from '../platform/database';
import { ensure, missing } from '../platform/fault';
import type { FileStore } from '../platform/files';
import {
  type Api,
  FileAnswer,
  Id,
  Instant,
  ListOf,
  Nested,
  Nullable,
  OneOf,
  Output,
  OutputNumber,
  type Page,
  pageOf,
  QueryInt,
  readPage,
  Texts,
} from '../platform/http';
import { areaFullName } from '../reference';
import type { VolunteerService } from '../volunteers';
import type { EntryService } from './entry.service';
import { minutesOf } from './minutes.rules';
import {
  PastActivityForm,
  PastActivityQuery,
  PastActivityReviewForm,
  PastActivityWithdrawalForm,
  PastPosition,
} from './past-activity.dto';
import { PAST_ACTIVITY_STATES, PastActivity } from './past-activity.entity';
import type { PastActivityService } from './past-activity.service';

class OrganizationParams {
  @Id() organizationId: string;
}

class PastActivityParams {
  @Id() pastActivityId: string;
}

class PastActivityProofParams extends PastActivityParams {
  /** which of the files, from 0 */
  @QueryInt(0, 5) place: number;
}

export class PastServiceView {
  @Output() volunteerNumber: string;
  @Output() volunteerName: string;
  @Instant() startAt: string;
  @Instant() endAt: string;
  @OutputNumber() minutes: number;
}

/** A 补录 as those who enter and those who review it see it. */
export class PastActivityView {
  @Output() id: string;
  @Output() organizationId: string;
  @Output() organizationName: string;
  @Output() title: string;
  @Output() category: string;
  @Output() place: string;
  @Output() areaCode: string;
  @Output() areaName: string;
  @Nullable() @Nested(() => PastPosition) position: PastPosition | null;
  @Instant() startsAt: Date;
  @Instant() endsAt: Date;
  @Output() intro: string;
  @Output() reason: string;
  @ListOf(() => PastServiceView, 100) people: PastServiceView[];
  /** names of the files; fetch each by its place, from 0 */
  @Texts(6, 48) proof: string[];
  @OutputNumber('grows with each handing in') version: number;
  @OneOf(PAST_ACTIVITY_STATES) state: string;
  @Nullable() @Output() stateReason: string | null;
  @Nullable() @Output() enteredBy: string | null;
  @Nullable() @Output() activityId: string | null;
  @Instant() createdAt: Date;
}

export interface PastActivityRoutesNeeds {
  database: Database;
  past: PastActivityService;
  entries: EntryService;
  volunteers: VolunteerService;
  organizations: OrganizationService;
  memberships: MembershipService;
  rights: RightsService;
  privateFiles: FileStore;
}

/** 补录 of activities that were not published here: entered by the organization, decided by a unit above. */
export function pastActivityRoutes(api: Api, needs: PastActivityRoutesNeeds): void {
  const { database, past, entries, volunteers, organizations, memberships, rights } = needs;

  const views = async (page: Page<PastActivity>): Promise<Page<PastActivityView>> => {
    const { items } = page;
    const run = await organizations.findOrganizations(
      database,
      items.map(({ organizationId }) => organizationId),
    );
    const named = await volunteers.findVolunteers(
      database,
      items.flatMap(({ enteredBy, people }) => [enteredBy, ...people.map(({ volunteerId }) => volunteerId)]),
    );
    return {
      ...page,
      items: items.map((row) => ({
        id: row.id,
        organizationId: row.organizationId,
        organizationName: run.get(row.organizationId)?.name ?? '',
        title: row.title,
        category: row.category,
        place: row.place,
        areaCode: row.areaCode,
        areaName: areaFullName(row.areaCode),
        position: row.position,
        startsAt: row.startsAt,
        endsAt: row.endsAt,
        intro: row.intro,
        reason: row.reason,
        people: row.people.map(({ volunteerId, startAt, endAt }) => ({
          volunteerNumber: named.get(volunteerId)?.number ?? '',
          volunteerName: named.get(volunteerId)?.name ?? '',
          startAt,
          endAt,
          minutes: minutesOf({ startAt: new Date(startAt), endAt: new Date(endAt) }),
        })),
        proof: row.proof,
        version: row.version,
        state: row.state,
        stateReason: row.stateReason,
        enteredBy: named.get(row.enteredBy)?.name ?? null,
        activityId: row.activityId,
        createdAt: row.createdAt,
      })),
    };
  };
  const view = async (row: PastActivity) => (await views({ items: [row], next: null })).items[0]!;
  const own = async (actor: RegisteredActor, id: string): Promise<PastActivity> => {
    const row = await past.find(database, id);
    await memberships.requireAdmin(database, actor, row.organizationId);
    return row;
  };
  const within = async (actor: Actor, id: string): Promise<PastActivity> => {
    const row = await past.find(database, id);
    const organization = await organizations.findOrganization(database, row.organizationId);
    await rights.requireScope(database, actor, organization);
    return row;
  };
  const file = async ({ proof }: PastActivity, place: number): Promise<FileAnswer> => {
    const found = proof[place] ? await needs.privateFiles.read(proof[place]) : null;
    ensure(found, missing('proof_not_found', '没有找到这份证明，请刷新列表。'));
    return { content: found.bytes, type: found.type };
  };

  api.organizer.post(
    '/organizations/:organizationId/past-activities',
    {
      summary: '补录没有在平台发布的活动',
      params: OrganizationParams,
      body: PastActivityForm,
      returns: PastActivityView,
      status: 201,
    },
    async ({ actor, params, body }) => {
      await entries.checkProof(body.proof);
      return view(await database.transaction((tx) => past.enter(tx, actor, params.organizationId, body)));
    },
  );

  api.organizer.put(
    '/past-activities/:pastActivityId',
    {
      summary: '修改退回或撤回的补录，重新提交',
      params: PastActivityParams,
      body: PastActivityForm,
      returns: PastActivityView,
    },
    async ({ actor, params, body }) => {
      await entries.checkProof(body.proof);
      return view(await database.transaction((tx) => past.resubmit(tx, actor, params.pastActivityId, body)));
    },
  );

  api.organizer.post(
    '/past-activities/:pastActivityId/withdrawal',
    { summary: '撤回还没有审核的补录', params: PastActivityParams, body: PastActivityWithdrawalForm },
    ({ actor, params, body: { key = null } }) =>
      database.transaction((tx) => past.withdraw(tx, actor, params.pastActivityId, key)),
  );

  api.organizer.get(
    '/organizations/:organizationId/past-activities',
    {
      summary: '组织补录的活动',
      params: OrganizationParams,
      query: PastActivityQuery,
      returns: pageOf(PastActivityView),
    },
    async ({ actor, params: { organizationId }, query: { state, ...page } }) => {
      await memberships.requireAdmin(database, actor, organizationId);
      const own = database.manager
        .createQueryBuilder(PastActivity, 'item')
        .where('item.organizationId = :organizationId', { organizationId });
      if (state) own.andWhere('item.state = :state', { state });
      return views(await readPage(own, 'item', page));
    },
  );

  api.organizer.get(
    '/past-activities/:pastActivityId',
    { summary: '一次补录', params: PastActivityParams, returns: PastActivityView },
    async ({ actor, params }) => view(await own(actor, params.pastActivityId)),
  );

  api.organizer.get(
    '/past-activities/:pastActivityId/proofs/:place',
    { summary: '查看补录活动的证明', params: PastActivityProofParams, returns: FileAnswer },
    async ({ actor, params }) => file(await own(actor, params.pastActivityId), params.place),
  );

  api.unit.get(
    '/past-activities',
    { summary: '辖区内补录的活动', query: PastActivityQuery, returns: pageOf(PastActivityView) },
    async ({ actor, query: { state = 'PENDING', ...page } }) => {
      const scope = rights.inScope('organization', await rights.officerUnits(database, actor));
      const waiting = database.manager
        .createQueryBuilder(PastActivity, 'item')
        .innerJoin(Organization, 'organization', 'organization.id = item.organizationId')
        .where(scope.where, scope.parameters)
        .andWhere('item.state = :state', { state });
      return views(await readPage(waiting, 'item', page, { direction: 'ASC' }));
    },
  );

  api.unit.get(
    '/past-activities/:pastActivityId',
    { summary: '辖区内的一次补录', params: PastActivityParams, returns: PastActivityView },
    async ({ actor, params }) => view(await within(actor, params.pastActivityId)),
  );

  api.unit.get(
    '/past-activities/:pastActivityId/proofs/:place',
    { summary: '查看补录活动的证明', params: PastActivityProofParams, returns: FileAnswer },
    async ({ actor, params }) => file(await within(actor, params.pastActivityId), params.place),
  );

  api.unit.post(
    '/past-activities/:pastActivityId/review',
    { summary: '审核补录的活动', params: PastActivityParams, body: PastActivityReviewForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => past.review(tx, actor, params.pastActivityId, body)),
  );
}
