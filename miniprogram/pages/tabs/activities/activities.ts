import { type ActivityCard, listActivities } from '../../../api/activities';
import { type ChosenArea, chooseArea, chosenArea } from '../../../core/chosen-area';
import { codeOptions } from '../../../core/codes';
import { dateRanges } from '../../../core/date-range';
import { emptyList, listHooks, type PageOf, refresh, reload } from '../../../core/paged-list';

const categories = [{ code: '', name: '全部类型' }, ...codeOptions('activityCategory')];
const scenes = [{ code: '', name: '全部五进' }, ...codeOptions('scene')];
const names = (options: { name: string }[]) => options.map(({ name }) => name);

type Picked = WechatMiniprogram.CustomEvent<{ index: number }>;

/** 活动: everything that has not ended, by what one is looking for. */
Page({
  ...listHooks,
  data: {
    ...emptyList<ActivityCard>(),
    area: { code: '', name: '' } as ChosenArea,
    choosingArea: false,
    categoryNames: names(categories),
    category: 0,
    sceneNames: names(scenes),
    scene: 0,
    rangeNames: names(dateRanges()),
    range: 0,
    free: false,
    filtered: false,
  },
  /** Also on the way back from signing up, and on another day: places and dates go on. */
  onShow(): Promise<void> {
    const area = chosenArea();
    if (this.data.screen.state === 'ready' && area.code === this.data.area.code) return refresh(this);
    this.setData({ area });
    return this.filtersChanged();
  },
  fetchPage(cursor?: string): Promise<PageOf<ActivityCard>> {
    const { area, category, scene, range, free } = this.data;
    const { from, to } = dateRanges()[range];
    const codes = { category: categories[category].code, scene: scenes[scene].code };
    return listActivities({ areaCode: area.code, ...codes, from, to, free }, cursor);
  },
  filtersChanged(): Promise<void> {
    const { area, category, scene, range, free } = this.data;
    this.setData({ filtered: area.code !== '' || category + scene + range > 0 || free });
    return reload(this, { fresh: true });
  },
  openAreas() {
    this.setData({ choosingArea: true });
  },
  closeAreas() {
    this.setData({ choosingArea: false });
  },
  areaChosen({ detail }: WechatMiniprogram.CustomEvent<ChosenArea>): Promise<void> {
    chooseArea(detail);
    this.setData({ area: detail });
    return this.filtersChanged();
  },
  categoryPicked({ detail }: Picked): Promise<void> {
    this.setData({ category: detail.index });
    return this.filtersChanged();
  },
  scenePicked({ detail }: Picked): Promise<void> {
    this.setData({ scene: detail.index });
    return this.filtersChanged();
  },
  rangePicked({ detail }: Picked): Promise<void> {
    this.setData({ range: detail.index });
    return this.filtersChanged();
  },
  toggleFree(): Promise<void> {
    this.setData({ free: !this.data.free });
    return this.filtersChanged();
  },
  clearFilters(): Promise<void> {
    chooseArea({ code: '', name: '' });
    this.setData({ area: { code: '', name: '' }, category: 0, scene: 0, range: 0, free: false });
    return this.filtersChanged();
  },
  onShareAppMessage() {
    return { title: '科技志愿服务活动', path: '/pages/tabs/activities/activities' };
  },
});
