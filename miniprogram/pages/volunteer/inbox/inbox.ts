import { countUnread, listMessages, type Message, markAllRead, markRead } from '../../../api/inbox';
import { busily } from '../../../core/busy';
import { emptyList, listHooks, type PageOf, reload } from '../../../core/paged-list';
import { messageOf } from '../../../core/screen';

/** Messages, newest first; opening one marks it read. */
Page({
  ...listHooks,
  data: { ...emptyList<Message>(), opened: '', unread: 0, busy: false },
  onLoad(): Promise<void> {
    return reload(this);
  },
  async fetchPage(cursor?: string): Promise<PageOf<Message>> {
    const [messages, unread] = await Promise.all([listMessages(cursor), countUnread()]);
    this.setData({ unread });
    return messages;
  },
  async open({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    const index = currentTarget.dataset.index as number;
    const { id, read } = this.data.items[index] as Message;
    this.setData({ opened: this.data.opened === id ? '' : id });
    if (read) return;
    try {
      await markRead(id);
      this.setData({ [`items[${index}].read`]: true, unread: this.data.unread - 1 });
    } catch (failure) {
      wx.showToast({ title: messageOf(failure), icon: 'none' });
    }
  },
  openActivity({ currentTarget }: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/activity/detail/detail?id=${currentTarget.dataset.id}` });
  },
  openPast({ currentTarget }: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/organizer/past-activity/past-activity?id=${currentTarget.dataset.id}` });
  },
  readAll(): Promise<void> {
    return busily(this, async () => {
      await markAllRead();
      this.setData({ items: this.data.items.map((message) => ({ ...message, read: true })), unread: 0 });
    });
  },
});
