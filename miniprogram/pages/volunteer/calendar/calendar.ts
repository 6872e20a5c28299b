import { endCalendarAddress, findCalendarAddress, renewCalendarAddress } from '../../../api/calendar';
import { busily, confirmed } from '../../../core/busy';
import { LOADING, show } from '../../../core/screen';

/** 日历订阅: one's confirmed activities in any calendar program, by a secret address. */
Page({
  data: { screen: LOADING, url: '', since: '', busy: false },
  onLoad(): Promise<void> {
    return this.load();
  },
  onPullDownRefresh(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => ({ ...(await findCalendarAddress()) }));
  },
  primary(): Promise<void> {
    return this.data.url ? this.copy() : this.renew();
  },
  async copy(): Promise<void> {
    await wx.setClipboardData({ data: this.data.url });
  },
  renew(): Promise<void> {
    return busily(this, async () => {
      this.setData({ ...(await renewCalendarAddress()) });
      await this.copy();
    });
  },
  async change(): Promise<void> {
    const consequence = '旧地址马上失效，已经订阅的日历不再更新，要用新地址重新订阅。';
    if (await confirmed('换一个地址？', consequence, '更换')) await this.renew();
  },
  async end(): Promise<void> {
    if (!(await confirmed('停用日历订阅？', '地址马上失效，日历里的活动不再更新。', '停用'))) return;
    await busily(this, async () => {
      await endCalendarAddress();
      this.setData({ url: '', since: '' });
    });
  },
});
