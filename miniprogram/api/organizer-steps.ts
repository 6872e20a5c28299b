import type { ManagedActivity } from './organizer-activities';

/** A page that belongs to an activity. */
export interface ActivityLink {
  title: string;
  note: string;
  url: string;
}

/** Something done to an activity at once. */
export type Act = 'withdraw' | 'cancel' | 'dissolve';

export interface ActivitySteps {
  /** the one thing to do now; empty when there is nothing */
  primary: { label: string; url: string; act: Act | '' };
  links: ActivityLink[];
  /** how many places there are can still be changed */
  resizable: boolean;
  /** what stops it, asked about before it is done */
  acts: { act: Act; label: string }[];
}

type Standing = Pick<
  ManagedActivity,
  'id' | 'organizationId' | 'seriesId' | 'state' | 'begun' | 'ended' | 'signedUp' | 'phase' | 'publishedAt'
>;

const page = (name: string, id: string): string => `/pages/organizer/${name}/${name}?id=${id}`;

const noticeUrl = ({ id, organizationId }: Standing): string =>
  `/pages/organizer/notice-form/notice-form?organizationId=${organizationId}&activityId=${id}`;

/** @returns what those who run it can do with an activity as it stands; the server has the last word */
export function stepsOf(activity: Standing): ActivitySteps {
  const { id, state, begun, ended } = activity;
  const editable = state === 'DRAFT' || state === 'RETURNED';
  const published = state === 'PUBLISHED';
  const took = (published || state === 'CLOSED') && begun;
  const link = (title: string, name: string, note = ''): ActivityLink => ({
    title,
    note,
    url: page(name, id),
  });
  return {
    primary: primaryOf(activity),
    links: [
      link('预览', 'preview', '志愿者看到的样子'),
      ...(editable ? [link('编辑', 'plan')] : []),
      ...(editable && !activity.seriesId ? [link('安排为每周服务', 'series', '一次写好，每周都办')] : []),
      ...(published || state === 'CLOSED' || state === 'CANCELLED' ? [link('报名名单', 'signups')] : []),
      ...(published && !ended ? [link('签到码', 'code', '到现场出示')] : []),
      ...(took ? [link('签到名单', 'attendance'), link('服务时长', 'records')] : []),
      ...(state === 'CLOSED' ? [link('结项', 'close-out', '数字和结果')] : []),
      ...(took ? [link('活动分享', 'recap', '照片、故事和成效')] : []),
      ...(published || state === 'CLOSED'
        ? [{ ...link('发通知', 'notice-form', '告诉参加者或关注者'), url: noticeUrl(activity) }]
        : []),
      ...(published && !begun ? [link('变更时间地点', 'reschedule', '会通知每位报名者')] : []),
    ],
    resizable: published && !begun,
    acts: [
      ...(editable && activity.seriesId && !activity.publishedAt
        ? [{ act: 'dissolve' as const, label: '撤销每周安排' }]
        : []),
      ...(state === 'PENDING' || (published && !activity.signedUp && !begun)
        ? [{ act: 'withdraw' as const, label: '撤回为草稿' }]
        : []),
      ...(published && !ended ? [{ act: 'cancel' as const, label: '取消活动' }] : []),
    ],
  };
}

function primaryOf({ id, state, begun, ended }: Standing): ActivitySteps['primary'] {
  const go = (label: string, name: string) => ({ label, url: page(name, id), act: '' as const });
  if (state === 'DRAFT' || state === 'RETURNED') return go('预览并提交审核', 'preview');
  if (state === 'CLOSED') return go('活动分享', 'recap');
  if (state !== 'PUBLISHED') return { label: '', url: '', act: '' };
  if (ended) return go('结项', 'close-out');
  return begun ? go('出示签到码', 'code') : go('查看报名名单', 'signups');
}
