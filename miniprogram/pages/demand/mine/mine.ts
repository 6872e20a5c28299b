import { type DemandCard, listMyDemands, listServing } from '../../../api/demands';
import { emptyList, listHooks, type PageOf, refresh } from '../../../core/paged-list';

/** What I asked for, or with an organization what it was asked and took. */
Page({
  ...listHooks,
  data: { ...emptyList<DemandCard>(), organizationId: '' },
  onLoad({ organizationId = '' }) {
    this.setData({ organizationId });
    if (organizationId) wx.setNavigationBarTitle({ title: '本组织的需求' });
  },
  onShow(): Promise<void> {
    return refresh(this);
  },
  fetchPage(cursor?: string): Promise<PageOf<DemandCard>> {
    const { organizationId } = this.data;
    return organizationId ? listServing(organizationId, cursor) : listMyDemands(cursor);
  },
  open({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    const { organizationId } = this.data;
    const viewer = organizationId ? `organizationId=${organizationId}` : 'as=mine';
    wx.navigateTo({ url: `/pages/demand/detail/detail?id=${detail.id}&${viewer}` });
  },
  act() {
    const page = this.data.organizationId ? 'board/board' : 'form/form';
    wx.navigateTo({ url: `/pages/demand/${page}` });
  },
});
