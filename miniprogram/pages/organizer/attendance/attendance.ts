import { type Attendance, listAttendance } from '../../../api/organizer-attendance';
import { emptyList, loadMore, type PageOf, reload } from '../../../core/paged-list';

/** Who checked in and out of an activity; entry by hand where codes and positions failed. */
Page({
  data: { ...emptyList<Attendance>(), id: '' },
  onLoad({ id = '' }) {
    this.setData({ id });
  },
  onShow(): Promise<void> {
    return reload(this);
  },
  fetchPage(cursor?: string): Promise<PageOf<Attendance>> {
    return listAttendance(this.data.id, cursor);
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
  enter() {
    wx.navigateTo({ url: `/pages/organizer/entry/entry?id=${this.data.id}` });
  },
});
