import { hasLoggedOut, logOut } from '../../../api/volunteer';
import { busily, confirmed } from '../../../core/busy';
import { isLargeType, setLargeType } from '../../../core/large-type';
import { READY } from '../../../core/screen';
import { ME_TAB } from '../../../core/ways';

/** Settings of this phone. */
Page({
  data: { screen: READY, large: false, away: false, busy: false },
  onLoad() {
    this.setData({ large: isLargeType(), away: hasLoggedOut() });
  },
  largeTypeSwitched({ detail }: WechatMiniprogram.SwitchChange) {
    setLargeType(detail.value);
    this.setData({ large: detail.value, screen: { ...READY } });
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
