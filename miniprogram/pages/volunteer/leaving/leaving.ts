import { beginLeaving, stay } from '../../../api/own-data';
import { findMe, type Volunteer } from '../../../api/volunteer';
import { busily, confirmed, tell } from '../../../core/busy';
import { LOADING, show } from '../../../core/screen';
import { momentText } from '../../../core/time';
import { REGISTRATION } from '../../../core/ways';

const CONSEQUENCES = [
  '7 天之内可以随时撤回；到期后不能恢复。',
  '还没开始的活动报名会立刻取消，名额让给别人。',
  '到期后，您的姓名、证件、手机号和资料会删除，所有组织的成员身份会结束。',
  '已有的服务时长以不能识别您的形式保留，不能再用来开证明。需要证明的话，请先开好。',
  '以后想再参加，可以重新注册，时长从零开始。',
];

/** Deregistering: what follows, seven days to think it over, and the way back (R61). */
Page({
  data: {
    screen: LOADING,
    consequences: CONSEQUENCES,
    volunteer: null as Volunteer | null,
    until: '',
    understood: false,
    busy: false,
  },
  onShow(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const { volunteer } = await findMe();
      return { volunteer, until: volunteer?.deregistersAt ? momentText(volunteer.deregistersAt) : '' };
    });
  },
  toggle() {
    this.setData({ understood: !this.data.understood });
  },
  act(): Promise<void> | undefined {
    if (this.data.volunteer?.leaving) return this.stay();
    if (this.data.understood) return this.leave();
    tell('请先阅读后果并勾选。');
    return undefined;
  },
  leave(): Promise<void> {
    return busily(this, async () => {
      const sure = await confirmed('注销账号？', '报名会立刻取消；7 天后您的资料删除，不能恢复。', '注销');
      if (!sure) return;
      await beginLeaving();
      await this.load();
    });
  },
  stay(): Promise<void> {
    return busily(this, async () => {
      await stay();
      this.setData({ understood: false });
      await this.load();
      wx.showToast({ title: '已撤回，账号照旧', icon: 'none' });
    });
  },
  register() {
    wx.navigateTo({ url: REGISTRATION });
  },
});
