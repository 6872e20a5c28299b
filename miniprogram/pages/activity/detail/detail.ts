import {
  type ActivityDetail,
  acceptOffer,
  declineOffer,
  type Eligibility,
  excuseAbsence,
  findActivity,
  findEligibility,
  findServed,
  type Reason,
  type SignUp,
  signUp,
} from '../../../api/activities';
import {
  type Deposit,
  depositPromise,
  fenText,
  findDepositTerms,
  listDeposits,
  payDeposit,
} from '../../../api/deposits';
import { firstChoice, type PostChoice, postChoices } from '../../../api/post-choices';
import { listRecaps, type RecapCard } from '../../../api/recaps';
import { type SignUpStep, signUpStep } from '../../../api/sign-up-step';
import { askReason } from '../../../core/ask-reason';
import { busily, confirmed } from '../../../core/busy';
import { addToCalendar } from '../../../core/phone-media';
import { idOfCode, isSinglePage } from '../../../core/scene';
import { LOADING, show } from '../../../core/screen';
import { askToTellSignUp } from '../../../core/subscription';
import { takeWay } from '../../../core/ways';

/** The server makes what everybody reads of an activity once a second. */
const KEPT_MS = 1_200;
const awaited = new WeakMap<object, ReturnType<typeof setTimeout>>();

