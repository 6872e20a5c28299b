import { newAttemptKey } from '../core/attempt-key';
import { del, get, post, put, withQuery } from '../core/http';
import type { PageOf } from '../core/paged-list';

/** What an organization kept of an activity under a name, to begin plans from. */
export interface ActivityTemplate {
  id: string;
  name: string;
  /** of the activity that it was */
  title: string;
}

export const listTemplates = (organizationId: string, cursor?: string): Promise<PageOf<ActivityTemplate>> =>
  get(withQuery(`/api/organizer/organizations/${organizationId}/activity-templates`, { cursor, limit: 20 }));

/** @throws Failure `template_name_taken` */
export const keepTemplate = (activityId: string, name: string): Promise<void> =>
  post(`/api/organizer/activities/${activityId}/templates`, { name });

/** @throws Failure `template_name_taken` */
export const renameTemplate = (id: string, name: string): Promise<void> =>
  put(`/api/organizer/activity-templates/${id}`, { name });

export const removeTemplate = (id: string): Promise<void> => del(`/api/organizer/activity-templates/${id}`);

/** @returns the draft that was begun */
export const beginFromTemplate = (id: string): Promise<{ id: string }> =>
  post(`/api/organizer/activity-templates/${id}/plan-drafts`, { key: newAttemptKey() });
