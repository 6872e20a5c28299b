import { listPast, type PastActivity } from '../../../api/past-activities';
import { emptyList, listHooks, type PageOf, refresh } from '../../../core/paged-list';

/** What an organization entered afterwards, and what became of it. */
Page({
  ...listHooks,
  data: { ...emptyList<PastActivity>(), organizationId: '' },
  onLoad({ organizationId = '' }) {
    this.setData({ organizationId });
  },
  onShow(): Promise<void> {
    return refresh(this);
  },
  fetchPage(cursor?: string): Promise<PageOf<PastActivity>> {
    return listPast(this.data.organizationId, undefined, cursor);
  },
  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/pages/organizer/past-activity/past-activity?id=${id}` });
  },
  enter() {
    wx.navigateTo({
      url: `/pages/organizer/past-entry/past-entry?organizationId=${this.data.organizationId}`,
    });
  },
});
