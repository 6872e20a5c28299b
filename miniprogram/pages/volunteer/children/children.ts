import { actFor, findChildren, findWards, type Ward, withdrawConsent } from '../../../api/children';
import { findMe, type Volunteer } from '../../../api/volunteer';
import { busily, confirmed } from '../../../core/busy';
import { LOADING, show } from '../../../core/screen';
import { ME_TAB } from '../../../core/ways';

/**
 * Children under 14 whose profiles the reader holds, and for whom this phone acts now; those of 14 to 17 for whom the
 * reader consented (R04).
 */
Page({
  data: {
    screen: LOADING,
    children: [] as Volunteer[],
    wards: [] as Ward[],
    /** id of the child for whom this phone acts; empty: for the reader */
    acting: '',
    busy: false,
  },
  onShow(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const [children, wards, { volunteer, actingForChild }] = await Promise.all([
        findChildren(),
        findWards(),
        findMe(),
      ]);
      return { children, wards, acting: actingForChild ? (volunteer?.id ?? '') : '' };
    });
  },
  act({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    return busily(this, async () => {
      await actFor((currentTarget.dataset.id as string) || undefined);
      wx.reLaunch({ url: ME_TAB });
    });
  },
  async withdraw({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    const { id, name } = currentTarget.dataset as { id: string; name: string };
    const consequence = `${name} 还没开始的报名会取消，不能再报名活动，已有的时长不受影响。您可以重新同意。`;
    if (!(await confirmed('撤回同意', consequence, '撤回'))) return;
    await busily(this, async () => {
      await withdrawConsent(id);
      await this.load();
    });
  },
  add() {
    wx.navigateTo({ url: '/pages/volunteer/child/child' });
  },
});
