import type { Problems } from '../../../api/activity-plan-problems';
import { listManaged } from '../../../api/organizer-activities';
import {
  type Addressee,
  type Audience,
  findAudience,
  publishNotice,
  WHOM,
} from '../../../api/organizer-notices';
import { busily, confirmed } from '../../../core/busy';
import type { CodeOption } from '../../../core/codes';
import { LOADING, show } from '../../../core/screen';

interface Choice extends Audience {
  to: Addressee;
}

/**
 * Tells something to everybody who follows the organization, or, opened from an activity, to everybody who takes part in
 * it. A lead who is no admin writes to the participants only.
 */
Page({
  data: {
    screen: LOADING,
    organizationId: '',
    title: '',
    body: '',
    activityId: '',
    activities: [] as CodeOption[],
    choices: [] as Choice[],
    /** `choices` for the field */
    audiences: [] as CodeOption[],
    chosen: { people: 0, inWechat: 0 } as Choice,
    whom: '',
    problems: {} as Problems,
    busy: false,
  },
  onLoad({ organizationId = '', activityId = '' }): Promise<void> {
    this.setData({ organizationId, activityId });
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const { organizationId, activityId } = this.data;
      const [followers, participants] = await Promise.all([
        choiceOf({ kind: 'FOLLOWERS', id: organizationId }).catch((failure) => {
          if (!activityId) throw failure;
          return null;
        }),
        activityId ? choiceOf({ kind: 'PARTICIPANTS', id: activityId }) : null,
      ]);
      const choices = [participants, followers].filter((choice): choice is Choice => choice !== null);
      this.choose(choices.find(({ people }) => people > 0) ?? choices[0]);
      return {
        choices,
        audiences: choices.map(({ to, people }) => ({
          code: to.kind,
          name: `${NAMES[to.kind]}（${people} 人）`,
        })),
        activities: followers ? await activitiesOf(organizationId) : [],
      };
    });
  },
  choose(chosen: Choice) {
    this.setData({ chosen, whom: WHOM[chosen.to.kind] });
  },
  audienceChosen({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.choose(this.data.choices.find(({ to }) => to.kind === detail.value) as Choice);
  },
  changed({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const field = currentTarget.dataset.field as string;
    this.setData({ [field]: detail.value, [`problems.${field}`]: '' });
  },
  publish(): Promise<void> | undefined {
    const { activityId, chosen } = this.data;
    const [title, body] = [this.data.title.trim(), this.data.body.trim()];
    const problems = { ...(title ? {} : { title: '请填写标题' }), ...(body ? {} : { body: '请填写内容' }) };
    this.setData({ problems });
    if (!title || !body) return undefined;
    return busily(this, async () => {
      const { people, inWechat, to } = chosen;
      const consequence = `${people} 位${WHOM[to.kind]}会在消息里看到，其中 ${inWechat} 人关注了公众号，还会在微信里收到。发出后不能撤回。`;
      if (!(await confirmed('发布这条通知？', consequence, '发布'))) return;
      const about = to.kind === 'FOLLOWERS' && activityId ? { activityId } : {};
      const { id } = await publishNotice(to, { title, body, ...about });
      wx.redirectTo({ url: `/pages/organizer/notice-report/notice-report?id=${id}` });
    });
  },
});

const NAMES = { PARTICIPANTS: '这次活动的参加者', FOLLOWERS: '关注组织的人' };

const choiceOf = async (to: Addressee): Promise<Choice> => ({ to, ...(await findAudience(to)) });

async function activitiesOf(organizationId: string): Promise<CodeOption[]> {
  const { items } = await listManaged('organizer', { organizationId, state: 'PUBLISHED' }, undefined, 20);
  return [{ code: '', name: '不关联活动' }, ...items.map(({ id, title }) => ({ code: id, name: title }))];
}
