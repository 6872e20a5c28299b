import { type ActivityChange, listManagedChanges } from '../../../api/activity-changes';
import { dissolveSeries } from '../../../api/activity-series';
import { keepTemplate } from '../../../api/activity-templates';
import {
  cancelActivity,
  changePlaces,
  findManaged,
  type ManagedActivity,
  takeStep,
} from '../../../api/organizer-activities';
import { type Act, type ActivitySteps, stepsOf } from '../../../api/organizer-steps';
import { copyActivity } from '../../../api/plan-drafts';
import { askDates } from '../../../core/ask-dates';
import { askName } from '../../../core/ask-name';
import { askReason } from '../../../core/ask-reason';
import { busily, confirmed } from '../../../core/busy';
import { LOADING, show } from '../../../core/screen';
import type { PlacesChange } from '../components/places-sheet/places-sheet';

const NO_STEPS: ActivitySteps = {
  primary: { label: '', url: '', act: '' },
  links: [],
  resizable: false,
  acts: [],
};

/** One activity of mine: where it stands, and everything that can be done with it. */
Page({
  data: {
    screen: LOADING,
    id: '',
    activity: null as ManagedActivity | null,
    steps: NO_STEPS,
    changes: [] as ActivityChange[],
    askingPlaces: false,
    busy: false,
  },
  onLoad({ id = '' }) {
    this.setData({ id });
  },
  onShow(): Promise<void> {
    return this.load();
  },
  onPullDownRefresh(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const activity = await findManaged('organizer', this.data.id);
      const changes = activity.publishedAt ? await listManagedChanges(activity.id) : [];
      return { activity, changes, steps: stepsOf(activity) };
    });
  },
  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: currentTarget.dataset.url as string });
  },
  primary() {
    const { url, act } = this.data.steps.primary;
    if (act) return this.take(act);
    wx.navigateTo({ url });
  },
  askPlaces() {
    this.setData({ askingPlaces: true });
  },
  keepPlaces() {
    this.setData({ askingPlaces: false });
  },
  /** Post by post; what was changed before a refusal stays changed, and the page shows it. */
  changePlaces({ detail }: WechatMiniprogram.CustomEvent<{ changes: PlacesChange[] }>): Promise<void> {
    return busily(this, async () => {
      try {
        for (const { postId, places } of detail.changes) await changePlaces(postId, places);
        this.keepPlaces();
        wx.showToast({ title: '名额已调整', icon: 'success' });
      } finally {
        await this.load();
      }
    });
  },
  copy(): Promise<void> {
    return busily(this, async () => {
      const { id } = await copyActivity(this.data.id);
      const { organizationId = '' } = this.data.activity ?? {};
      wx.navigateTo({ url: `/pages/organizer/plan/plan?organizationId=${organizationId}&draftId=${id}` });
    });
  },
  keepTemplate(): Promise<void> {
    return busily(this, async () => {
      const name = await askName('存为模板', this.data.activity?.title ?? '');
      if (!name) return;
      await keepTemplate(this.data.id, name);
      wx.showToast({ title: '已存为模板，在工作台“模板”里', icon: 'none' });
    });
  },
  act({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    return this.take(currentTarget.dataset.act as Act);
  },
  take(act: Act): Promise<void> {
    return busily(this, async () => {
      const done = await {
        withdraw: this.withdraw,
        cancel: this.cancel,
        dissolve: this.dissolve,
      }[act].call(this);
      if (!done) return;
      wx.showToast({ title: done, icon: 'none' });
      await this.load();
    });
  },
  async withdraw(): Promise<string> {
    if (!(await confirmed('撤回为草稿？', '撤回后志愿者看不到这个活动，修改后要重新提交审核。', '撤回')))
      return '';
    await takeStep(this.data.id, 'withdrawal');
    return '已撤回为草稿';
  },
  async cancel(): Promise<string> {
    const later = this.data.activity?.seriesId ? await askDates('取消') : false;
    if (later === undefined) return '';
    const reason = await askReason('取消活动', '写明原因，会通知每位报名者；取消后不能恢复');
    if (!reason) return '';
    await cancelActivity(this.data.id, reason, later);
    return '已取消，正在通知报名者';
  },
  async dissolve(): Promise<string> {
    if (!(await confirmed('撤销每周安排？', '只留第一次，其他各次的草稿会删除。', '撤销'))) return '';
    const { seriesId } = this.data.activity as ManagedActivity;
    await dissolveSeries(this.data.id);
    this.setData({ id: seriesId ?? this.data.id });
    return '已撤销，只留第一次';
  },
});
