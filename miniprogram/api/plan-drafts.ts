import { newAttemptKey } from '../core/attempt-key';
import { del, type Failure, get, post, put, withQuery } from '../core/http';
import type { PageOf } from '../core/paged-list';
import { clockText, dayText, distanceText } from '../core/time';
import type { PlanForm } from './activity-plan';
import type { PlanContent } from './plan-content';

interface DraftRow {
  id: string;
  organizationId: string;
  title: string;
  revision: boolean;
  updatedAt: string;
  updatedByName: string;
}

/** A plan that is kept on the server while it is written. */
export interface PlanDraft extends DraftRow {
  version: number;
  content: PlanContent;
  areaName: string | null;
  leadName: string | null;
}

/** One of those not written to their end, in a list. */
export interface DraftCard extends DraftRow {
  name: string;
  /** 李红 · 今天 10:32 */
  lastText: string;
  url: string;
}

/** @returns the latest first */
export async function listDrafts(cursor?: string, limit = 20): Promise<PageOf<DraftCard>> {
  const path = withQuery('/api/organizer/plan-drafts', { cursor, limit });
  const { items, next } = await get<PageOf<DraftRow>>(path);
  return { items: items.map(draftCard), next };
}

function draftCard(row: DraftRow): DraftCard {
  const place = row.revision ? `id=${row.id}` : `organizationId=${row.organizationId}&draftId=${row.id}`;
  return {
    ...row,
    name: row.title || '还没有名称',
    lastText: `${row.updatedByName} · ${whenText(row.updatedAt)}`,
    url: `/pages/organizer/plan/plan?${place}`,
  };
}

/** @returns e.g. `今天 10:32`, `11月20日 周五 10:32` */
export function whenText(instant: string, now = Date.now()): string {
  const distance = distanceText(instant, now);
  const day = distance === '今天' || distance === '昨天' ? distance : dayText(instant, now);
  return `${day} ${clockText(instant)}`;
}

/** @returns undefined when there is none of this id, or no more */
export async function findDraft(id: string): Promise<PlanDraft | undefined> {
  try {
    return await get<PlanDraft>(`/api/organizer/plan-drafts/${id}`);
  } catch (failure) {
    if ((failure as Failure).code === 'plan_draft_not_found') return undefined;
    throw failure;
  }
}

/** @param key the same when the answer got lost: it stays one draft */
export const beginDraft = (organizationId: string, key: string, content: PlanContent): Promise<PlanDraft> =>
  post(`/api/organizer/organizations/${organizationId}/plan-drafts`, { key, content });

/** @param version seen last; 0 begins to change the activity `id`. @throws Failure `plan_changed_elsewhere` */
export const keepDraft = (id: string, version: number, content: PlanContent): Promise<PlanDraft> =>
  put(`/api/organizer/plan-drafts/${id}`, { version, content });

/** Makes the activity of it, or changes it and as asked the later dates of its series. @throws Failure `plan_changed_elsewhere` */
export const completeDraft = (
  id: string,
  draftVersion: number,
  form: PlanForm,
  laterDates: boolean,
): Promise<{ id: string }> =>
  put(`/api/organizer/plan-drafts/${id}/activity`, { ...form, draftVersion, laterDates });

export const discardDraft = (id: string): Promise<void> => del(`/api/organizer/plan-drafts/${id}`);

/** @returns the draft that was begun: everything of the activity but its times */
export const copyActivity = (id: string): Promise<{ id: string }> =>
  post(`/api/organizer/activities/${id}/copies`, { key: newAttemptKey() });
