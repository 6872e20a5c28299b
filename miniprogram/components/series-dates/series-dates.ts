import { type ActivitySeries, type Audience, findSeries, lateNote } from '../../api/activity-series';

/** The page of one date, for those who run, review or read it. */
const PAGES: Record<Audience, string> = {
  organizer: '/pages/organizer/manage/manage',
  unit: '/pages/organizer/review-activity/review-activity',
  public: '/pages/activity/detail/detail',
};
/** As many as show before somebody asks for all. */
const FIRST = 6;

/** 每周服务: the dates that an activity belongs to. It finds them by itself, and shows nothing until it has. */
Component({
  properties: {
    /** organizer | unit | public */
    audience: { type: String, value: 'public' },
    activityId: { type: String, value: '' },
    /** asked for again when this changes, e.g. the activity's state */
    version: { type: String, value: '' },
    note: { type: String, value: '' },
    /** they unfold in a list: the activity only says which series */
    listed: { type: Boolean, value: false },
    /** only those in this state */
    only: { type: String, value: '' },
  },
  data: { series: null as ActivitySeries | null, shown: FIRST, late: '' },
  observers: {
    'audience, activityId, version, only'() {
      void this.find();
    },
  },
  methods: {
    async find() {
      const { audience, activityId, only } = this.properties;
      if (!activityId) return;
      // What cannot be found is left out: the page says what matters.
      const series = await findSeries(audience as Audience, activityId, only).catch(() => null);
      this.setData({ series, late: series && audience === 'unit' ? lateNote(series.dates) : '' });
    },
    showAll() {
      this.setData({ shown: Number.MAX_SAFE_INTEGER });
    },
    open({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const id = currentTarget.dataset.id as string;
      const { audience, activityId, listed } = this.properties;
      const url = `${PAGES[audience as Audience]}?id=${id}`;
      // Beside each other, not on top: from date to date no stack grows.
      if (listed) wx.navigateTo({ url });
      else if (id !== activityId) wx.redirectTo({ url });
    },
  },
});
