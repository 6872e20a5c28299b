import { findManaged, type ManagedActivity, takeStep } from '../../../api/organizer-activities';
import { busily } from '../../../core/busy';
import { LOADING, show } from '../../../core/screen';

/** An activity of mine as volunteers will read it, and handing it to the reviewers. */
Page({
  data: {
    screen: LOADING,
    id: '',
    activity: null as ManagedActivity | null,
    draft: false,
    busy: false,
  },
  onLoad({ id = '' }) {
    this.setData({ id });
  },
  onShow(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const activity = await findManaged('organizer', this.data.id);
      return { activity, draft: activity.state === 'DRAFT' || activity.state === 'RETURNED' };
    });
  },
  edit() {
    wx.navigateTo({ url: `/pages/organizer/plan/plan?id=${this.data.id}` });
  },
  submit(): Promise<void> {
    return busily(this, async () => {
      await takeStep(this.data.id, 'submission');
      wx.showToast({ title: '已提交给上级科协审核', icon: 'none' });
      wx.redirectTo({ url: `/pages/organizer/manage/manage?id=${this.data.id}` });
    });
  },
});
