import {
  type DemandDetail,
  findDemand,
  openContact,
  rateDemand,
  serve,
  type Viewer,
  withdrawDemand,
} from '../../../api/demands';
import { listManagedOrganizations, type ManagedOrganization } from '../../../api/organizer-organizations';
import { askReason } from '../../../core/ask-reason';
import { busily, confirmed, tell } from '../../../core/busy';
import { LOADING, show } from '../../../core/screen';

/** A demand, for anybody, for who asked, and for the organization that has it. */
Page({
  data: {
    screen: LOADING,
    id: '',
    viewer: { as: 'public' } as Viewer,
    demand: null as DemandDetail | null,
    /** the one thing to do now; empty when there is none */
    action: '',
    stars: [1, 2, 3, 4, 5],
    rating: 5,
    comment: '',
    busy: false,
  },
  onLoad({ id = '', as = '', organizationId = '' }) {
    const viewer: Viewer = organizationId
      ? { as: 'organization', organizationId }
      : as === 'mine'
        ? { as: 'mine' }
        : { as: 'public' };
    this.setData({ id, viewer });
  },
  onShow(): Promise<void> {
    return this.load();
  },
  onPullDownRefresh(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const { id, viewer } = this.data;
      const demand = await findDemand(id, viewer);
      return { demand, action: actionOf(demand, viewer) };
    });
  },
  act(): Promise<void> | undefined {
    const { demand, viewer } = this.data;
    if (!demand) return undefined;
    if (viewer.as === 'mine') return demand.state === 'COMPLETED' ? this.rate() : this.openActivity();
    if (viewer.as === 'public') return this.take();
    if (demand.state === 'DISPATCHED') return this.accept(viewer.organizationId);
    return this.plan(viewer.organizationId);
  },
  take(): Promise<void> {
    return busily(this, async () => {
      const organization = await this.chooseOrganization();
      if (!organization) return;
      const { organizationId, organizationName } = organization;
      const sure = await confirmed(
        '接下这条需求？',
        `由「${organizationName}」接单，接单后请尽快与需求方联系。`,
        '接单',
      );
      if (!sure) return;
      await serve(organizationId, this.data.id, 'taking');
      this.setData({ viewer: { as: 'organization', organizationId } });
      await this.load();
      wx.showToast({ title: '已接单', icon: 'success' });
    });
  },
  async chooseOrganization(): Promise<ManagedOrganization | undefined> {
    const organizations = await listManagedOrganizations();
    if (organizations.length === 0) {
      tell('组织管理员可以为自己的组织接单。您还没有管理的组织。');
      return undefined;
    }
    if (organizations.length === 1) return organizations[0];
    const itemList = organizations.slice(0, 6).map(({ organizationName }) => organizationName);
    const { tapIndex } = await wx.showActionSheet({ itemList });
    return organizations[tapIndex];
  },
  accept(organizationId: string): Promise<void> {
    return busily(this, async () => {
      await serve(organizationId, this.data.id, 'acceptance');
      await this.load();
      wx.showToast({ title: '已接受，请联系需求方', icon: 'none' });
    });
  },
  plan(organizationId: string): Promise<void> | undefined {
    const { id, demand } = this.data;
    if (demand?.activityId) return this.openActivity();
    wx.navigateTo({ url: `/pages/organizer/plan/plan?organizationId=${organizationId}&demandId=${id}` });
    return undefined;
  },
  giveBack(): Promise<void> {
    return busily(this, async () => {
      const { demand, viewer, id } = this.data;
      if (viewer.as !== 'organization') return;
      const dispatched = demand?.state === 'DISPATCHED';
      const reason = await askReason(dispatched ? '婉拒派单' : '退回需求', '需求方和科协会看到原因');
      if (!reason) return;
      await serve(viewer.organizationId, id, dispatched ? 'declining' : 'release', reason);
      wx.navigateBack();
    });
  },
  contact(): Promise<void> {
    return busily(this, async () => {
      const { viewer, id } = this.data;
      if (viewer.as !== 'organization') return;
      const { name, phone } = await openContact(viewer.organizationId, id);
      if (await confirmed(name, `${phone}\n这次查看已留痕，请只用于安排服务。`, '拨打')) {
        wx.makePhoneCall({ phoneNumber: phone });
      }
    });
  },
  withdraw(): Promise<void> {
    return busily(this, async () => {
      const reason = await askReason('撤回这条需求', '接单的组织会看到原因');
      if (!reason) return;
      await withdrawDemand(this.data.id, reason);
      await this.load();
      wx.showToast({ title: '已撤回', icon: 'none' });
    });
  },
  starTapped({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ rating: currentTarget.dataset.star as number });
  },
  commentTyped({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ comment: detail.value });
  },
  rate(): Promise<void> {
    return busily(this, async () => {
      const { id, rating, comment } = this.data;
      await rateDemand(id, rating, comment.trim());
      await this.load();
      wx.showToast({ title: '谢谢评价', icon: 'success' });
    });
  },
  openActivity(): undefined {
    wx.navigateTo({ url: `/pages/activity/detail/detail?id=${this.data.demand?.activityId ?? ''}` });
    return undefined;
  },
  onShareAppMessage() {
    const { demand, id } = this.data;
    return { title: demand?.title ?? '这里需要科技志愿者', path: `/pages/demand/detail/detail?id=${id}` };
  },
});

function actionOf({ state, activityId }: DemandDetail, viewer: Viewer): string {
  if (viewer.as === 'public') return state === 'OPEN' ? '组织接单' : '';
  if (viewer.as === 'mine') return state === 'COMPLETED' ? '提交评价' : activityId ? '查看活动' : '';
  if (state === 'DISPATCHED') return '接受派单';
  if (activityId) return '查看活动';
  return state === 'ACCEPTED' ? '为它安排活动' : '';
}
