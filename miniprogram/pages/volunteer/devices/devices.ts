import { type Device, findDevices, logDeviceOut } from '../../../api/own-data';
import { busily, confirmed } from '../../../core/busy';
import { LOADING, show } from '../../../core/screen';

/** Where I am logged in, and logging the others out. */
Page({
  data: { screen: LOADING, devices: [] as Device[], busy: false },
  onLoad(): Promise<void> {
    return this.load();
  },
  onPullDownRefresh(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => ({ devices: await findDevices() }));
  },
  logOut({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    return busily(this, async () => {
      const sure = await confirmed('让这台设备退出？', '它需要重新登录才能再看到您的内容。', '退出');
      if (!sure) return;
      await logDeviceOut(currentTarget.dataset.id as string);
      await this.load();
    });
  },
});
