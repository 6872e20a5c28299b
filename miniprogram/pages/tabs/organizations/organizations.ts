import { listOrganizations, type OrganizationCard } from '../../../api/organizations';
import type { ChosenArea } from '../../../core/chosen-area';
import { codeOptions } from '../../../core/codes';
import { emptyList, listHooks, loadMore, type PageOf, reload } from '../../../core/paged-list';

const lines = [
  { code: '', name: '全部组织' },
  { code: 'TERRITORY', name: '属地组织' },
  { code: 'SYSTEM', name: '学会·高校·企业' },
];
const types = [{ code: '', name: '全部性质' }, ...codeOptions('organizationType')];

type Picked = WechatMiniprogram.CustomEvent<{ index: number }>;

/** 组织: by area, by system and by name. */
Page({
  ...listHooks,
  data: {
    ...emptyList<OrganizationCard>(),
    area: { code: '', name: '' } as ChosenArea,
    choosingArea: false,
    lineNames: lines.map(({ name }) => name),
    line: 0,
    typeNames: types.map(({ name }) => name),
    type: 0,
    name: '',
    filtered: false,
    /** as a tree of the system line instead of a list by area */
    bySystem: false,
  },
  onLoad(): Promise<void> {
    return reload(this);
  },
  fetchPage(cursor?: string): Promise<PageOf<OrganizationCard>> {
    const { area, line, type, name } = this.data;
    const filter = { areaCode: area.code, line: lines[line].code, type: types[type].code, name };
    return listOrganizations(filter, cursor);
  },
  filtersChanged(): Promise<void> {
    const { area, line, type, name } = this.data;
    this.setData({ filtered: area.code !== '' || line + type > 0 || name !== '' });
    return reload(this, { fresh: true });
  },
  onReachBottom(): Promise<void> {
    return this.data.bySystem ? Promise.resolve() : loadMore(this);
  },
  searched({ detail }: WechatMiniprogram.CustomEvent<{ value?: string }>): Promise<void> {
    this.setData({ name: (detail.value ?? '').trim().slice(0, 30) });
    return this.filtersChanged();
  },
  showByArea() {
    this.setData({ bySystem: false });
  },
  showBySystem() {
    this.setData({ bySystem: true });
  },
  openAreas() {
    this.setData({ choosingArea: true });
  },
  closeAreas() {
    this.setData({ choosingArea: false });
  },
  areaChosen({ detail }: WechatMiniprogram.CustomEvent<ChosenArea>): Promise<void> {
    this.setData({ area: detail });
    return this.filtersChanged();
  },
  linePicked({ detail }: Picked): Promise<void> {
    this.setData({ line: detail.index });
    return this.filtersChanged();
  },
  typePicked({ detail }: Picked): Promise<void> {
    this.setData({ type: detail.index });
    return this.filtersChanged();
  },
  clearFilters(): Promise<void> {
    this.setData({ area: { code: '', name: '' }, line: 0, type: 0, name: '' });
    return this.filtersChanged();
  },
  onShareAppMessage() {
    return { title: '科技志愿服务组织', path: '/pages/tabs/organizations/organizations' };
  },
});
