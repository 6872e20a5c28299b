import { type CloseOut, closeOut, correctCloseOut, findCloseOut, noteAbsences } from '../../../api/close-out';
import { busily, confirmed } from '../../../core/busy';
import { LOADING, show } from '../../../core/screen';

/** 结项: what the activity came to, what is left to settle, and the closing. */
Page({
  data: {
    screen: LOADING,
    id: '',
    known: null as CloseOut | null,
    peopleServed: '',
    note: '',
    /** it is closed out, and what was said is being corrected */
    correcting: false,
    reason: '',
    problem: '',
    reasonProblem: '',
    busy: false,
  },
  onLoad({ id = '' }) {
    this.setData({ id });
  },
  /** Also on the way back from what was left to settle. */
  onShow(): Promise<void> {
    return this.load();
  },
  onPullDownRefresh(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const known = await findCloseOut(this.data.id);
      const said = known.peopleServed === null ? '' : String(known.peopleServed);
      return {
        known,
        peopleServed: this.data.peopleServed || said,
        note: this.data.note || (known.note ?? ''),
      };
    });
  },
  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { url } = currentTarget.dataset as { url: string };
    if (url) wx.navigateTo({ url });
  },
  peopleChanged({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ peopleServed: detail.value, problem: '' });
  },
  noteChanged({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ note: detail.value });
  },
  reasonChanged({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ reason: detail.value, reasonProblem: '' });
  },
  noteAbsences(): Promise<void> {
    return busily(this, async () => {
      const { absent } = this.data.known as CloseOut;
      const consequence = '每个人都会收到通知，可以说明原因，不会自动受到任何限制。到场的人请先登记时长。';
      if (!(await confirmed(`把 ${absent} 人登记为未到场？`, consequence, '登记'))) return;
      const noted = await noteAbsences(this.data.id);
      wx.showToast({ title: `已登记 ${noted} 人`, icon: 'none' });
      await this.load();
    });
  },
  /** @returns what was filled in; undefined when the number is missing, which the page says */
  form(): { peopleServed: number; note?: string } | undefined {
    const { peopleServed, note } = this.data;
    if (!/^\d{1,8}$/.test(peopleServed)) {
      this.setData({ problem: '请填写服务了多少人，没有就填 0' });
      return undefined;
    }
    return { peopleServed: Number(peopleServed), ...(note.trim() ? { note: note.trim() } : {}) };
  },
  close(): Promise<void> | undefined {
    const form = this.form();
    if (!form) return undefined;
    return busily(this, async () => {
      if (
        !(await confirmed(
          '结项？',
          '服务人数计入统计。结项后活动不再变更，可以继续审核时长和写分享。',
          '结项',
        ))
      )
        return;
      try {
        await closeOut(this.data.id, form);
        wx.showToast({ title: '已结项', icon: 'success' });
      } finally {
        await this.load();
      }
    });
  },
  beginCorrection() {
    const { peopleServed, note } = this.data.known as CloseOut;
    this.setData({
      correcting: true,
      peopleServed: String(peopleServed ?? ''),
      note: note ?? '',
      reason: '',
    });
  },
  correct(): Promise<void> | undefined {
    const form = this.form();
    const reason = this.data.reason.trim();
    if (!reason) this.setData({ reasonProblem: '请写明更正的原因' });
    if (!form || !reason) return undefined;
    return busily(this, async () => {
      await correctCloseOut(this.data.id, { ...form, reason });
      this.setData({ correcting: false });
      wx.showToast({ title: '已更正', icon: 'success' });
      await this.load();
    });
  },
  openRecap() {
    wx.navigateTo({ url: `/pages/organizer/recap/recap?id=${this.data.id}` });
  },
});
