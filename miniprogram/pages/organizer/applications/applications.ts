import { type Application, listApplications } from '../../../api/organizer-applications';
import { emptyList, listHooks, type PageOf, refresh } from '../../../core/paged-list';

/** The organizations that I applied to found, with what the reviewers say. */
Page({
  ...listHooks,
  data: { ...emptyList<Application>() },
  onShow(): Promise<void> {
    return refresh(this);
  },
  fetchPage(cursor?: string): Promise<PageOf<Application>> {
    return listApplications(cursor);
  },
  apply() {
    wx.navigateTo({ url: '/pages/organizer/founding/founding' });
  },
  mend({ currentTarget }: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/organizer/founding/founding?id=${currentTarget.dataset.id}` });
  },
});
