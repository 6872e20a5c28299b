import { type ActivityCard, listActivities } from '../../../api/activities';
import { type Belonging, findBelonging } from '../../../api/belonging';
import { findOrganizationFigures, type KeyFigures } from '../../../api/figures';
import {
  findOrganization,
  follow,
  join,
  leave,
  type OrganizationDetail,
  unfollow,
} from '../../../api/organizations';
import { listRecaps, type RecapCard } from '../../../api/recaps';
import { busily, confirmed, tell } from '../../../core/busy';
import { isSinglePage } from '../../../core/scene';
import { LOADING, show } from '../../../core/screen';

const LABELS = { NONE: '申请加入', APPLIED: '撤回申请', ACTIVE: '退出组织' };
const NOTES = { NONE: '', APPLIED: '已申请加入，等待组织管理员审核', ACTIVE: '您是这个组织的成员' };

/** An organization as everybody sees it, and joining it. */
Page({
  data: {
    screen: LOADING,
    id: '',
    organization: null as OrganizationDetail | null,
    activities: [] as ActivityCard[],
    recaps: [] as RecapCard[],
    done: null as KeyFigures | null,
    belonging: { membership: 'NONE', following: false } as Belonging,
    label: '',
    note: '',
    single: false,
    busy: false,
  },
  onLoad({ id = '' }) {
    this.setData({ id, single: isSinglePage() });
  },
  onShow(): Promise<void> {
    return this.load();
  },
  onPullDownRefresh(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const { id, single } = this.data;
      const [organization, activities, recaps, done, belonging] = await Promise.all([
        findOrganization(id),
        listActivities({ organizationId: id }, undefined, 5),
        listRecaps({ organizationId: id }, undefined, 5),
        findOrganizationFigures(id),
        single ? this.data.belonging : findBelonging(id),
      ]);
      // It was merged: what follows is about the organization that goes on.
      if (organization.id !== id) {
        this.setData({ id: organization.id });
        await this.load();
        return {};
      }
      const { membership } = belonging;
      const label =
        membership === 'NONE' && organization.joinMode === 'OPEN' ? '加入组织' : LABELS[membership];
      return {
        organization,
        activities: activities.items,
        recaps: recaps.items,
        done,
        belonging,
        label,
        note: NOTES[membership],
      };
    });
  },
  act(): Promise<void> {
    return this.data.belonging.membership === 'NONE' ? this.join() : this.leave();
  },
  join(): Promise<void> {
    return busily(this, async () => {
      const { state } = await join(this.data.id);
      await this.load();
      if (state === 'ACTIVE') wx.showToast({ title: '已加入', icon: 'success' });
      else tell('申请已经送到组织管理员那里，结果会在“消息”里告诉您。', '已提交申请');
    });
  },
  leave(): Promise<void> {
    return busily(this, async () => {
      const member = this.data.belonging.membership === 'ACTIVE';
      const sure = member
        ? await confirmed('退出这个组织？', '您的服务记录会保留，之后可以重新申请加入。', '退出')
        : await confirmed('撤回加入申请？', '撤回后可以重新申请。', '撤回');
      if (!sure) return;
      await leave(this.data.id);
      await this.load();
      wx.showToast({ title: member ? '已退出' : '已撤回', icon: 'none' });
    });
  },
  toggleFollowing(): Promise<void> {
    return busily(this, async () => {
      const { belonging, id } = this.data;
      const following = !belonging.following;
      await (following ? follow(id) : unfollow(id));
      this.setData({ belonging: { ...belonging, following } });
      wx.showToast({ title: following ? '已关注，新活动会通知您' : '已取消关注', icon: 'none' });
    });
  },
  onShareAppMessage() {
    const { id, organization } = this.data;
    return {
      title: organization?.name ?? '科技志愿服务组织',
      path: `/pages/organization/detail/detail?id=${id}`,
    };
  },
  onShareTimeline() {
    const { id, organization } = this.data;
    return { title: organization?.name ?? '科技志愿服务组织', query: `id=${id}` };
  },
});
