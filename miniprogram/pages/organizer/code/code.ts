import { findManaged } from '../../../api/organizer-activities';
import { findCheckInCode } from '../../../api/organizer-attendance';
import { LOADING, messageOf, show } from '../../../core/screen';

const SECOND = 1000;
const RETRY_AFTER = 3;

/** Timers of open pages; a page's data is for showing. */
const ticking = new WeakMap<object, ReturnType<typeof setTimeout>>();

/** The check-in code to hold up at the place, full screen; it changes by itself. */
Page({
  data: { screen: LOADING, id: '', title: '', code: '', secondsLeft: 0, size: 260, failure: '' },
  onLoad({ id = '' }) {
    this.setData({ id, size: Math.round(wx.getWindowInfo().windowWidth * 0.72) });
  },
  onShow(): Promise<void> {
    wx.setKeepScreenOn({ keepScreenOn: true });
    return this.load();
  },
  onHide() {
    this.stop();
  },
  onUnload() {
    this.stop();
    wx.setKeepScreenOn({ keepScreenOn: false });
  },
  load(): Promise<void> {
    return show(this, async () => {
      const { id } = this.data;
      const [{ title }, { code, secondsLeft }] = await Promise.all([
        findManaged('organizer', id),
        findCheckInCode(id),
      ]);
      this.tickLater();
      return { title, code, secondsLeft, failure: '' };
    });
  },
  attendance() {
    wx.navigateTo({ url: `/pages/organizer/attendance/attendance?id=${this.data.id}` });
  },
  tickLater() {
    this.stop();
    ticking.set(
      this,
      setTimeout(() => this.tick(), SECOND),
    );
  },
  stop() {
    clearTimeout(ticking.get(this) ?? 0);
    ticking.delete(this);
  },
  async tick(): Promise<void> {
    const secondsLeft = this.data.secondsLeft - 1;
    this.setData({ secondsLeft });
    if (secondsLeft <= 0) await this.renew();
    // Left meanwhile: nothing ticks any more.
    if (ticking.has(this)) this.tickLater();
  },
  async renew(): Promise<void> {
    try {
      const { code, secondsLeft } = await findCheckInCode(this.data.id);
      this.setData({ code, secondsLeft, failure: '' });
    } catch (failure) {
      this.setData({ failure: messageOf(failure), secondsLeft: RETRY_AFTER });
    }
  },
});
