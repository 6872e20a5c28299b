import type { View } from '../api/client';
import { clockText, dayText } from './time';

/** A service record as organizers and units see it. */
export type ServiceRecord = View<'RecordListItem'>;

export const RECORD_STATES = [
  { value: '', label: '全部' },
  { value: 'PENDING', label: '待审核' },
  { value: 'IN_PUBLICITY', label: '公示中' },
  { value: 'DISPUTED', label: '有异议' },
  { value: 'EFFECTIVE', label: '已生效' },
  { value: 'REJECTED', label: '未通过' },
  { value: 'VOIDED', label: '已作废' },
];

export const recordStateName = (state: string): string =>
  RECORD_STATES.find(({ value }) => value === state)?.label ?? state;

const SOURCES: Record<string, string> = { CHECKED_IN: '签到签退', ENTERED: '登记', RETROACTIVE: '补录' };
export const sourceName = (source: string): string => SOURCES[source] ?? source;

/** @returns e.g. `11月28日 周六 09:00–11:30` */
export const servedText = ({ startAt, endAt }: Pick<ServiceRecord, 'startAt' | 'endAt'>): string =>
  `${dayText(startAt)} ${clockText(startAt)}–${clockText(endAt)}`;

/** Of a 补录: what it waits for. */
const PAST_STATES: Record<View<'PastActivityView'>['state'], string> = {
  PENDING: '待科协审核',
  RETURNED: '退回修改',
  WITHDRAWN: '已撤回',
  REJECTED: '没有通过',
  APPROVED: '已通过',
};
export const pastStateName = (state: View<'PastActivityView'>['state']): string => PAST_STATES[state];
