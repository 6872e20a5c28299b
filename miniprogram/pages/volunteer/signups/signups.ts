import { payDeposit } from '../../../api/deposits';
import { cancelSignUp, listMySignUps, type MySignUp, type SignUpState } from '../../../api/signups';
import { busily } from '../../../core/busy';
import { emptyList, listHooks, type PageOf, refresh, reload } from '../../../core/paged-list';
import { addToCalendar } from '../../../core/phone-media';

const filters: { state: SignUpState | ''; name: string }[] = [
  { state: '', name: '全部' },
  { state: 'CONFIRMED', name: '已报名' },
  { state: 'APPLIED', name: '待审核' },
  { state: 'WAITLISTED', name: '候补中' },
  { state: 'OFFERED', name: '待确认' },
  { state: 'ATTENDED', name: '已参加' },
  { state: 'CANCELLED', name: '已取消' },
];

/** My sign-ups, each with its state and next step. */
Page({
  ...listHooks,
  data: {
    ...emptyList<MySignUp>(),
    filters,
    filter: 0,
    cancelling: null as MySignUp | null,
    consequence: '',
    usual: ['临时有事', '身体不适', '时间冲突'],
    busy: false,
  },
  /** Also on the way back from checking in. */
  onShow(): Promise<void> {
    return refresh(this);
  },
  fetchPage(cursor?: string): Promise<PageOf<MySignUp>> {
    return listMySignUps(filters[this.data.filter]?.state ?? '', cursor);
  },
  filterPicked({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    this.setData({ filter: currentTarget.dataset.index as number });
    return reload(this, { fresh: true });
  },
  openActivity({ currentTarget }: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/activity/detail/detail?id=${currentTarget.dataset.id}` });
  },
  openCheckIn({ currentTarget }: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/volunteer/check-in/check-in?id=${currentTarget.dataset.id}` });
  },
  openArrival({ currentTarget }: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/volunteer/arrival/arrival?id=${currentTarget.dataset.id}` });
  },
  addToCalendar({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    const signUp = this.data.items.find(({ id }) => id === currentTarget.dataset.id) as MySignUp;
    return busily(this, () => addToCalendar(signUp));
  },
  pay({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    return busily(this, async () => {
      try {
        const paid = await payDeposit(currentTarget.dataset.id as string);
        if (paid?.state === 'PAID') wx.showToast({ title: '押金已支付', icon: 'success' });
      } finally {
        await reload(this);
      }
    });
  },
  findActivities() {
    wx.switchTab({ url: '/pages/tabs/activities/activities' });
  },
  askToCancel({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const cancelling = this.data.items.find(({ id }) => id === currentTarget.dataset.id) ?? null;
    const consequence = cancelling?.penaltyFree
      ? '活动有变动，取消不影响您的记录，名额会留给别人。'
      : '名额会留给别人。之后想参加，要在还有名额时重新报名。';
    const returned = cancelling?.deposit?.state === 'PAID' ? '押金会马上全额退回。' : '';
    this.setData({ cancelling, consequence: consequence + returned });
  },
  keep() {
    this.setData({ cancelling: null });
  },
  cancel({ detail }: WechatMiniprogram.CustomEvent<{ reason: string }>): Promise<void> {
    return busily(this, async () => {
      try {
        await cancelSignUp((this.data.cancelling as MySignUp).id, detail.reason);
        wx.showToast({ title: '已取消报名', icon: 'success' });
      } finally {
        this.setData({ cancelling: null });
        await reload(this);
      }
    });
  },
});
