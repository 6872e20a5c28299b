import { type Application, listApplications } from '../../../api/organizer-applications';
import { emptyList, loadMore, type PageOf, reload } from '../../../core/paged-list';

/** The organizations that I applied to found, with what the reviewers say. */
Page({
  data: { ...emptyList<Application>() },
  onShow(): Promise<void> {
    return reload(this);
  },
  fetchPage(cursor?: string): Promise<PageOf<Application>> {
    return listApplications(cursor);
  },
  retry(): Promise<void> {
    return reload(this);
  },
  onPullDownRefresh(): Promise<void> {
    return reload(this);
  },
  onReachBottom(): Promise<void> {
    return loadMore(this);
  },
  apply() {
    wx.navigateTo({ url: '/pages/organizer/founding/founding' });
  },
  mend({ currentTarget }: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/organizer/founding/founding?id=${currentTarget.dataset.id}` });
  },
});
