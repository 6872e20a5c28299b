import { listRecaps, type RecapCard } from '../../../api/recaps';
import { emptyList, listHooks, type PageOf, reload } from '../../../core/paged-list';

/** What volunteers did: all published recaps, or those of one organization (`organizationId`). */
Page({
  ...listHooks,
  data: { ...emptyList<RecapCard>(), organizationId: '' },
  onLoad({ organizationId = '' }): Promise<void> {
    this.setData({ organizationId });
    return reload(this);
  },
  fetchPage(cursor?: string): Promise<PageOf<RecapCard>> {
    return listRecaps({ organizationId: this.data.organizationId }, cursor);
  },
  onShareAppMessage() {
    return { title: '科技志愿服务活动风采' };
  },
});
