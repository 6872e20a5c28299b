import { EMPTY_PLAN, formOf, type Plan, planOf } from '../../../api/activity-plan';
import { PLAN_STEPS, type Problems, placeFailure, planProblems } from '../../../api/activity-plan-problems';
import { findManaged, RISK_LEVELS, saveDraft } from '../../../api/organizer-activities';
import { listMembers } from '../../../api/organizer-organizations';
import { busily, tell } from '../../../core/busy';
import { type CodeOption, codeOptions } from '../../../core/codes';
import { LOADING, show } from '../../../core/screen';
import { readStored, writeStored } from '../../../core/storage';

const LAST = PLAN_STEPS.length - 1;
const STORED = 'organizer.plan.';

/** Kept on this phone until the server has it: writing a plan takes longer than one visit. */
interface Unfinished {
  plan: Plan;
  step: number;
}

/** Drafts an activity, or edits a draft, in steps. */
Page({
  data: {
    screen: LOADING,
    /** of the draft on the server; empty before the first saving */
    id: '',
    organizationId: '',
    /** the demand that a new plan answers */
    demandId: '',
    plan: EMPTY_PLAN,
    problems: {} as Problems,
    step: 0,
    steps: PLAN_STEPS,
    last: LAST,
    resumed: false,
    categories: codeOptions('activityCategory'),
    scenes: [{ code: '', name: '不属于五进' }, ...codeOptions('scene')],
    targets: codeOptions('serviceTarget'),
    guarantees: codeOptions('guarantee'),
    riskLevels: RISK_LEVELS,
    leads: [] as CodeOption[],
    busy: false,
  },
  onLoad({ id = '', organizationId = '', demandId = '' }): Promise<void> {
    this.setData({ id, organizationId, demandId });
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const { id } = this.data;
      const activity = id ? await findManaged('organizer', id) : undefined;
      const organizationId = activity?.organizationId ?? this.data.organizationId;
      const members = await listMembers(organizationId, 'ACTIVE', undefined, 50);
      const leads = members.items.map((member) => ({ code: member.volunteerId, name: member.name }));
      const unfinished = readStored<Unfinished>(this.storedAs());
      const plan =
        unfinished?.plan ?? (activity ? planOf(activity) : { ...EMPTY_PLAN, demandId: this.data.demandId });
      return { organizationId, leads, plan, step: unfinished?.step ?? 0, resumed: unfinished !== null };
    });
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
    this.remember();
  },
  storedAs(): string {
    const { id, organizationId, demandId } = this.data;
    return STORED + (id || organizationId + demandId);
  },
  remember() {
    const { plan, step } = this.data;
    writeStored(this.storedAs(), { plan, step });
  },
  forget() {
    writeStored(this.storedAs(), null);
  },
  startOver(): Promise<void> {
    this.forget();
    return this.load();
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
      const { organizationId, plan } = this.data;
      const { id } = await saveDraft(organizationId, this.data.id, formOf(plan)).catch((failure) => {
        const { problems, step } = placeFailure(failure);
        if (step >= 0) this.setData({ problems, step });
        throw failure;
      });
      this.forget();
      wx.redirectTo({ url: `/pages/organizer/preview/preview?id=${id}` });
    });
  },
  explainFee() {
    tell('志愿服务不向任何人收费，所以这里没有费用一栏。给志愿者的补贴请在“保障”里选择。');
  },
});
