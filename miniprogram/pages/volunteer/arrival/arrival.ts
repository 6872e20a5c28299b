import { type Arrival, appeal, findArrivals, remind } from '../../../api/arrival';
import { askReason } from '../../../core/ask-reason';
import { busily } from '../../../core/busy';
import { LOADING, show } from '../../../core/screen';

/** 为什么还没到账: the stage, who must act, since when, and a button to remind or to appeal. */
Page({
  data: {
    screen: LOADING,
    id: '',
    activityTitle: '',
    items: [] as Arrival[],
    mayRemind: false,
    remindText: '',
    busy: false,
  },
  onLoad({ id = '' }): Promise<void> {
    this.setData({ id });
    return this.load();
  },
  onPullDownRefresh(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => ({ ...(await findArrivals(this.data.id)) }));
  },
  remind(): Promise<void> {
    return busily(this, async () => {
      await remind(this.data.id);
      wx.showToast({ title: '已经提醒对方', icon: 'success' });
      await this.load();
    });
  },
  appeal({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    return busily(this, async () => {
      const item = this.data.items.find(({ key }) => key === currentTarget.dataset.key) as Arrival;
      const reason = await askReason('申诉', '写明当时的情况，核实的人会看到（至少 5 个字）', 5);
      if (!reason) return;
      await appeal(item, reason);
      wx.showToast({ title: '申诉已提交', icon: 'success' });
      await this.load();
    });
  },
  openCheckIn() {
    wx.navigateTo({ url: `/pages/volunteer/check-in/check-in?id=${this.data.id}` });
  },
  openActivity() {
    wx.navigateTo({ url: `/pages/activity/detail/detail?id=${this.data.id}` });
  },
});
