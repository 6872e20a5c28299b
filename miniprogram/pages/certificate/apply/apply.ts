import { applyForCertificate, type Issuer, listIssuers } from '../../../api/certificates';
import { busily } from '../../../core/busy';
import { LOADING, show } from '../../../core/screen';
import { dayKey } from '../../../core/time';

/** Applying: which organization, which period. It is issued at once and costs nothing. */
Page({
  data: {
    screen: LOADING,
    issuers: [] as Issuer[],
    names: [] as string[],
    chosen: 0,
    fromDay: '',
    toDay: '',
    today: '',
    problem: '',
    busy: false,
  },
  onLoad(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const issuers = await listIssuers();
      this.setData({
        issuers,
        names: issuers.map(({ name }) => name),
        today: dayKey(new Date().toISOString()),
      });
      this.choose(0);
      return {};
    });
  },
  /** The whole time with an organization is what people mostly want. */
  choose(chosen: number) {
    const issuer = this.data.issuers[chosen];
    if (issuer) this.setData({ chosen, fromDay: issuer.firstDay, toDay: this.data.today, problem: '' });
  },
  issuerPicked({ detail }: WechatMiniprogram.CustomEvent<{ value: string | number }>) {
    this.choose(Number(detail.value));
  },
  dayPicked({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ [currentTarget.dataset.field as string]: detail.value, problem: '' });
  },
  submit(): Promise<void> | undefined {
    const { issuers, chosen, fromDay, toDay } = this.data;
    const issuer = issuers[chosen];
    if (!issuer) return undefined;
    if (fromDay > toDay) {
      this.setData({ problem: '开始日期不能晚于结束日期' });
      return undefined;
    }
    return busily(this, async () => {
      const id = await applyForCertificate({ organizationId: issuer.organizationId, fromDay, toDay });
      wx.redirectTo({ url: `/pages/certificate/detail/detail?id=${id}` });
    });
  },
  findActivities() {
    wx.switchTab({ url: '/pages/tabs/activities/activities' });
  },
});
