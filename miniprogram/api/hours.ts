import { get, withQuery } from '../core/http';
import type { PageOf } from '../core/paged-list';
import { clockText, dayText, hoursText, momentText } from '../core/time';

type RecordState = 'PENDING' | 'REJECTED' | 'IN_PUBLICITY' | 'DISPUTED' | 'EFFECTIVE' | 'VOIDED';

interface RecordRow {
  id: string;
  activityId: string;
  activityTitle: string;
  startAt: string;
  endAt: string;
  hours: string;
  content: string;
  source: 'CHECKED_IN' | 'ENTERED' | 'RETROACTIVE';
  state: RecordState;
  /** where it stands and who must act, in the server's words */
  sentence: string;
}

export interface Stage {
  name: string;
  /** done, now or later */
  progress: string;
}

export interface ServiceRecord extends RecordRow {
  /** 11月28日 周六 09:00–11:30 */
  when: string;
  sourceName: string;
  stateName: string;
  tone: string;
  /** what leads to the explanation: 为什么还没到账 while it does not count */
  whyText: string;
  /** every stage until it counts; empty for what will never count */
  stages: Stage[];
}

export interface HoursSummary {
  /** two decimals; effective hours only */
  hours: string;
  starLevel: number;
  stars: { level: number; earned: boolean }[];
  /** 再服务 12.5 小时升为二星; says so at the highest */
  nextText: string;
  /** how far towards the next star, 0 to 100 */
  percent: number;
  asOfText: string;
}

interface HoursRow {
  minutes: number;
  hours: string;
  starLevel: number;
  nextStar: { level: number; hours: number; minutesLeft: number } | null;
  asOf: string;
  records: PageOf<RecordRow>;
}

/** @returns the summary and one page of records, newest first */
export async function findHours(
  cursor?: string,
  limit = 15,
): Promise<{ summary: HoursSummary; records: PageOf<ServiceRecord> }> {
  const row = await get<HoursRow>(withQuery('/api/volunteer/hours', { cursor, limit }));
  const { items, next } = row.records;
  return { summary: summaryOf(row), records: { items: items.map(serviceRecord), next } };
}

const LEVELS = ['', '一星', '二星', '三星', '四星', '五星'];

export function summaryOf({ minutes, hours, starLevel, nextStar, asOf }: HoursRow): HoursSummary {
  return {
    hours,
    starLevel,
    stars: [1, 2, 3, 4, 5].map((level) => ({ level, earned: level <= starLevel })),
    nextText: nextStar
      ? `再服务 ${hoursText(nextStar.minutesLeft)} 小时，成为${LEVELS[nextStar.level]}志愿者`
      : '您已是五星志愿者，感谢您长久的付出',
    percent: nextStar ? Math.floor((minutes / (nextStar.hours * 60)) * 100) : 100,
    asOfText: `截至 ${momentText(asOf)}`,
  };
}

const SOURCES = { CHECKED_IN: '签到签退', ENTERED: '负责人登记', RETROACTIVE: '补录' };

const STATES: Record<RecordState, { stateName: string; tone: string }> = {
  PENDING: { stateName: '待审核', tone: 'waiting' },
  REJECTED: { stateName: '未通过', tone: 'bad' },
  IN_PUBLICITY: { stateName: '公示中', tone: 'waiting' },
  DISPUTED: { stateName: '核实中', tone: 'waiting' },
  EFFECTIVE: { stateName: '已计入', tone: 'good' },
  VOIDED: { stateName: '已作废', tone: 'bad' },
};

export const serviceRecord = (row: RecordRow): ServiceRecord => ({
  ...row,
  when: `${dayText(row.startAt)} ${clockText(row.startAt)}–${clockText(row.endAt)}`,
  sourceName: SOURCES[row.source],
  ...STATES[row.state],
  whyText: row.state === 'EFFECTIVE' ? '查看经过' : '为什么还没到账',
  stages: stagesOf(row),
});

/** What is checked in needs no review; whatever is entered by hand does. */
function stagesOf({ source, state }: RecordRow): Stage[] {
  if (state === 'REJECTED' || state === 'VOIDED') return [];
  const names = source === 'CHECKED_IN' ? ['签退', '公示', '计入'] : ['登记', '审核', '公示', '计入'];
  const reached = { PENDING: '审核', IN_PUBLICITY: '公示', DISPUTED: '公示', EFFECTIVE: '' }[state];
  const now = reached === '' ? names.length : names.indexOf(reached);
  return names.map((name, index) => ({
    name,
    progress: index < now ? 'done' : index === now ? 'now' : 'later',
  }));
}
