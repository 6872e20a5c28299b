import { EMPTY_PLAN, type Plan, planOf, whenAndWhereOf } from '../../../api/activity-plan';
import { type Problems, placeFailure, planProblems } from '../../../api/activity-plan-problems';
import { findManaged, reschedule } from '../../../api/organizer-activities';
import { askDates } from '../../../core/ask-dates';
import { busily } from '../../../core/busy';
import { goBack } from '../../../core/go-back';
import { LOADING, show } from '../../../core/screen';

const WHEN_AND_WHERE = 1;

/** Moves time or place of a published activity; everybody who signed up is told. */
Page({
  data: {
    screen: LOADING,
    id: '',
    inSeries: false,
    plan: EMPTY_PLAN,
    problems: {} as Problems,
    reason: '',
    busy: false,
  },
  onLoad({ id = '' }): Promise<void> {
    this.setData({ id });
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const activity = await findManaged('organizer', this.data.id);
      return { plan: planOf(activity), inSeries: activity.seriesId !== null };
    });
  },
  whenWhereChanged({ detail }: WechatMiniprogram.CustomEvent<Partial<Plan>>) {
    this.setData({ plan: { ...this.data.plan, ...detail }, problems: {} });
  },
  reasonChanged({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ reason: detail.value, problems: { ...this.data.problems, reason: '' } });
  },
  submit(): Promise<void> | undefined {
    const { plan, id } = this.data;
    const reason = this.data.reason.trim();
    const problems = planProblems(plan, WHEN_AND_WHERE);
    if (reason.length < 2) problems.reason = '请写明原因，每位报名者会看到';
    this.setData({ problems });
    if (Object.keys(problems).length > 0) return undefined;
    return busily(this, async () => {
      const laterDates = this.data.inSeries ? await askDates('变更') : false;
      if (laterDates === undefined) return;
      await reschedule(id, { ...whenAndWhereOf(plan), reason, laterDates }).catch((failure) => {
        this.setData({ problems: placeFailure(failure).problems });
        throw failure;
      });
      wx.showToast({ title: '已变更，正在通知报名者', icon: 'none' });
      goBack(`/pages/organizer/manage/manage?id=${id}`);
    });
  },
});
