import { createHash } from 'node:crypto';
import type { Cache } from '../platform/cache/cache';
import { MINUTE } from '../platform/clock';
import { conflict, ensure } from '../platform/fault';
import type { ParticipantNoticeForm } from './notice.dto';

const WINDOW_MS = 10 * MINUTE;

/** A second tap on 发布 must not tell thousands of people twice. */
export class RepeatedNotices {
  constructor(private readonly cache: Cache) {}

  /**
   * @param to id of the organization or activity that is told
   * @throws Fault conflict `notice_repeated` when it was told the same words in the last ten minutes
   */
  async refusing<T>(
    to: string,
    { title, body }: ParticipantNoticeForm,
    publish: () => Promise<T>,
  ): Promise<T> {
    const words = createHash('sha256').update(`${title}\n${body}`).digest('base64url');
    const key = `notice-words:${to}:${words}`;
    ensure(
      await this.cache.setIfAbsent(key, '1', WINDOW_MS),
      conflict('notice_repeated', '刚刚已经发布过内容相同的通知。确实需要再发一次时，请 10 分钟后再试。'),
    );
    try {
      return await publish();
    } catch (error) {
      await this.cache.delete(key);
      throw error;
    }
  }
}
