import { findHours, type HoursSummary } from '../../../api/hours';
import { countUnread } from '../../../api/inbox';
import { findNextSignUp, type MySignUp } from '../../../api/signups';
import { findMe, hasLoggedOut, logInAgain, type Volunteer } from '../../../api/volunteer';
import { busily } from '../../../core/busy';
import { LOADING, show } from '../../../core/screen';
import { REGISTRATION } from '../../../core/ways';

const TAB = 3;

/** 我的: who I am, my hours and stars, what comes next, and the ways to everything that is mine. */
Page({
  data: {
    screen: LOADING,
    /** after logging out, until logging in again */
    away: false,
    volunteer: null as Volunteer | null,
    summary: null as HoursSummary | null,
    coming: null as MySignUp | null,
    unread: 0,
    /** the volunteer is a child for whom the reader acts */
    actingForChild: false,
    busy: false,
  },
  onShow(): Promise<void> {
    return this.load();
  },
  onPullDownRefresh(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      if (hasLoggedOut()) {
        this.mark(0);
        return { away: true, volunteer: null };
      }
      const { volunteer, actingForChild } = await findMe();
      if (!volunteer) return { away: false, volunteer, actingForChild };
      const [{ summary }, coming, unread] = await Promise.all([
        findHours(undefined, 1),
        findNextSignUp(),
        countUnread(),
      ]);
      this.mark(unread);
      return { away: false, volunteer, actingForChild, summary, coming, unread };
    });
  },
  mark(unread: number) {
    if (unread > 0) wx.setTabBarBadge({ index: TAB, text: unread > 99 ? '99+' : String(unread) });
    else wx.removeTabBarBadge({ index: TAB });
  },
  logIn(): Promise<void> {
    return busily(this, async () => {
      await logInAgain();
      await this.load();
    });
  },
  register() {
    wx.navigateTo({ url: REGISTRATION });
  },
  copyNumber() {
    wx.setClipboardData({ data: (this.data.volunteer as Volunteer).number });
  },
  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: currentTarget.dataset.url as string });
  },
  openCheckIn() {
    wx.navigateTo({
      url: `/pages/volunteer/check-in/check-in?id=${(this.data.coming as MySignUp).activityId}`,
    });
  },
  onShareAppMessage({ from }: { from: string }) {
    const { volunteer } = this.data;
    if (from === 'button' && volunteer)
      return {
        title: '请作为监护人同意我参加科技志愿服务',
        path: `/pages/volunteer/guardian/guardian?number=${volunteer.number}`,
      };
    return { title: '一起做科技志愿者', path: '/pages/tabs/home/home' };
  },
});
