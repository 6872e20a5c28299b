import { get } from '../core/http';
import { momentText } from '../core/time';

export interface ActivityChangeRow {
  id: string;
  /** 变更时间或地点 … */
  title: string;
  /** 活动组织者, 上级科协 or 平台 */
  by: string;
  at: string;
  reason: string | null;
  /** from and to are empty where what changed is not public */
  items: { label: string; from: string; to: string }[];
  /** for those who run it */
  actorName?: string | null;
}

export interface ActivityChange {
  id: string;
  title: string;
  /** 活动组织者 张三 · 11月25日 周三 10:00 */
  byline: string;
  reason: string;
  lines: { label: string; text: string }[];
}

export function activityChange(row: ActivityChangeRow, now = Date.now()): ActivityChange {
  const { id, title, by, actorName, at, reason, items } = row;
  return {
    id,
    title,
    byline: `${[by, actorName].filter(Boolean).join(' ')} · ${momentText(at, now)}`,
    reason: reason ?? '',
    lines: items.map(({ label, from, to }) => ({ label, text: from || to ? `${from} → ${to}` : '已更换' })),
  };
}

/** The latest 20, newest first, with who did it. */
export async function listManagedChanges(activityId: string): Promise<ActivityChange[]> {
  const { items } = await get<{ items: ActivityChangeRow[] }>(
    `/api/organizer/activities/${activityId}/changes`,
  );
  return items.map((row) => activityChange(row));
}
