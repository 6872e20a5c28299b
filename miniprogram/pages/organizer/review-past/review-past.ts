import { findPast, type PastActivity, reviewPast } from '../../../api/past-activities';
import type { CheckPoint, Verdict } from '../../../api/unit';
import { busily } from '../../../core/busy';
import { goBack } from '../../../core/go-back';
import { LOADING, show } from '../../../core/screen';

const DONE = {
  APPROVE: '已通过，时长开始公示',
  RETURN: '已退回，会通知登记的人',
  REJECT: '已处理，会通知登记的人',
};

/** An officer decides on an activity that was entered afterwards, as a whole. */
Page({
  data: {
    screen: LOADING,
    id: '',
    past: null as PastActivity | null,
    points: [] as CheckPoint[],
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
    return show(this, async () => ({ past: await findPast('unit', this.data.id) }));
  },
  decide({ detail }: WechatMiniprogram.CustomEvent<Verdict>): Promise<void> {
    return busily(this, async () => {
      const { past } = this.data;
      if (!past) return;
      try {
        await reviewPast(past, detail.decision, detail.reason);
      } catch (failure) {
        // What is read next is what stands there now.
        await this.load();
        throw failure;
      }
      wx.showToast({ title: DONE[detail.decision], icon: 'none' });
      goBack('/pages/organizer/workbench/workbench');
    });
  },
});
