import { EMPTY_PLAN, type Plan } from '../../../api/activity-plan';
import { PLAN_STEPS, type Problems, placeFailure, planProblems } from '../../../api/activity-plan-problems';
import { depositHint, findDepositTerms } from '../../../api/deposits';
import { RISK_LEVELS } from '../../../api/organizer-activities';
import { listMembers } from '../../../api/organizer-organizations';
import { findBeginning, type LeftPlan } from '../../../api/plan-beginning';
import { discardDraft } from '../../../api/plan-drafts';
import { type Keeping, NOTHING_KEPT, PlanWriter } from '../../../api/plan-writer';
import { askDates } from '../../../core/ask-dates';
import { busily, confirmed, tell } from '../../../core/busy';
import { type CodeOption, codeOptions } from '../../../core/codes';
import { LOADING, show } from '../../../core/screen';
import { readStored, writeStored } from '../../../core/storage';

const LAST = PLAN_STEPS.length - 1;
const STORED = 'organizer.plan.';
const writers = new WeakMap<object, PlanWriter>();

/** Drafts an activity, or edits a draft, in steps. What is written is kept on the server while it is written. */
Page({
  data: {
    screen: LOADING,
    /** of the activity that it changes; empty for a new one */
    id: '',
    draftId: '',
    organizationId: '',
    /** the demand that a new plan answers */
    demandId: '',
    plan: EMPTY_PLAN,
    problems: {} as Problems,
    step: 0,
    steps: PLAN_STEPS,
    last: LAST,
    resumed: false,
    inSeries: false,
    keeping: NOTHING_KEPT,
    categories: codeOptions('activityCategory'),
    scenes: [{ code: '', name: '不属于五进' }, ...codeOptions('scene')],
    targets: codeOptions('serviceTarget'),
    guarantees: codeOptions('guarantee'),
    riskLevels: RISK_LEVELS,
    leads: [] as CodeOption[],
    /** about deposits; empty where none can be asked for */
    depositHint: '',
    busy: false,
  },
  onLoad({ id = '', draftId = '', organizationId = '', demandId = '' }): Promise<void> {
    this.setData({ id, draftId, organizationId, demandId });
    return this.load();
  },
  onHide() {
    void writers.get(this)?.flush();
  },
  onUnload() {
    void writers.get(this)?.leave();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const { plan, step, resumed, inSeries, ...begun } = await findBeginning(
        this.data,
        readStored<LeftPlan>(this.storedAs()),
      );
      const { organizationId, seen, unkept } = begun;
      const members = await listMembers(organizationId, 'ACTIVE', undefined, 50);
      const leads = members.items.map((member) => ({ code: member.volunteerId, name: member.name }));
      const terms = await findDepositTerms();
      const place = { organizationId, activityId: this.data.id };
      const writer = new PlanWriter(place, seen, (keeping) => this.told(keeping));
      writers.set(this, writer);
      if (unkept) writer.write(plan);
      const hint = terms.available ? depositHint(terms) : '';
      const begin = { organizationId, leads, depositHint: hint, plan, step, resumed, inSeries };
      return { ...begin, problems: {}, keeping: NOTHING_KEPT };
    });
  },
  told(keeping: Keeping) {
    this.setData({ keeping });
    this.remember();
  },
  changed({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: unknown }>) {
    this.change({ [currentTarget.dataset.field as string]: detail.value });
  },
  whenWhereChanged({ detail }: WechatMiniprogram.CustomEvent<Partial<Plan>>) {
    this.change(detail);
  },
  change(part: Partial<Plan>) {
    const problems = { ...this.data.problems };
    for (const field of Object.keys(part)) delete problems[field];
    this.setData({ plan: { ...this.data.plan, ...part }, problems });
    writers.get(this)?.write(this.data.plan);
    this.remember();
  },
  storedAs(): string {
    const { id, organizationId, demandId } = this.data;
    return STORED + (id || organizationId + demandId);
  },
  remember() {
    const writer = writers.get(this);
    if (!writer || writer.done) return;
    const { plan, step } = this.data;
    writeStored(this.storedAs(), { plan, step, seen: writer.seen, kept: writer.kept });
  },
  forget() {
    writeStored(this.storedAs(), null);
  },
  keepMine() {
    void writers.get(this)?.keepMine();
  },
  async loadTheirs(): Promise<void> {
    this.forget();
    await this.load();
  },
  openActivity() {
    const id = this.data.id || writers.get(this)?.seen.id;
    this.forget();
    wx.redirectTo({ url: `/pages/organizer/manage/manage?id=${id}` });
  },
  /** A new plan leaves the one before in the list of drafts; of an activity there is only one. */
  startOver(): Promise<void> {
    return busily(this, async () => {
      const { id } = this.data;
      if (id) {
        if (!(await confirmed('放弃修改？', '没写完的修改会删除，活动保持原来的内容。', '放弃'))) return;
        await writers.get(this)?.leave();
        await discardDraft(id);
      } else await writers.get(this)?.leave();
      this.forget();
      this.setData({ draftId: '' });
      await this.load();
    });
  },
  goTo(step: number) {
    this.setData({ step });
    this.remember();
    wx.pageScrollTo({ scrollTop: 0, duration: 0 });
  },
  back() {
    this.goTo(this.data.step - 1);
  },
  next(): Promise<void> | undefined {
    const problems = planProblems(this.data.plan, this.data.step);
    this.setData({ problems });
    const [first] = Object.values(problems);
    if (first) {
      wx.showToast({ title: first, icon: 'none' });
      return undefined;
    }
    if (this.data.step === LAST) return this.save();
    this.goTo(this.data.step + 1);
    return undefined;
  },
  save(): Promise<void> {
    return busily(this, async () => {
      const later = this.data.inSeries ? await askDates('修改') : false;
      if (later === undefined) return;
      const id = await writers
        .get(this)!
        .complete(this.data.plan, later)
        .catch((failure) => {
          const { problems, step } = placeFailure(failure);
          if (step >= 0) this.setData({ problems, step });
          throw failure;
        });
      this.forget();
      wx.redirectTo({ url: `/pages/organizer/preview/preview?id=${id}` });
    });
  },
  explainFee() {
    tell(
      '志愿服务不向任何人收费，所以这里没有费用一栏。可退押金不是费用，全额退回。给志愿者的补贴请在“保障”里选择。',
    );
  },
});