/** An activity: everything a volunteer must know before signing up, and why not before the button (R20, R30). */
Page({
  data: {
    screen: LOADING,
    id: '',
    activity: null as ActivityDetail | null,
    /** how many it served, once it is closed out */
    served: '',
    recaps: [] as RecapCard[],
    reasons: [] as Reason[],
    eligibility: null as Eligibility | null,
    posts: [] as PostChoice[],
    postId: '',
    mine: null as SignUp | null,
    /** ¥20; empty where none is asked for */
    depositAmount: '',
    promise: [] as string[],
    deposit: null as Deposit | null,
    step: { label: '', note: '', kind: 'none' } as SignUpStep,
    single: false,
    acknowledging: false,
    showingPoster: false,
    busy: false,
  },
  onLoad({ id = '', scene = '' }) {
    this.setData({ id: id || idOfCode(scene), single: isSinglePage() });
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
      const chosen = activity.posts.some((post) => post.id === this.data.postId) && !eligibility?.signUp;
      const postId = chosen ? this.data.postId : firstChoice(activity, eligibility);
      const deposited = await depositOf(activity, eligibility?.signUp ?? null);
      const served = await findServed(activity);
      return {
        ...deposited,
        served,
        activity,
        eligibility,
        recaps,
        posts: postChoices(activity, eligibility),
        mine: eligibility?.signUp ?? null,
        postId,
        ...standing(activity, eligibility, postId, deposited.deposit),
      };
    });
  },
  /** Whether one may sign up is known at once; what everybody reads of the activity follows when it is made anew. */
  loadOnceMore() {
    this.stopLoading();
    awaited.set(
      this,
      setTimeout(() => void this.load(), KEPT_MS),
    );
  },
  stopLoading() {
    clearTimeout(awaited.get(this) ?? 0);
  },
  onUnload() {
    this.stopLoading();
  },
  choosePost({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { activity, eligibility } = this.data;
    const postId = currentTarget.dataset.id as string;
    if (eligibility?.signUp) return;
    this.setData({ postId, ...standing(activity as ActivityDetail, eligibility, postId, null) });
  },
  act() {
    const { kind, way } = this.data.step;
    if (kind === 'sign-up' || kind === 'wait' || kind === 'accept') this.setData({ acknowledging: true });
    if (kind === 'pay') return this.pay();
    if (way) takeWay(way);
    return undefined;
  },
  closeRisk() {
    this.setData({ acknowledging: false });
  },
  /** What was read and accepted on the sheet is sent: a sign-up, a wish to wait, or the answer to an offer. */
  signUp(): Promise<void> {
    return busily(this, async () => {
      await askToTellSignUp();
      const { id, postId, step, mine } = this.data;
      try {
        const taken =
          step.kind === 'accept' && mine
            ? await acceptOffer(mine.id)
            : await signUp(id, postId, step.kind === 'wait');
        if (this.data.depositAmount && taken.state === 'CONFIRMED') {
          this.setData({ acknowledging: false });
          await payAtOnce(taken.id);
        } else wx.showToast({ title: DONE[taken.state] ?? '报名成功', icon: 'success' });
      } finally {
        this.setData({ acknowledging: false });
        // Taken or refused, places and reasons are others now.
        await this.load();
        this.loadOnceMore();
      }
    });
  },
  pay(): Promise<void> {
    return busily(this, async () => {
      try {
        tellPaid(await payDeposit((this.data.mine as SignUp).id));
      } finally {
        await this.load();
      }
    });
  },
  async decline(): Promise<void> {
    const sure = await confirmed('放弃这个名额？', '名额会让给下一位，不影响您的记录。', '放弃名额');
    if (!sure || !this.data.mine) return;
    const { id } = this.data.mine;
    await busily(this, async () => {
      try {
        await declineOffer(id);
      } finally {
        await this.load();
      }
    });
  },
  async excuse(): Promise<void> {
    const { mine } = this.data;
    const reason = await askReason('说明未到场的原因', '组织的管理员会看到，如 已到场但没有签到');
    if (!reason || !mine) return;
    await busily(this, async () => {
      await excuseAbsence(mine.id, reason);
      wx.showToast({ title: '已提交说明', icon: 'success' });
      await this.load();
    });
  },
  openArrival() {
    wx.navigateTo({ url: `/pages/volunteer/arrival/arrival?id=${this.data.id}` });
  },
  openMap() {
    const { latitude, longitude, place, title } = this.data.activity as ActivityDetail;
    if (latitude === null || longitude === null) return;
    wx.openLocation({ latitude, longitude, name: title, address: place });
  },
  addToCalendar(): Promise<void> {
    return busily(this, () => addToCalendar(this.data.activity as ActivityDetail));
  },
  showPoster() {
    this.setData({ showingPoster: true });
  },
  closePoster() {
    this.setData({ showingPoster: false });
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

/** What is said of the deposit, and one's own. */
async function depositOf({ depositFen }: ActivityDetail, mine: SignUp | null) {
  if (!depositFen) return { depositAmount: '', promise: [], deposit: null };
  const [terms, deposits] = await Promise.all([findDepositTerms(), listDeposits(mine ? [mine.id] : [])]);
  const deposit = (mine && deposits[mine.id]) ?? null;
  return { depositAmount: fenText(depositFen), promise: depositPromise(terms), deposit };
}

/** Right after signing up. Close to the start none is due any more; who closes the sheet finds the button. */
async function payAtOnce(signUpId: string): Promise<void> {
  try {
    tellPaid(await payDeposit(signUpId));
  } catch (failure) {
    if ((failure as { code?: string }).code !== 'no_deposit_due') throw failure;
    wx.showToast({ title: '报名成功', icon: 'success' });
  }
}

function tellPaid(deposit: Deposit | null): void {
  if (deposit?.state === 'PAID') wx.showToast({ title: '押金已支付', icon: 'success' });
  else wx.showToast({ title: '还没有支付，名额先为您保留', icon: 'none' });
}

const DONE: Partial<Record<SignUp['state'], string>> = { APPLIED: '已提交申请', WAITLISTED: '已加入候补' };

/** What stands in the way of the chosen post, and the button. */
const standing = (
  activity: ActivityDetail,
  eligibility: Eligibility | null,
  postId: string,
  deposit: Deposit | null,
) => ({
  reasons: eligibility
    ? eligibility.signUp
      ? []
      : (eligibility.posts.find((each) => each.postId === postId)?.reasons ?? eligibility.reasons)
    : activity.reasons.filter(({ code }) => code !== 'not_logged_in'),
  step: signUpStep(activity, eligibility, postId, deposit),
});
