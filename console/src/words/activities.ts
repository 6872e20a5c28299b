import type { View } from '../api/client';

type Activity = Pick<View<'ActivityCard'>, 'state' | 'phase' | 'freePlaces'>;

/** @returns 余 12 位, 已满, 报名已截止 …, and whether one can sign up now */
export function placesText({ state, phase, freePlaces }: Activity): { text: string; open: boolean } {
  const closed = (text: string) => ({ text, open: false });
  if (state === 'CANCELLED') return closed('已取消');
  if (phase === 'ended' || state === 'CLOSED') return closed('已结束');
  if (phase === 'in_progress') return closed('进行中');
  if (phase === 'recruitment_over') return closed('报名已截止');
  if (freePlaces <= 0) return closed('已满');
  return phase === 'upcoming' ? closed('报名未开始') : { text: `余 ${freePlaces} 位`, open: true };
}

/** @returns area and place without saying twice where they overlap: 北京市朝阳区 + 朝阳区望京街道 */
export function addressText({ areaName, place }: Pick<View<'ActivityCard'>, 'areaName' | 'place'>): string {
  for (let start = 0; start < areaName.length; start += 1) {
    if (place.startsWith(areaName.slice(start))) return areaName.slice(0, start) + place;
  }
  return `${areaName} ${place}`;
}

const STATES: Record<View<'ActivityCard'>['state'], string> = {
  DRAFT: '草稿',
  PENDING: '待审核',
  RETURNED: '退回修改',
  REJECTED: '未通过',
  PUBLISHED: '已发布',
  CLOSED: '已结项',
  CANCELLED: '已取消',
  TAKEN_DOWN: '已下架',
};

export const activityStateName = (state: View<'ActivityCard'>['state']): string => STATES[state];

export const ACTIVITY_STATE_OPTIONS = Object.entries(STATES).map(([value, label]) => ({ value, label }));

/** How an activity that was published stands with its closing. */
export type CloseOutStage = 'NOT_ENDED' | 'DUE' | 'CLOSED';

export const CLOSE_OUT_OPTIONS: { value: CloseOutStage; label: string }[] = [
  { value: 'NOT_ENDED', label: '未结束' },
  { value: 'DUE', label: '待结项' },
  { value: 'CLOSED', label: '已结项' },
];

/** @returns empty where there is nothing to close */
export function closeOutName({ state, phase }: Pick<View<'ActivityCard'>, 'state' | 'phase'>): string {
  if (state === 'CLOSED') return '已结项';
  if (state !== 'PUBLISHED') return '';
  return phase === 'ended' ? '待结项' : '未结束';
}

export const RISK_LEVELS = [
  { value: 'NONE', label: '没有特别风险' },
  { value: 'LOW', label: '有一定风险' },
  { value: 'HIGH', label: '风险较高' },
] as const;
