import { type DraftCard, discardDraft, listDrafts } from '../../../api/plan-drafts';
import { busily, confirmed } from '../../../core/busy';
import { emptyList, listHooks, type PageOf, refresh, reload } from '../../../core/paged-list';

/** The plans that are not written to their end, of all my organizations. */
Page({
  ...listHooks,
  data: { ...emptyList<DraftCard>(), busy: false },
  onShow(): Promise<void> {
    return refresh(this);
  },
  fetchPage(cursor?: string): Promise<PageOf<DraftCard>> {
    return listDrafts(cursor);
  },
  discard({ detail }: WechatMiniprogram.CustomEvent<{ draft: DraftCard }>): Promise<void> {
    return busily(this, async () => {
      const { id, name, revision } = detail.draft;
      const consequence = revision ? '活动保持原来的内容。' : '写过的内容不能找回。';
      if (!(await confirmed(`删除“${name}”？`, consequence, '删除'))) return;
      await discardDraft(id);
      await reload(this);
    });
  },
});
