import { activityDetail } from '../support/samples';

/** An activity as its organizers and reviewers get it. */
export const managedActivity = (more: object = {}) => ({
  ...activityDetail(),
  takenPlaces: 18,
  insurance: '中国人保 PL1',
  leadId: 'v1',
  demandId: null,
  leadName: '李红',
  signedUp: true,
  createdAt: '2026-11-19T01:00:00.000Z',
  publishedAt: '2026-11-20T01:00:00.000Z',
  ...more,
});

export const refusal = (code: string, message: string, status = 403) => [status, { code, message }];
export const notAnOfficer = refusal('not_unit_officer', '这里只对科协工作人员开放。');

export const page = (items: object[], next: string | null = null) => ({ items, next });
