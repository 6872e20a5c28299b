import { findPast, type PastActivity, withdrawPast } from '../../../api/past-activities';
import { newAttemptKey } from '../../../core/attempt-key';
import { busily, confirmed } from '../../../core/busy';
import { LOADING, show } from '../../../core/screen';

/** One activity that was entered afterwards: where it stands, and what the organization may do about it. */
Page({
  data: { screen: LOADING, id: '', past: null as PastActivity | null, key: '', busy: false },
  onLoad({ id = '' }) {
    this.setData({ id });
  },
  onShow(): Promise<void> {
    return this.load();
  },
  onPullDownRefresh(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const past = await findPast('organizer', this.data.id);
      // What was handed in once is withdrawn once.
      const key = past.version === this.data.past?.version ? this.data.key : newAttemptKey();
      return { past, key };
    });
  },
  correct() {
    wx.navigateTo({ url: `/pages/organizer/past-entry/past-entry?id=${this.data.id}` });
  },
  withdraw(): Promise<void> {
    return busily(this, async () => {
      if (!(await confirmed('撤回这次补录？', '科协不再审核，修改后可以重新提交。', '撤回'))) return;
      try {
        await withdrawPast(this.data.id, this.data.key);
        wx.showToast({ title: '已撤回', icon: 'none' });
      } finally {
        await this.load();
      }
    });
  },
  openActivity() {
    wx.navigateTo({ url: `/pages/organizer/manage/manage?id=${this.data.past?.activityId ?? ''}` });
  },
});
