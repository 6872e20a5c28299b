import { changePhone } from '../../../api/own-data';
import { findMe } from '../../../api/volunteer';
import { busily, tell } from '../../../core/busy';
import { LOADING, show } from '../../../core/screen';

/** Another phone, as WeChat vouches for it. */
Page({
  data: { screen: LOADING, phone: '', busy: false },
  onLoad(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => ({ phone: (await findMe()).volunteer?.phone ?? '' }));
  },
  granted({ detail }: WechatMiniprogram.CustomEvent<{ code: string }>): Promise<void> {
    return busily(this, async () => {
      await changePhone(detail.code);
      await this.load();
      wx.showToast({ title: '已更换', icon: 'success' });
    });
  },
  refused() {
    tell('没有更换。需要微信确认新的手机号，您可以再试一次。');
  },
});
