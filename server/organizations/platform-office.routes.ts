import { type Audit, auditEntries } from '../platform/audit';
import { DAY, startOfShanghaiDay } from '../platform/clock';
import type { Database } from '../platform/database';
import { type Api, mapPage, PageQuery, pageOf, readPage } from '../platform/http';
import { ADJUSTABLE_NAMES, type PolicyBook, PolicyChange } from '../platform/policy';
import type { VolunteerService } from '../volunteers';
import { AuditQuery, LimitForm, LimitParams } from './platform-office.dto';
import {
  AuditItem,
  auditItem,
  LimitChangeView,
  LimitsView,
  limitChangeView,
  limitView,
} from './platform-office.view';

export interface PlatformOfficeNeeds {
  database: Database;
  volunteers: VolunteerService;
  audit: Audit;
  policyBook: PolicyBook;
}

/** What the platform's admins look up and decide about the platform itself. It stands here because it names people. */
export function platformOfficeRoutes(api: Api, needs: PlatformOfficeNeeds): void {
  const { database, volunteers, audit, policyBook } = needs;

  api.platform.get(
    '/audit',
    { summary: '查找操作记录', query: AuditQuery, returns: pageOf(AuditItem) },
    async ({ query: { volunteerNumber, action, subjectId, from, to, ...page } }) => {
      const actor = volunteerNumber && (await volunteers.findByNumber(database, volunteerNumber));
      const entries = auditEntries(database, {
        volunteerId: actor ? actor.id : undefined,
        action,
        subjectId,
        from: from ? startOfShanghaiDay(from) : undefined,
        until: to ? new Date(startOfShanghaiDay(to).getTime() + DAY) : undefined,
      });
      const found = await readPage(entries, 'entry', page);
      const people = await volunteers.findVolunteers(
        database,
        found.items.flatMap(({ volunteerId }) => volunteerId ?? []),
      );
      const names = await audit.subjects.namesOf(database, found.items);
      return mapPage(found, (entry) => auditItem(entry, people, names));
    },
  );

  api.platform.get('/limits', { summary: '可以调整的参数', returns: LimitsView }, async () => {
    const newest = await policyBook.newest(database);
    const people = await volunteers.findVolunteers(
      database,
      [...newest.values()].map(({ changedBy }) => changedBy),
    );
    return {
      items: ADJUSTABLE_NAMES.map((name) => limitView(name, policyBook, newest.get(name), people)),
    };
  });

  api.platform.put(
    '/limits/:name',
    { summary: '调整参数，立即生效', params: LimitParams, body: LimitForm },
    async ({ actor, params, body }) => {
      await database.transaction((tx) => policyBook.change(tx, actor, params.name, body));
      await policyBook.refresh(database);
    },
  );

  api.platform.get(
    '/limits/:name/changes',
    { summary: '参数的调整记录', params: LimitParams, query: PageQuery, returns: pageOf(LimitChangeView) },
    async ({ params: { name }, query }) => {
      const changes = database.manager
        .createQueryBuilder(PolicyChange, 'change')
        .where('change.name = :name', { name });
      const page = await readPage(changes, 'change', query);
      const people = await volunteers.findVolunteers(
        database,
        page.items.map(({ changedBy }) => changedBy),
      );
      return mapPage(page, (change) => limitChangeView(change, people));
    },
  );
}
