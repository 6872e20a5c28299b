import { findMe, type Volunteer } from '../../../api/volunteer';
import { LOADING, show } from '../../../core/screen';
import { REGISTRATION } from '../../../core/ways';

/** My number as a code that a lead scans instead of typing it. It tells nothing else. */
Page({
  data: { screen: LOADING, volunteer: null as Volunteer | null, size: 240 },
  onLoad() {
    this.setData({ size: Math.round(wx.getWindowInfo().windowWidth * 0.6) });
  },
  onShow(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => ({ volunteer: (await findMe()).volunteer }));
  },
  register() {
    wx.navigateTo({ url: REGISTRATION });
  },
});
