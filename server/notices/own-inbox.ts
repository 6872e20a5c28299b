import { fullTimeText } from '../platform/chinese-time';
import type { OwnData } from '../platform/own-data';
import type { InboxService } from './inbox.service';
import { NoticeDelivery } from './notice-delivery.entity';

/** The messages that a person got, for the copy that they may have of their data (R61). */
export function ownInbox(ownData: OwnData, inbox: InboxService): void {
  ownData.section({
    title: '收到的消息',
    columns: ['标题', '内容', '时间', '已读'],
    rows: async (reader, volunteerId, take) => {
      const rows = await reader.manager.find(NoticeDelivery, {
        where: { volunteerId, channel: 'INBOX' },
        order: { id: 'DESC' },
        take,
      });
      const notices = await inbox.findNotices(
        reader,
        rows.map(({ noticeId }) => noticeId),
      );
      return rows.map(({ noticeId, state }) => {
        const notice = notices.get(noticeId);
        return [
          notice?.title ?? '',
          notice?.body ?? '',
          notice ? fullTimeText(notice.publishedAt) : null,
          state === 'READ' ? '是' : '否',
        ];
      });
    },
  });
}
