import {
  type ActivityDetail,
  findActivity,
  findEligibility,
  type Reason,
  signUp,
} from '../../../api/activities';
import { listRecaps, type RecapCard } from '../../../api/recaps';
import { type SignUpStep, signUpStep } from '../../../api/sign-up-step';
import { busily } from '../../../core/busy';
import { isSinglePage } from '../../../core/scene';
import { LOADING, show } from '../../../core/screen';
import { askToTellSignUp } from '../../../core/subscription';
import { takeWay } from '../../../core/ways';

/** An activity: everything a volunteer must know before signing up, and why not before the button (R20, R30). */
Page({
  data: {
    screen: LOADING,
    id: '',
    activity: null as ActivityDetail | null,
    recaps: [] as RecapCard[],
    reasons: [] as Reason[],
    step: { label: '', note: '', kind: 'none' } as SignUpStep,
    signedUp: false,
    single: false,
    acknowledging: false,
    busy: false,
  },
  onLoad({ id = '' }) {
    this.setData({ id, single: isSinglePage() });
  },
  /** Also after registering or joining on the way back. */
  onShow(): Promise<void> {
    return this.load();
  },
  onPullDownRefresh(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const { id, single } = this.data;
      const [activity, eligibility] = await Promise.all([
        findActivity(id),
        single ? null : findEligibility(id),
      ]);
      const { items: recaps } =
        activity.phase === 'ended' ? await listRecaps({ activityId: id }) : { items: [] };
      const reasons = eligibility?.reasons ?? activity.reasons.filter(({ code }) => code !== 'not_logged_in');
      const signedUp = eligibility?.signUp?.state === 'CONFIRMED';
      return { activity, recaps, reasons, signedUp, step: signUpStep(activity, eligibility) };
    });
  },
  act() {
    const { kind, way } = this.data.step;
    if (kind === 'sign-up') this.setData({ acknowledging: true });
    if (way) takeWay(way);
  },
  closeRisk() {
    this.setData({ acknowledging: false });
  },
  signUp(): Promise<void> {
    return busily(this, async () => {
      await askToTellSignUp();
      try {
        await signUp(this.data.id);
        wx.showToast({ title: '报名成功', icon: 'success' });
      } finally {
        this.setData({ acknowledging: false });
        // Taken or refused, places and reasons are others now.
        await this.load();
      }
    });
  },
  openMap() {
    const { latitude, longitude, place, title } = this.data.activity as ActivityDetail;
    wx.openLocation({ latitude, longitude, name: title, address: place });
  },
  addToCalendar() {
    const { title, startsAt, endsAt, place } = this.data.activity as ActivityDetail;
    const seconds = (instant: string) => Math.floor(Date.parse(instant) / 1000);
    wx.addPhoneCalendar({
      title,
      startTime: seconds(startsAt),
      endTime: String(seconds(endsAt)),
      location: place,
      success: () => wx.showToast({ title: '已添加到日历' }),
    });
  },
  openOrganization() {
    const { organizationId } = this.data.activity as ActivityDetail;
    wx.navigateTo({ url: `/pages/organization/detail/detail?id=${organizationId}` });
  },
  onShareAppMessage() {
    const { id, activity } = this.data;
    return { title: activity?.title ?? '科技志愿服务活动', path: `/pages/activity/detail/detail?id=${id}` };
  },
  onShareTimeline() {
    const { id, activity } = this.data;
    return { title: activity?.title ?? '科技志愿服务活动', query: `id=${id}` };
  },
});
