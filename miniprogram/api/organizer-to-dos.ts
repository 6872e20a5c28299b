import { type Failure, get } from '../core/http';
import type { PageOf } from '../core/paged-list';
import { listDispatched } from './demands';
import { listManaged, listToCloseOut, TO_CLOSE_OUT } from './organizer-activities';
import { listRecordsToDecide } from './organizer-attendance';
import { listMembers, type ManagedOrganization } from './organizer-organizations';
import { listReturnedRecaps } from './organizer-recaps';
import { listPast, listWaitingPast } from './past-activities';
import { listAbsenceAppeals, listWaitingOrganizations, listWaitingRecaps, listWaitingRecords } from './unit';

/** Something that waits for me. */
export interface ToDo {
  name: string;
  /** 3, 50+ */
  countText: string;
  /** the page where it is done */
  url: string;
}

/** Where the server does not count, one page says how many, or that there are more. */
const MOST = 50;

interface Waiting {
  name: string;
  url: string;
  page: PageOf<unknown>;
}

const QUEUE = '/pages/organizer/queue/queue?kind=';

/** @returns what waits, without what is done; the officer's part only for officers */
export async function findToDos(organizations: ManagedOrganization[]): Promise<ToDo[]> {
  const [decisions, recaps, records, own, unit] = await Promise.all([
    decisionsDue(),
    recapsToChange(organizations),
    recordsToDecide(organizations),
    ownWork(organizations),
    unlessRefused('not_unit_officer', unitWork, []),
  ]);
  const listed = [...own, ...unit]
    .filter(({ page }) => page.items.length > 0)
    .map(({ name, url, page }) => ({ name, url, countText: `${page.items.length}${page.next ? '+' : ''}` }));
  return [...decisions, ...records, ...recaps, ...listed];
}

interface DecisionsDue {
  activityId: string;
  title: string;
  applied: number;
  excuses: number;
}

/** The sign-ups and excuses that wait for me, a line an activity. */
async function decisionsDue(): Promise<ToDo[]> {
  const { items } = await get<{ items: DecisionsDue[] }>('/api/organizer/signups-to-decide');
  return items.flatMap(({ activityId, title, applied, excuses }) => {
    const url = `/pages/organizer/signups/signups?id=${activityId}`;
    return [
      { name: `报名审核 · ${title}`, url: `${url}&state=APPLIED`, count: applied },
      { name: `未到场说明 · ${title}`, url, count: excuses },
    ].flatMap(({ count, ...toDo }) => (count > 0 ? [{ ...toDo, countText: String(count) }] : []));
  });
}

/** A line each: a recap is changed on the page of its activity. */
async function recapsToChange(organizations: ManagedOrganization[]): Promise<ToDo[]> {
  const pages = await Promise.all(
    organizations.map(({ organizationId }) => listReturnedRecaps(organizationId, MOST)),
  );
  return pages
    .flatMap(({ items }) => items)
    .map(({ activityId, activityTitle }) => ({
      name: `退回修改的分享 · ${activityTitle}`,
      url: `/pages/organizer/recap/recap?id=${activityId}`,
      countText: '1',
    }));
}

/** Entered by others, a line an activity: they are decided on its page (R39). */
async function recordsToDecide(organizations: ManagedOrganization[]): Promise<ToDo[]> {
  const pages = await Promise.all(
    organizations.map(({ organizationId }) => listRecordsToDecide(organizationId, MOST)),
  );
  const counts = new Map<string, { title: string; count: number; more: string }>();
  for (const { items, next } of pages)
    for (const { activityId, activityTitle: title } of items)
      counts.set(activityId, {
        title,
        count: (counts.get(activityId)?.count ?? 0) + 1,
        more: next === null ? '' : '+',
      });
  return [...counts].map(([activityId, { title, count, more }]) => ({
    name: `登记的时长 · ${title}`,
    url: `/pages/organizer/records/records?id=${activityId}`,
    countText: `${count}${more}`,
  }));
}

async function ownWork(organizations: ManagedOrganization[]): Promise<Waiting[]> {
  // They go back to the pool when nobody answers in time.
  const demands = organizations.map(async ({ organizationId, organizationName }) => ({
    name: organizations.length > 1 ? `${organizationName} · 派来的需求` : '派来的需求',
    url: `/pages/demand/mine/mine?organizationId=${organizationId}`,
    page: await listDispatched(organizationId, MOST),
  }));
  const applicants = organizations.map(async ({ organizationId, organizationName }) => ({
    name: organizations.length > 1 ? `${organizationName} · 入会申请` : '入会申请',
    url: `/pages/organizer/members/members?organizationId=${organizationId}`,
    // An organization of the old system does not show its members before it is linked (R14).
    page: await unlessRefused(
      'organization_not_linked',
      () => listMembers(organizationId, 'APPLIED', undefined, MOST),
      { items: [], next: null },
    ),
  }));
  const returnedPast = organizations.map(async ({ organizationId, organizationName }) => ({
    name: organizations.length > 1 ? `${organizationName} · 退回修改的补录` : '退回修改的补录',
    url: `/pages/organizer/past-activities/past-activities?organizationId=${organizationId}`,
    page: await listPast(organizationId, 'RETURNED', undefined, MOST),
  }));
  const returned = async (): Promise<Waiting> => ({
    name: '退回修改的活动',
    url: '/pages/organizer/activities/activities?state=RETURNED',
    page: await listManaged('organizer', { state: 'RETURNED' }, undefined, MOST),
  });
  const ended = async (): Promise<Waiting> => ({
    name: '结束后待结项的活动',
    url: `/pages/organizer/activities/activities?state=${TO_CLOSE_OUT}`,
    page: await listToCloseOut(undefined, MOST),
  });
  return Promise.all([...demands, ...applicants, returned(), ...returnedPast, ended()]);
}

async function unitWork(): Promise<Waiting[]> {
  // One question tells whether somebody is an officer; the others follow.
  const organizations = await listWaitingOrganizations(undefined, MOST);
  const [activities, recaps, past, records, objections, appeals, absences] = await Promise.all([
    listManaged('unit', { state: 'PENDING' }, undefined, MOST),
    listWaitingRecaps(undefined, MOST),
    listWaitingPast(undefined, MOST),
    listWaitingRecords('PENDING', undefined, MOST),
    listWaitingRecords('OBJECTED', undefined, MOST),
    listWaitingRecords('APPEALED', undefined, MOST),
    listAbsenceAppeals(undefined, MOST),
  ]);
  return [
    { name: '科协审核 · 组织申请', url: `${QUEUE}organizations`, page: organizations },
    { name: '科协审核 · 活动发布', url: `${QUEUE}activities`, page: activities },
    { name: '科协审核 · 活动分享', url: `${QUEUE}recaps`, page: recaps },
    { name: '科协审核 · 补录的活动', url: `${QUEUE}past`, page: past },
    { name: '科协审核 · 登记的时长', url: `${QUEUE}records`, page: records },
    { name: '科协审核 · 时长异议', url: `${QUEUE}objections`, page: objections },
    { name: '科协审核 · 时长申诉', url: `${QUEUE}appeals`, page: appeals },
    { name: '科协审核 · 未到场申诉', url: `${QUEUE}absences`, page: absences },
  ];
}

/** @returns `otherwise` where the server refuses for that reason: whether somebody is an officer is its to say */
async function unlessRefused<T>(code: string, work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    if ((failure as Failure).code === code) return otherwise;
    throw failure;
  }
}
