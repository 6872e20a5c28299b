import type { View } from '../api/client';
import { countText, hoursText } from './numbers';
import { momentText } from './time';

export type Counts = View<'CountsView'>;
export type FigureName = keyof Counts;

/** What the figures count, in the order in which tables show them. */
export const FIGURES: Record<FigureName, { title: string; unit: string }> = {
  volunteers: { title: '注册志愿者', unit: '人' },
  organizations: { title: '志愿服务组织', unit: '个' },
  activitiesPublished: { title: '发布活动', unit: '场' },
  activitiesHeld: { title: '开展活动', unit: '场' },
  signUps: { title: '报名', unit: '人次' },
  attended: { title: '参加服务', unit: '人次' },
  peopleServed: { title: '服务对象', unit: '人次' },
  minutes: { title: '有效时长', unit: '小时' },
};
export const FIGURE_NAMES = Object.keys(FIGURES) as FigureName[];

/** @returns the number as charts draw it: hours for minutes */
export const figureValue = (name: FigureName, counts: Counts): number =>
  name === 'minutes' ? Math.round((counts.minutes / 60) * 100) / 100 : counts[name];

export const figureText = <N extends FigureName>(name: N, counts: Pick<Counts, N>): string =>
  name === 'minutes' ? hoursText(counts[name]) : countText(counts[name]);

/** @returns e.g. `截至 11月28日 周六 00:00` */
export const asOfText = (asOf: string | null): string => (asOf ? `截至 ${momentText(asOf)}` : '每天零点更新');

/** @returns e.g. `2026年11月`, `11月25日`, `2026年` */
export function periodText(period: string): string {
  if (period === 'ALL') return '累计';
  const [year, month, day] = period.split('-').map(Number);
  if (day) return `${month}月${day}日`;
  return month ? `${year}年${month}月` : `${year}年`;
}

/** Which of a row of values tells the most, said as a finding for a chart's title. */
export function findingOf(name: FigureName, rows: readonly { label: string; value: number }[]): string {
  const { title, unit } = FIGURES[name];
  const top = rows.reduce((best, row) => (row.value > best.value ? row : best), { label: '', value: 0 });
  if (top.value === 0) return `这段时间还没有${title}`;
  const total = rows.reduce((sum, { value }) => sum + value, 0);
  if (top.value === total) return `${top.label}${title} ${top.value.toLocaleString('zh-CN')} ${unit}`;
  const tied = rows.filter(({ value }) => value === top.value).map(({ label }) => label);
  if (tied.length > 1) {
    const which = tied.length > 3 ? `${tied.slice(0, 3).join('、')}等 ${tied.length} 项` : tied.join('、');
    return `${which}${title}最多，各 ${top.value.toLocaleString('zh-CN')} ${unit}`;
  }
  const share = Math.round((top.value / total) * 100);
  return `${top.label}${title}最多，${top.value.toLocaleString('zh-CN')} ${unit}，占 ${share}%`;
}
