import { findManaged, type ManagedActivity } from '../../../api/organizer-activities';
import { ACTIVITY_POINTS, reviewActivity, type Verdict } from '../../../api/unit';
import { busily } from '../../../core/busy';
import { goBack } from '../../../core/go-back';
import { LOADING, show } from '../../../core/screen';

/** An officer decides whether an activity is published. */
Page({
  data: {
    screen: LOADING,
    id: '',
    activity: null as ManagedActivity | null,
    points: ACTIVITY_POINTS,
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
    return show(this, async () => ({ activity: await findManaged('unit', this.data.id) }));
  },
  decide({ detail }: WechatMiniprogram.CustomEvent<Verdict>): Promise<void> {
    return busily(this, async () => {
      await reviewActivity(this.data.id, detail);
      wx.showToast({ title: '已处理，会通知组织', icon: 'none' });
      goBack('/pages/organizer/workbench/workbench');
    });
  },
});
