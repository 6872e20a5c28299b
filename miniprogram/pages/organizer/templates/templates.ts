import {
  type ActivityTemplate,
  beginFromTemplate,
  listTemplates,
  removeTemplate,
  renameTemplate,
} from '../../../api/activity-templates';
import { askName } from '../../../core/ask-name';
import { busily, confirmed } from '../../../core/busy';
import { emptyList, listHooks, type PageOf, reload } from '../../../core/paged-list';

/** What an organization keeps of its activities, to begin new ones from. */
Page({
  ...listHooks,
  data: { ...emptyList<ActivityTemplate>(), organizationId: '', busy: false },
  onLoad({ organizationId = '' }): Promise<void> {
    this.setData({ organizationId });
    return reload(this);
  },
  fetchPage(cursor?: string): Promise<PageOf<ActivityTemplate>> {
    return listTemplates(this.data.organizationId, cursor);
  },
  touched({ currentTarget }: WechatMiniprogram.TouchEvent): ActivityTemplate {
    return this.data.items[currentTarget.dataset.index as number];
  },
  use(event: WechatMiniprogram.TouchEvent): Promise<void> {
    return busily(this, async () => {
      const { id } = await beginFromTemplate(this.touched(event).id);
      const { organizationId } = this.data;
      wx.navigateTo({ url: `/pages/organizer/plan/plan?organizationId=${organizationId}&draftId=${id}` });
    });
  },
  rename(event: WechatMiniprogram.TouchEvent): Promise<void> {
    return busily(this, async () => {
      const template = this.touched(event);
      const name = await askName('模板名称', template.name);
      if (!name || name === template.name) return;
      await renameTemplate(template.id, name);
      await reload(this);
    });
  },
  remove(event: WechatMiniprogram.TouchEvent): Promise<void> {
    return busily(this, async () => {
      const { id, name } = this.touched(event);
      if (!(await confirmed(`删除“${name}”？`, '用它写过的活动不受影响。', '删除'))) return;
      await removeTemplate(id);
      await reload(this);
    });
  },
});
