import { hasLoggedOut, logOut } from '../../../api/volunteer';
import { busily, confirmed } from '../../../core/busy';
import { chooseLargeType, isLargeType, sendLargeType } from '../../../core/large-type';
import { READY } from '../../../core/screen';
import { ME_TAB } from '../../../core/ways';

const LINKS = [
  ['profile', '我的资料 · 手机号'],
  ['children', '我的孩子'],
  ['consents', '我的授权'],
  ['devices', '我的设备'],
  ['my-data', '导出我的数据'],
  ['leaving', '注销账号'],
].map(([page, label]) => ({ page, label, url: `/pages/volunteer/${page}/${page}` }));

/** Settings of this phone, and the ways to one's own data. */
Page({
  data: { screen: READY, links: LINKS, large: false, away: false, busy: false },
  onLoad() {
    this.setData({ large: isLargeType(), away: hasLoggedOut() });
  },
  largeTypeSwitched({ detail }: WechatMiniprogram.SwitchChange) {
    chooseLargeType(detail.value);
    this.setData({ large: detail.value, screen: { ...READY } });
    if (!this.data.away) void sendLargeType();
  },
  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: currentTarget.dataset.url as string });
  },
  openAgreement() {
    wx.navigateTo({ url: '/pages/volunteer/agreement/agreement' });
  },
  openPrivacy() {
    wx.openPrivacyContract({});
  },
  logOut(): Promise<void> {
    return busily(this, async () => {
      const sure = await confirmed('退出登录？', '您的报名和时长都会保留，再次登录就能看到。', '退出');
      if (!sure) return;
      await logOut();
      wx.reLaunch({ url: ME_TAB });
    });
  },
});
