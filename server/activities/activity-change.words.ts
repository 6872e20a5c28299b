import { momentText } from '../platform/chinese-time';
import { areaFullName, type CodeTable, codeTable } from '../reference';
import type { ActivityChange, ChangedField, ChangeKind, ChangeSide } from './activity-change.entity';

/** One changed field in words. */
export interface ChangeText {
  label: string;
  from: string;
  to: string;
}

export const KIND_NAMES: Record<ChangeKind, string> = {
  RESCHEDULE: '变更时间或地点',
  PLACES: '调整名额',
  EDIT: '修改内容',
  WITHDRAW: '撤回修改',
  PUBLISH: '重新发布',
  CANCEL: '取消活动',
  TAKE_DOWN: '下架',
  CLOSE: '结项',
  HANDOVER: '换了主办组织',
};

export const SIDE_NAMES: Record<ChangeSide, string> = {
  ORGANIZATION: '活动组织者',
  UNIT: '上级科协',
  SYSTEM: '平台',
};

interface FieldWords {
  label: string;
  /** @returns a value in words; what is left out is shown as it is */
  text?: (value: never) => string;
  /** what only those who run or review it may read */
  hidden?: boolean;
}

const moment = (value: string) => momentText(new Date(value));
const yes = (value: boolean) => (value ? '是' : '否');
const named = (table: CodeTable) => (code: string) => codeTable(table)[code] ?? code;
const names = (table: CodeTable) => (codes: string[]) => codes.map(named(table)).join('、');
const degrees = (value: number) => value.toFixed(5);
const RISKS: Record<string, string> = { NONE: '没有特别风险', LOW: '有一定风险', HIGH: '风险较高' };
const MODES: Record<string, string> = { FIRST_COME: '先到先得', APPROVAL: '报名需审核' };

const FIELDS: Record<string, FieldWords> = {
  title: { label: '活动名称' },
  category: { label: '服务类别', text: named('activityCategory') },
  scene: { label: '场景', text: named('scene') },
  startsAt: { label: '开始时间', text: moment },
  endsAt: { label: '结束时间', text: moment },
  recruitFrom: { label: '报名开始', text: moment },
  recruitUntil: { label: '报名截止', text: moment },
  place: { label: '地点' },
  areaCode: { label: '所在地区', text: areaFullName },
  latitude: { label: '签到点纬度', text: degrees },
  longitude: { label: '签到点经度', text: degrees },
  radiusMetres: { label: '签到范围', text: (metres: number) => `${metres} 米` },
  places: { label: '招募人数', text: (places: number) => `${places} 人` },
  signUpMode: { label: '报名方式', text: (mode: string) => MODES[mode] ?? mode },
  waitlist: { label: '可以候补', text: yes },
  invitedOnly: { label: '仅限受邀者', text: yes },
  membersOnly: { label: '仅限本组织成员', text: yes },
  depositFen: { label: '可退押金', text: (fen: number) => `${fen / 100} 元` },
  minAge: { label: '最小年龄' },
  maxAge: { label: '最大年龄' },
  riskLevel: { label: '风险程度', text: (level: string) => RISKS[level] ?? level },
  riskNotice: { label: '风险提示' },
  insurance: { label: '保险', hidden: true },
  guarantees: { label: '志愿者保障', text: names('guarantee') },
  targets: { label: '服务对象', text: names('serviceTarget') },
  contact: { label: '咨询方式' },
  intro: { label: '活动介绍' },
  leadId: { label: '活动负责人', hidden: true },
  demandId: { label: '对应需求', hidden: true },
  organizationId: { label: '主办组织', hidden: true },
};

/** @returns the changed fields as everybody may read them; of what is not public only that it changed */
export function changeTexts({ items }: Pick<ActivityChange, 'items'>): ChangeText[] {
  return items.map(changeText);
}

function changeText({ field, of, from, to }: ChangedField): ChangeText {
  const { label, text, hidden } = FIELDS[field] ?? { label: '其他内容', hidden: true };
  const say = (value: unknown): string => {
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return '无';
    return text ? text(value as never) : String(value);
  };
  const full = of ? `${label}（${of}）` : label;
  return hidden ? { label: full, from: '', to: '' } : { label: full, from: say(from), to: say(to) };
}
