import type { PageOf } from '../core/paged-list';
import { listManaged } from './organizer-activities';
import type { ServiceRecord } from './organizer-attendance';
import { listWaitingPast } from './past-activities';
import {
  type AbsenceAppeal,
  listAbsenceAppeals,
  listWaitingOrganizations,
  listWaitingRecaps,
  listWaitingRecords,
} from './unit';

export type QueueKind =
  | 'organizations'
  | 'activities'
  | 'recaps'
  | 'past'
  | 'records'
  | 'objections'
  | 'appeals'
  | 'absences';

/** One thing that waits for an officer. */
export interface QueueRow {
  id: string;
  title: string;
  lines: string[];
  quotes: string[];
  /** the page where it is decided; empty when it is decided in the list */
  url: string;
  /** the appeal to decide about, where there is one */
  appealId?: string;
}

export const QUEUE_TITLES: Record<QueueKind, string> = {
  organizations: '组织申请',
  activities: '活动发布',
  recaps: '活动分享',
  past: '补录的活动',
  records: '登记的时长',
  objections: '时长异议',
  appeals: '时长申诉',
  absences: '未到场申诉',
};

const reviewPage = (name: string, id: string): string =>
  `/pages/organizer/review-${name}/review-${name}?id=${id}`;

/** @returns what waits, oldest first */
export async function readQueue(kind: QueueKind, cursor?: string): Promise<PageOf<QueueRow>> {
  switch (kind) {
    case 'organizations':
      return rows(await listWaitingOrganizations(cursor), ({ id, name, areaName, typeName, since }) => ({
        id,
        title: name,
        lines: [`${areaName} · ${typeName}`, since],
        quotes: [],
        url: reviewPage('organization', id),
      }));
    case 'activities':
      return rows(await listManaged('unit', { state: 'PENDING' }, cursor), (activity) => ({
        id: activity.id,
        title: activity.title,
        lines: [activity.organizationName, activity.when],
        quotes: [],
        url: reviewPage('activity', activity.id),
      }));
    case 'recaps':
      return rows(await listWaitingRecaps(cursor), ({ id, activityTitle, organizationName }) => ({
        id,
        title: activityTitle,
        lines: [organizationName],
        quotes: [],
        url: reviewPage('recap', id),
      }));
    case 'past':
      return rows(await listWaitingPast(cursor), ({ id, title, organizationName, when, totalText }) => ({
        id,
        title,
        lines: [organizationName, when, totalText],
        quotes: [],
        url: reviewPage('past', id),
      }));
    case 'records':
      return rows(await listWaitingRecords('PENDING', cursor), recordRow);
    case 'objections':
      return rows(await listWaitingRecords('OBJECTED', cursor), recordRow);
    case 'appeals':
      return rows(await listWaitingRecords('APPEALED', cursor), recordRow);
    case 'absences':
      return rows(await listAbsenceAppeals(cursor), absenceRow);
  }
}

const rows = <T>({ items, next }: PageOf<T>, row: (item: T) => QueueRow): PageOf<QueueRow> => ({
  items: items.map(row),
  next,
});

const absenceRow = (appeal: AbsenceAppeal): QueueRow => ({
  id: appeal.id,
  title: appeal.volunteerName,
  lines: [appeal.activityTitle, appeal.organizationName, appeal.since],
  quotes: [
    `志愿者说明：${appeal.excuse}`,
    `${appeal.refusedBy ?? '组织'} 没有接受：${appeal.refusal}`,
    `申诉：${appeal.reason}`,
  ],
  url: '',
  appealId: appeal.id,
});

const recordRow = (record: ServiceRecord): QueueRow => ({
  id: record.id,
  title: `${record.volunteerName} · ${record.hours} 小时`,
  lines: [record.activityTitle, record.span, record.sentence],
  quotes: [
    ...(record.entryReason ? [`${record.recorderName ?? ''} 登记：${record.entryReason}`] : []),
    ...record.objections.map((objection) => `异议：${objection}`),
    ...(record.appeal ? [`申诉：${record.appeal.reason}`] : []),
  ],
  url: '',
  appealId: record.appeal?.id,
});
