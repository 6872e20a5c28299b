import { findHours, type HoursSummary, type ServiceRecord } from '../../../api/hours';
import { emptyList, listHooks, type PageOf, refresh } from '../../../core/paged-list';

/** My hours: what counts, my stars, and for each record where it stands and why it does not count yet. */
Page({
  ...listHooks,
  data: {
    ...emptyList<ServiceRecord>(),
    summary: null as HoursSummary | null,
    explaining: false,
  },
  /** Also on the way back from an appeal. */
  onShow(): Promise<void> {
    return refresh(this);
  },
  async fetchPage(cursor?: string): Promise<PageOf<ServiceRecord>> {
    const { summary, records } = await findHours(cursor);
    this.setData({ summary });
    return records;
  },
  toggleExplanation() {
    this.setData({ explaining: !this.data.explaining });
  },
  openArrival({ currentTarget }: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/volunteer/arrival/arrival?id=${currentTarget.dataset.id}` });
  },
  openCertificates() {
    wx.navigateTo({ url: '/pages/certificate/list/list' });
  },
  findActivities() {
    wx.switchTab({ url: '/pages/tabs/activities/activities' });
  },
});
