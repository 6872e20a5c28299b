import { findAbnormalDeposits, listDepositsOf } from '../../../api/deposits';
import { findManaged } from '../../../api/organizer-activities';
import {
  decideExcuse,
  decideSignUps,
  downloadSignUps,
  inviteVolunteer,
  listSignUps,
  type ManagedSignUp,
  noteNoShow,
  SIGN_UP_STATES,
  type SignUpDecision,
} from '../../../api/organizer-attendance';
import { askReason } from '../../../core/ask-reason';
import { busily, confirmed, tell } from '../../../core/busy';
import { emptyList, listHooks, type PageOf, reload } from '../../../core/paged-list';

const STATES = [
  { code: '', name: '全部' },
  ...Object.entries(SIGN_UP_STATES).map(([code, name]) => ({ code, name })),
];
const AT_ONCE = 100;

/** Who signed up for an activity: decide, let wait, invite. */
Page({
  ...listHooks,
  data: {
    ...emptyList<ManagedSignUp>(),
    id: '',
    organizationId: '',
    stateNames: STATES.map(({ name }) => name),
    state: 0,
    /** the activity is over: who is still only signed up did not check in */
    ended: false,
    /** null until it is known whether a deposit is asked for */
    withDeposit: null as boolean | null,
    /** what to say of deposits that could not be returned */
    abnormal: '',
    busy: false,
  },
  async onLoad({ id = '', state = '' }): Promise<void> {
    const index = STATES.findIndex(({ code }) => code === state);
    this.setData({ id, state: Math.max(0, index) });
    await reload(this);
  },
  async fetchPage(cursor?: string): Promise<PageOf<ManagedSignUp>> {
    const { id, state } = this.data;
    const page = await listSignUps(id, STATES[state].code, cursor);
    if (this.data.withDeposit === null) await this.learnActivity();
    if (!this.data.withDeposit) return page;
    const ids = page.items.map((signUp) => signUp.id);
    const [deposits, abnormal] = await Promise.all([
      listDepositsOf(id, ids),
      cursor ? this.data.abnormal : findAbnormalDeposits(id),
    ]);
    this.setData({ abnormal });
    return { ...page, items: page.items.map((each) => ({ ...each, deposit: deposits[each.id] ?? null })) };
  },
  async learnActivity(): Promise<void> {
    const { phase, organizationId, depositFen } = await findManaged('organizer', this.data.id);
    this.setData({ ended: phase === 'ended', organizationId, withDeposit: Boolean(depositFen) });
  },
  statePicked({ detail }: WechatMiniprogram.CustomEvent<{ index: number }>): Promise<void> {
    this.setData({ state: detail.index });
    return reload(this, { fresh: true });
  },
  approve({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    return this.decide([currentTarget.dataset.id as string], 'APPROVE');
  },
  letWait({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    return this.decide([currentTarget.dataset.id as string], 'WAITLIST');
  },
  async reject({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    const id = currentTarget.dataset.id as string;
    const reason = await askReason('不通过这次报名', '志愿者会看到，如 名额有限，优先有经验的');
    if (reason) await this.decide([id], 'REJECT', reason);
  },
  /** Those on the page, in the order in which they applied: where places do not suffice, the first ones get them. */
  approveAll(): Promise<void> {
    const applied = this.data.items.filter(({ state }) => state === 'APPLIED').map(({ id }) => id);
    return this.decide(applied.slice(0, AT_ONCE), 'APPROVE');
  },
  decide(ids: string[], decision: SignUpDecision, reason?: string): Promise<void> {
    return busily(this, async () => {
      try {
        const problems = await decideSignUps(this.data.id, ids, decision, reason);
        if (problems.length > 0) tell(problems.join('\n'));
        else wx.showToast({ title: `${DECIDED[decision]} ${ids.length} 人`, icon: 'none' });
      } finally {
        await reload(this);
      }
    });
  },
  async noShow({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    const id = currentTarget.dataset.id as string;
    const sure = await confirmed('登记未到场？', '志愿者会收到消息，可以说明原因。', '登记');
    if (sure) await this.settle(noteNoShow(id));
  },
  acceptExcuse({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    return this.settle(decideExcuse(currentTarget.dataset.id as string, 'ACCEPT'));
  },
  async refuseExcuse({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    const id = currentTarget.dataset.id as string;
    const reason = await askReason('不接受这份说明', '志愿者会看到，可以写明要补充什么');
    if (reason) await this.settle(decideExcuse(id, 'REFUSE', reason));
  },
  /** What was asked for, then the list as it is now. */
  settle(asked: Promise<void>): Promise<void> {
    return busily(this, async () => {
      await asked;
      await reload(this);
    });
  },
  write() {
    const { id, organizationId } = this.data;
    const url = `/pages/organizer/notice-form/notice-form?activityId=${id}&organizationId=${organizationId}`;
    wx.navigateTo({ url });
  },
  /** As a spreadsheet, of the state that is shown; WeChat's own menu sends it to a chat or to the computer. */
  takeAway(): Promise<void> {
    return busily(this, async () => {
      const filePath = await downloadSignUps(this.data.id, STATES[this.data.state].code);
      await wx.openDocument({ filePath, fileType: 'xlsx', showMenu: true });
    });
  },
  async invite(): Promise<void> {
    const number = await askReason('邀请志愿者', '填写对方“我的”里的志愿者编号，V 开头');
    if (!number) return;
    await busily(this, async () => {
      const { posts } = await findManaged('organizer', this.data.id);
      const index = posts.length > 1 ? await choose(posts.map(({ title }) => title)) : 0;
      if (index === null) return;
      await inviteVolunteer(this.data.id, number.toUpperCase(), posts[index].id);
      wx.showToast({ title: '已发出邀请', icon: 'success' });
      await reload(this);
    });
  },
});

const DECIDED: Record<SignUpDecision, string> = {
  APPROVE: '已通过',
  WAITLIST: '已排入候补',
  REJECT: '未通过，已通知',
};

/** What an action sheet holds. */
const MOST_CHOICES = 6;

/** @returns the index; null when the person thinks better of it */
const choose = (itemList: string[]): Promise<number | null> =>
  wx
    .showActionSheet({ itemList: itemList.slice(0, MOST_CHOICES) })
    .then(({ tapIndex }) => tapIndex)
    .catch(() => null);
