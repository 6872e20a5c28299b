import { findManagedRecap, type ManagedRecap } from '../../../api/organizer-recaps';
import { type CheckPoint, reviewRecap, type Verdict } from '../../../api/unit';
import { busily } from '../../../core/busy';
import { goBack } from '../../../core/go-back';
import { LOADING, show } from '../../../core/screen';

/** An officer decides whether a recap is published. */
Page({
  data: {
    screen: LOADING,
    id: '',
    recap: null as ManagedRecap | null,
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
    return show(this, async () => ({ recap: await findManagedRecap('unit', this.data.id) }));
  },
  decide({ detail }: WechatMiniprogram.CustomEvent<Verdict>): Promise<void> {
    return busily(this, async () => {
      const decision = detail.decision === 'APPROVE' ? 'PUBLISHED' : 'RETURNED';
      await reviewRecap(this.data.id, decision, detail.reason);
      wx.showToast({ title: decision === 'PUBLISHED' ? '已发布' : '已退回', icon: 'none' });
      goBack('/pages/organizer/workbench/workbench');
    });
  },
  preview({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const urls = (this.data.recap?.photos ?? []).map(({ url }) => url);
    wx.previewImage({ urls, current: currentTarget.dataset.url as string });
  },
});
