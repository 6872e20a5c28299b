import { type DemandCard, listBoard } from '../../../api/demands';
import { type ChosenArea, chooseArea, chosenArea } from '../../../core/chosen-area';
import { codeOptions } from '../../../core/codes';
import { emptyList, listHooks, type PageOf, refresh, reload } from '../../../core/paged-list';

const categories = [{ code: '', name: '全部类别' }, ...codeOptions('activityCategory')];
const kinds = [{ code: '', name: '全部单位' }, ...codeOptions('requestingBody')];
const names = (options: { name: string }[]) => options.map(({ name }) => name);

type Picked = WechatMiniprogram.CustomEvent<{ index: number }>;

/** 需求板: what communities, schools and centres ask for. */
Page({
  ...listHooks,
  data: {
    ...emptyList<DemandCard>(),
    area: { code: '', name: '' } as ChosenArea,
    choosingArea: false,
    categoryNames: names(categories),
    category: 0,
    kindNames: names(kinds),
    kind: 0,
    answered: false,
    busy: false,
  },
  onLoad() {
    this.setData({ area: chosenArea() });
  },
  /** Also on the way back from taking one. */
  onShow(): Promise<void> {
    return refresh(this);
  },
  fetchPage(cursor?: string): Promise<PageOf<DemandCard>> {
    const { area, category, kind, answered } = this.data;
    const filter = { areaCode: area.code, category: categories[category]!.code, bodyKind: kinds[kind]!.code };
    return listBoard({ ...filter, answered }, cursor);
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
  categoryPicked({ detail }: Picked): Promise<void> {
    this.setData({ category: detail.index });
    return reload(this, { fresh: true });
  },
  kindPicked({ detail }: Picked): Promise<void> {
    this.setData({ kind: detail.index });
    return reload(this, { fresh: true });
  },
  toggleAnswered(): Promise<void> {
    this.setData({ answered: !this.data.answered });
    return reload(this, { fresh: true });
  },
  open({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    wx.navigateTo({ url: `/pages/demand/detail/detail?id=${detail.id}` });
  },
  post() {
    wx.navigateTo({ url: '/pages/demand/form/form' });
  },
  mine() {
    wx.navigateTo({ url: '/pages/demand/mine/mine' });
  },
  onShareAppMessage() {
    return { title: '这些地方需要科技志愿者', path: '/pages/demand/board/board' };
  },
});
