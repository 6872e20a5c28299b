import { planSeries, previewSeries, type SeriesDay, WEEKDAYS, weekdayOf } from '../../../api/activity-series';
import { findManaged, type ManagedActivity } from '../../../api/organizer-activities';
import { busily } from '../../../core/busy';
import { goBack } from '../../../core/go-back';
import { LOADING, messageOf, show } from '../../../core/screen';
import { dayKey } from '../../../core/time';

interface Day extends SeriesDay {
  /** left out by hand */
  out: boolean;
}

/** Repeats a draft every week: its days are seen before anything is made. */
Page({
  data: {
    screen: LOADING,
    id: '',
    activity: null as ManagedActivity | null,
    weekdays: [] as string[],
    options: WEEKDAYS,
    ends: 'count',
    endings: [
      { code: 'count', name: '一共几次' },
      { code: 'until', name: '到哪一天' },
    ],
    count: '8',
    until: '',
    days: [] as Day[],
    kept: 0,
    problem: '',
    busy: false,
  },
  onLoad({ id = '' }): Promise<void> {
    this.setData({ id });
    return this.load();
  },
  async load(): Promise<void> {
    await show(this, async () => {
      const activity = await findManaged('organizer', this.data.id);
      return { activity, weekdays: [weekdayOf(dayKey(activity.startsAt))] };
    });
    await this.preview();
  },
  changed({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: unknown }>): Promise<void> {
    this.setData({ [currentTarget.dataset.field as string]: detail.value });
    return this.preview();
  },
  async preview(): Promise<void> {
    const { id, weekdays, ends, count, until } = this.data;
    this.setData({ days: [], kept: 0, problem: '' });
    if (weekdays.length === 0 || (ends === 'until' ? !until : !/^\d{1,2}$/.test(count))) return;
    const asked = [...weekdays].sort().join('');
    const end = ends === 'until' ? { until } : { count: Number(count) };
    try {
      const days = await previewSeries(id, { weekdays: asked, ...end });
      // What was asked for meanwhile is another list.
      const { data } = this;
      if (data.weekdays !== weekdays || data.ends !== ends || data.count !== count || data.until !== until)
        return;
      this.setData({ days: days.map((day) => ({ ...day, out: false })), kept: days.length });
    } catch (failure) {
      this.setData({ problem: messageOf(failure) });
    }
  },
  leaveOut({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { index } = currentTarget.dataset;
    // The first is the activity itself.
    if (index === 0) return;
    const days = this.data.days.map((day, each) => (each === index ? { ...day, out: !day.out } : day));
    this.setData({ days, kept: days.filter(({ out }) => !out).length });
  },
  plan(): Promise<void> {
    return busily(this, async () => {
      const { id, days, weekdays } = this.data;
      const kept = days.filter(({ out }) => !out);
      const without = days.filter(({ out }) => out).map(({ day }) => day);
      const until = kept[kept.length - 1]?.day;
      await planSeries(id, { weekdays: [...weekdays].sort().join(''), until, without });
      wx.showToast({ title: `已安排 ${kept.length} 次`, icon: 'none' });
      goBack(`/pages/organizer/manage/manage?id=${id}`);
    });
  },
});
