import {
  findFigures,
  findHonours,
  type KeyFigure,
  listShownOrganizations,
  listVolunteers,
  type Shown,
} from '../../../api/figures';
import { listRecaps, type RecapCard } from '../../../api/recaps';
import { type ChosenArea, chooseArea, chosenArea } from '../../../core/chosen-area';
import { emptyList, listHooks, type PageOf, reload } from '../../../core/paged-list';
import { dayKey } from '../../../core/time';

const TABS = [
  { key: 'organizations', name: '组织' },
  { key: 'volunteers', name: '志愿者' },
  { key: 'recaps', name: '活动风采' },
] as const;

const thisDay = (): string => dayKey(new Date().toISOString());
const PERIODS = [
  { name: '累计', of: () => '' },
  { name: '今年', of: () => thisDay().slice(0, 4) },
  { name: '本月', of: () => thisDay().slice(0, 7) },
];

/** One or the other, as the tab says. */
interface Item {
  key: string;
  shown: Shown | null;
  recap: RecapCard | null;
}

/** 集中展示: figures, organizations, volunteers and recaps by region and period; as of midnight. */
Page({
  ...listHooks,
  data: {
    ...emptyList<Item>(),
    area: { code: '', name: '' } as ChosenArea,
    choosingArea: false,
    tabs: TABS,
    tab: 'organizations' as (typeof TABS)[number]['key'],
    periodNames: PERIODS.map(({ name }) => name),
    period: 0,
    honoured: false,
    figures: [] as KeyFigure[],
    asOfText: '',
    honour: '',
  },
  onLoad(): Promise<void> {
    this.setData({ area: chosenArea() });
    return reload(this);
  },
  async fetchPage(cursor?: string): Promise<PageOf<Item>> {
    const { area, tab, honoured, items } = this.data;
    const period = PERIODS[this.data.period]!.of();
    const shown = cursor ? items.length : 0;
    if (!cursor) {
      const [figures, honours] = await Promise.all([findFigures(area.code, period), findHonours()]);
      this.setData({ ...figures, honour: tab === 'recaps' ? '' : honours[tab] });
    }
    const filter = { areaCode: area.code, period, honoured };
    if (tab === 'volunteers') return shownItems(await listVolunteers(filter, cursor, shown));
    if (tab === 'organizations') return shownItems(await listShownOrganizations(filter, cursor, shown));
    const recaps = await listRecaps({ areaCode: area.code, from: firstDay(period) }, cursor);
    return { ...recaps, items: recaps.items.map((recap) => ({ key: recap.id, shown: null, recap })) };
  },
  tabTapped({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> | undefined {
    const { tab } = currentTarget.dataset;
    if (tab === this.data.tab) return undefined;
    this.setData({ tab, honoured: false });
    return reload(this, { fresh: true });
  },
  periodPicked({ detail }: WechatMiniprogram.CustomEvent<{ index: number }>): Promise<void> {
    this.setData({ period: detail.index });
    return reload(this, { fresh: true });
  },
  toggleHonoured(): Promise<void> {
    this.setData({ honoured: !this.data.honoured });
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
    return reload(this, { fresh: true });
  },
  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset;
    if (id) wx.navigateTo({ url: `/pages/organization/detail/detail?id=${id}` });
  },
  onShareAppMessage() {
    return { title: '科技志愿服务集中展示', path: '/pages/showcase/showcase/showcase' };
  },
});

const shownItems = ({ items, next }: PageOf<Shown>): PageOf<Item> => ({
  items: items.map((shown) => ({ key: shown.key, shown, recap: null })),
  next,
});

/** @returns the first day of a month or year; empty for all time */
function firstDay(period: string): string {
  if (period === '') return '';
  return period.length === 4 ? `${period}-01-01` : `${period}-01`;
}
