import { get, post, withQuery } from '../core/http';
import type { PageOf } from '../core/paged-list';
import { momentText } from '../core/time';

interface MessageRow {
  id: string;
  title: string;
  body: string;
  /** null when the platform itself tells */
  organizationName: string | null;
  activityId: string | null;
  /** of what was entered afterwards */
  pastActivityId: string | null;
  read: boolean;
  publishedAt: string;
}

export interface Message extends MessageRow {
  from: string;
  at: string;
}

export async function listMessages(cursor?: string, limit = 20): Promise<PageOf<Message>> {
  const { items, next } = await get<PageOf<MessageRow>>(withQuery('/api/volunteer/inbox', { cursor, limit }));
  return { items: items.map(messageOf), next };
}

export async function countUnread(): Promise<number> {
  return (await get<{ unread: number }>('/api/volunteer/inbox/unread')).unread;
}

export const markRead = (id: string): Promise<void> => post(`/api/volunteer/inbox/${id}/reading`);

export const markAllRead = (): Promise<void> => post('/api/volunteer/inbox/reading');

const messageOf = (row: MessageRow): Message => ({
  ...row,
  from: row.organizationName ?? '科技志愿服务平台',
  at: momentText(row.publishedAt),
});
