import { listRecords, reviewRecord, type ServiceRecord } from '../../../api/organizer-attendance';
import { askReason } from '../../../core/ask-reason';
import { busily } from '../../../core/busy';
import { emptyList, listHooks, type PageOf, reload } from '../../../core/paged-list';

/** The service hours of an activity with their stages; what was entered by hand waits for a second admin. */
Page({
  ...listHooks,
  data: { ...emptyList<ServiceRecord>(), id: '', busy: false },
  onLoad({ id = '' }): Promise<void> {
    this.setData({ id });
    return reload(this);
  },
  fetchPage(cursor?: string): Promise<PageOf<ServiceRecord>> {
    return listRecords(this.data.id, cursor);
  },
  approve({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    return busily(this, async () => {
      await reviewRecord('organizer', currentTarget.dataset.id as string, 'APPROVE');
      wx.showToast({ title: '已通过，开始公示', icon: 'none' });
      await reload(this);
    });
  },
  reject({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
    return busily(this, async () => {
      const reason = await askReason('不予通过', '写明原因，志愿者会看到');
      if (!reason) return;
      await reviewRecord('organizer', currentTarget.dataset.id as string, 'REJECT', reason);
      await reload(this);
    });
  },
});
