import type { Problems } from '../../../api/activity-plan-problems';
import { listManaged } from '../../../api/organizer-activities';
import { type Audience, findAudience, publishNotice } from '../../../api/organizer-notices';
import { busily, confirmed } from '../../../core/busy';
import type { CodeOption } from '../../../core/codes';
import { LOADING, show } from '../../../core/screen';

/** Tells something to everybody who follows the organization. */
Page({
  data: {
    screen: LOADING,
    organizationId: '',
    title: '',
    body: '',
    activityId: '',
    activities: [] as CodeOption[],
    audience: { followers: 0, inWechat: 0 } as Audience,
    problems: {} as Problems,
    busy: false,
  },
  onLoad({ organizationId = '', activityId = '' }): Promise<void> {
    this.setData({ organizationId, activityId });
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const { organizationId } = this.data;
      const [activities, audience] = await Promise.all([
        listManaged('organizer', { organizationId, state: 'PUBLISHED' }, undefined, 20),
        findAudience(organizationId),
      ]);
      const choices = activities.items.map(({ id, title }) => ({ code: id, name: title }));
      return { activities: [{ code: '', name: '不关联活动' }, ...choices], audience };
    });
  },
  changed({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const field = currentTarget.dataset.field as string;
    this.setData({ [field]: detail.value, [`problems.${field}`]: '' });
  },
  publish(): Promise<void> | undefined {
    const { organizationId, activityId } = this.data;
    const [title, body] = [this.data.title.trim(), this.data.body.trim()];
    const problems = { ...(title ? {} : { title: '请填写标题' }), ...(body ? {} : { body: '请填写内容' }) };
    this.setData({ problems });
    if (!title || !body) return undefined;
    return busily(this, async () => {
      const { followers, inWechat } = this.data.audience;
      const consequence = `${followers} 人会在消息里看到，其中 ${inWechat} 人关注了公众号，还会在微信里收到。发出后不能撤回。`;
      if (!(await confirmed('发布这条通知？', consequence, '发布'))) return;
      const { id } = await publishNotice(organizationId, {
        title,
        body,
        ...(activityId ? { activityId } : {}),
      });
      wx.redirectTo({ url: `/pages/organizer/notice-report/notice-report?id=${id}` });
    });
  },
});
