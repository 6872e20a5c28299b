import { reviewRecord } from '../../../api/organizer-attendance';
import { decideObjection, decideUnitAppeal } from '../../../api/unit';
import { QUEUE_TITLES, type QueueKind, type QueueRow, readQueue } from '../../../api/unit-queues';
import { askReason } from '../../../core/ask-reason';
import { busily } from '../../../core/busy';
import { emptyList, listHooks, type PageOf, refresh, reload } from '../../../core/paged-list';

/** What waits for the officers of a 科协, one kind at a time; hours are decided here. */
Page({
  ...listHooks,
  data: { ...emptyList<QueueRow>(), kind: 'organizations' as QueueKind, busy: false },
  onLoad({ kind = 'organizations' }) {
    this.setData({ kind: kind as QueueKind });
    wx.setNavigationBarTitle({ title: QUEUE_TITLES[kind as QueueKind] });
  },
  onShow(): Promise<void> {
    return refresh(this);
  },
  fetchPage(cursor?: string): Promise<PageOf<QueueRow>> {
    return readQueue(this.data.kind, cursor);
  },
  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { url } = currentTarget.dataset as { url: string };
    if (url) wx.navigateTo({ url });
  },
  approve({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    return busily(this, async () => {
      await reviewRecord('unit', currentTarget.dataset.id as string, 'APPROVE');
      await this.decided('已通过，开始公示');
    });
  },
  reject({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    return this.withReason('不予通过', '已告诉志愿者', (reason) =>
      reviewRecord('unit', currentTarget.dataset.id as string, 'REJECT', reason),
    );
  },
  uphold({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    return this.withReason('异议成立，作废时长', '时长已作废', (reason) =>
      decideObjection(currentTarget.dataset.id as string, 'UPHELD', reason),
    );
  },
  dismiss({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    return this.withReason('异议不成立', '时长继续有效', (reason) =>
      decideObjection(currentTarget.dataset.id as string, 'DISMISSED', reason),
    );
  },
  supportAppeal({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    const { appeal } = currentTarget.dataset as { appeal: string };
    return this.withReason('支持申诉，撤回原结果', '已支持申诉', (reason) =>
      decideUnitAppeal(appeal, 'UPHELD', reason),
    );
  },
  dismissAppeal({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    const { appeal } = currentTarget.dataset as { appeal: string };
    return this.withReason('维持原结果', '已维持原结果', (reason) =>
      decideUnitAppeal(appeal, 'DISMISSED', reason),
    );
  },
  withReason(title: string, done: string, decide: (reason: string) => Promise<void>): Promise<void> {
    return busily(this, async () => {
      const reason = await askReason(title, '写明原因，志愿者会看到');
      if (!reason) return;
      await decide(reason);
      await this.decided(done);
    });
  },
  async decided(done: string): Promise<void> {
    wx.showToast({ title: done, icon: 'none' });
    await reload(this);
  },
});
