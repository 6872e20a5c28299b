import { actFor, findChildren } from '../../../api/children';
import { findMe, type Volunteer } from '../../../api/volunteer';
import { busily } from '../../../core/busy';
import { LOADING, show } from '../../../core/screen';
import { ME_TAB } from '../../../core/ways';

/** Children under 14 whose profiles the reader holds, and for whom this phone acts now (R04). */
Page({
  data: {
    screen: LOADING,
    children: [] as Volunteer[],
    /** id of the child for whom this phone acts; empty: for the reader */
    acting: '',
    busy: false,
  },
  onShow(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const [children, { volunteer, actingForChild }] = await Promise.all([findChildren(), findMe()]);
      return { children, acting: actingForChild ? (volunteer?.id ?? '') : '' };
    });
  },
  act({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    return busily(this, async () => {
      await actFor((currentTarget.dataset.id as string) || undefined);
      wx.reLaunch({ url: ME_TAB });
    });
  },
  add() {
    wx.navigateTo({ url: '/pages/volunteer/child/child' });
  },
});
