import { listFollowings, listMemberships, type MyOrganization } from '../../../api/memberships';
import { emptyList, listHooks, type PageOf, refresh, reload } from '../../../core/paged-list';

/** The organizations that I joined or asked to join, and those that I follow. */
Page({
  ...listHooks,
  data: { ...emptyList<MyOrganization>(), following: false },
  /** Also after leaving one on its page. */
  onShow(): Promise<void> {
    return refresh(this);
  },
  fetchPage(cursor?: string): Promise<PageOf<MyOrganization>> {
    return this.data.following ? listFollowings(cursor) : listMemberships(cursor);
  },
  showJoined(): Promise<void> {
    this.setData({ following: false });
    return reload(this, { fresh: true });
  },
  showFollowed(): Promise<void> {
    this.setData({ following: true });
    return reload(this, { fresh: true });
  },
  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/organization/detail/detail?id=${currentTarget.dataset.id}` });
  },
  findOrganizations() {
    wx.switchTab({ url: '/pages/tabs/organizations/organizations' });
  },
});
