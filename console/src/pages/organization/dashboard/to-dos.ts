import { answerOf, api, type View } from '../../../api/client';

/** Something that waits for the admins of an organization. */
export interface ToDo {
  name: string;
  /** 3, 50+ */
  count: string;
  /** below the organization's console */
  to: string;
}

const MOST = 50;

type ActivityState = 'RETURNED' | 'PUBLISHED' | 'DRAFT';

const countOf = (items: unknown[], next: string | null): string => `${items.length}${next ? '+' : ''}`;

const activities = (organizationId: string, state: ActivityState, ended?: true) =>
  answerOf(
    api.GET('/api/organizer/activities', {
      params: { query: { organizationId, state, ended, limit: MOST } },
    }),
  );

const recaps = (organizationId: string, state: 'RETURNED' | 'DRAFT') =>
  answerOf(
    api.GET('/api/organizer/organizations/{organizationId}/recaps', {
      params: { path: { organizationId }, query: { state, limit: MOST } },
    }),
  );

/** @returns what waits, without what is done; and the numbers of the organization */
export async function findToDos(
  organizationId: string,
): Promise<{ toDos: ToDo[]; summary: View<'OfficeSummary'> }> {
  const [summary, due, hours, demands, returned, ended, returnedRecaps, draftRecaps] = await Promise.all([
    answerOf(
      api.GET('/api/organizer/organizations/{organizationId}/summary', {
        params: { path: { organizationId } },
      }),
    ),
    answerOf(api.GET('/api/organizer/signups-to-decide', { params: { query: { organizationId } } })),
    answerOf(
      api.GET('/api/organizer/organizations/{organizationId}/service-records', {
        params: { path: { organizationId }, query: { toDecide: true, limit: MOST } },
      }),
    ),
    answerOf(
      api.GET('/api/organizer/organizations/{organizationId}/demands', {
        params: { path: { organizationId }, query: { state: 'DISPATCHED', limit: MOST } },
      }),
    ),
    activities(organizationId, 'RETURNED'),
    activities(organizationId, 'PUBLISHED', true),
    recaps(organizationId, 'RETURNED'),
    recaps(organizationId, 'DRAFT'),
  ]);
  const all: ToDo[] = [
    { name: '审核入会申请', count: String(summary.applicants), to: 'members?state=APPLIED' },
    ...due.items.flatMap(({ activityId, title, applied, excuses }) => [
      {
        name: `审核报名：${title}`,
        count: String(applied),
        to: `activities/${activityId}/signups?state=APPLIED`,
      },
      { name: `处理未到场说明：${title}`, count: String(excuses), to: `activities/${activityId}/signups` },
    ]),
    { name: '审核登记的时长', count: countOf(hours.items, hours.next), to: 'hours' },
    { name: '答复科协派来的需求', count: countOf(demands.items, demands.next), to: 'demands' },
    {
      name: '修改被退回的活动',
      count: countOf(returned.items, returned.next),
      to: 'activities?state=RETURNED',
    },
    { name: '为已结束的活动结项', count: countOf(ended.items, ended.next), to: 'activities?state=PUBLISHED' },
    {
      name: '修改被退回的活动回顾',
      count: countOf(returnedRecaps.items, returnedRecaps.next),
      to: 'recaps?state=RETURNED',
    },
    {
      name: '提交写好的活动回顾',
      count: countOf(draftRecaps.items, draftRecaps.next),
      to: 'recaps?state=DRAFT',
    },
  ];
  return { toDos: all.filter(({ count }) => count !== '0'), summary };
}
