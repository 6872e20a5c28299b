import { listNotices, type PublishedNotice } from '../../../api/organizer-notices';
import { emptyList, listHooks, type PageOf, refresh } from '../../../core/paged-list';

/** What an organization told its followers. */
Page({
  ...listHooks,
  data: { ...emptyList<PublishedNotice>(), organizationId: '' },
  onLoad({ organizationId = '' }) {
    this.setData({ organizationId });
  },
  onShow(): Promise<void> {
    return refresh(this);
  },
  fetchPage(cursor?: string): Promise<PageOf<PublishedNotice>> {
    return listNotices(this.data.organizationId, cursor);
  },
  write() {
    wx.navigateTo({
      url: `/pages/organizer/notice-form/notice-form?organizationId=${this.data.organizationId}`,
    });
  },
  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/organizer/notice-report/notice-report?id=${currentTarget.dataset.id}` });
  },
});
