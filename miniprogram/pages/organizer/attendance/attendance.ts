import { instantOf } from '../../../api/activity-plan';
import {
  type Attendance,
  decideAppeal,
  listAttendance,
  scanVolunteer,
} from '../../../api/organizer-attendance';
import { askReason } from '../../../core/ask-reason';
import { newAttemptKey } from '../../../core/attempt-key';
import { busily, tell } from '../../../core/busy';
import { emptyList, listHooks, type PageOf, refresh, reload } from '../../../core/paged-list';
import { scanText } from '../../../core/scan';
import { dayKey } from '../../../core/time';

/**
 * Who checked in and out of an activity. Where a phone has no network the lead scans the volunteer's own code; where
 * nothing worked, hours are entered by hand; who forgot to check out appeals, and the lead settles it.
 */
Page({
  ...listHooks,
  data: { ...emptyList<Attendance>(), id: '', busy: false },
  onLoad({ id = '' }) {
    this.setData({ id });
  },
  onShow(): Promise<void> {
    return refresh(this);
  },
  fetchPage(cursor?: string): Promise<PageOf<Attendance>> {
    return listAttendance(this.data.id, cursor);
  },
  scan({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    return busily(this, async () => {
      const code = await scanText();
      if (!code) return;
      const { kind } = currentTarget.dataset as { kind: 'in' | 'out' };
      tell(
        await scanVolunteer(this.data.id, kind, code, newAttemptKey()),
        kind === 'in' ? '签到成功' : '签退成功',
      );
      await reload(this);
    });
  },
  /** The time is on the day of the check-in: nothing crosses midnight. */
  uphold({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }>): Promise<void> {
    return this.decide(currentTarget.dataset.id as string, '写明核实的依据，志愿者会看到', detail.value);
  },
  dismiss({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    return this.decide(currentTarget.dataset.id as string, '写明不支持的原因，志愿者会看到');
  },
  decide(id: string, ask: string, leftAt?: string): Promise<void> {
    return busily(this, async () => {
      const item = this.data.items.find((each) => each.id === id) as Attendance;
      const reason = await askReason(leftAt ? `${leftAt} 离开` : '不支持申诉', ask);
      if (!reason || !item.appeal) return;
      await decideAppeal(item.appeal.id, reason, leftAt && instantOf(`${dayKey(item.inAt)} ${leftAt}`));
      wx.showToast({ title: leftAt ? '已登记，等另一位管理员审核' : '已回复志愿者', icon: 'none' });
      await reload(this);
    });
  },
  enter() {
    wx.navigateTo({ url: `/pages/organizer/entry/entry?id=${this.data.id}` });
  },
});
