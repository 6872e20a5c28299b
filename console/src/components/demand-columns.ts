import { codeName } from '../words/codes';
import { type DemandCard, demandDays, demandStateName } from '../words/demands';
import { countText } from '../words/numbers';

/** What lists of demands show, whoever reads them. */
export const DEMAND_COLUMNS = [
  { key: 'title', title: '需求', width: 220 },
  { key: 'bodyName', title: '需求单位', width: 160, text: (row: DemandCard) => row.bodyName },
  { key: 'areaName', title: '地区', text: (row: DemandCard) => row.areaName },
  { key: 'category', title: '类别', text: (row: DemandCard) => codeName('activityCategory', row.category) },
  { key: 'days', title: '希望时间', text: (row: DemandCard) => demandDays(row) },
  {
    key: 'peopleExpected',
    title: '人数',
    align: 'right' as const,
    text: (row: DemandCard) => `约 ${countText(row.peopleExpected)}`,
  },
  { key: 'state', title: '状态', width: 80, text: (row: DemandCard) => demandStateName(row.state) },
  {
    key: 'organization',
    title: '组织',
    width: 140,
    text: (row: DemandCard) => row.organization?.name ?? '—',
  },
];
