import type { Policy } from '../../../config/config';
import { ensure, invalid } from '../fault';

/** A limit that may change while the product runs. */
export interface AdjustableLimit {
  /** what people call it */
  label: string;
  unit: string;
  /** rule of the domain that it belongs to */
  rule: string;
  min: number;
  max: number;
}

/**
 * The limits that every process reads anew whenever it needs them. What is built into codes, certificates or running
 * offers is not among them and stays in the environment.
 */
export const ADJUSTABLE = {
  maxMemberships: { label: '每人最多同时加入的组织', unit: '个', rule: 'R12', min: 1, max: 100 },
  publicityWorkingDays: { label: '时长公示期', unit: '个工作日', rule: 'R38', min: 0, max: 60 },
  retroactivePublicityWorkingDays: {
    label: '补录时长公示期',
    unit: '个工作日',
    rule: 'R25',
    min: 0,
    max: 60,
  },
  retroactiveAfterDays: { label: '活动结束后算作补录', unit: '天后', rule: 'R25', min: 0, max: 365 },
  maxMinutesPerDay: { label: '每人每天最多计入', unit: '分钟', rule: 'R39', min: 60, max: 1440 },
  anomalousEntries: { label: '列为异常的集中登记', unit: '条', rule: 'R39', min: 2, max: 1000 },
  maxGpsAccuracyMetres: { label: '签到定位误差上限', unit: '米', rule: 'R33', min: 10, max: 5000 },
  checkInOpensMinutesBefore: { label: '提前签到', unit: '分钟', rule: 'R33', min: 0, max: 720 },
  closeOutReminderDays: { label: '活动结束后提醒结项', unit: '天', rule: 'R24', min: 1, max: 60 },
  checkOutReminderMinutes: { label: '活动结束后提醒签退', unit: '分钟', rule: 'R33', min: 1, max: 240 },
  maxWaiting: { label: '每个岗位候补人数上限', unit: '人', rule: 'R31', min: 1, max: 10_000 },
  offerMinutes: { label: '候补名额保留', unit: '分钟', rule: 'R31', min: 5, max: 2880 },
  invitationHours: { label: '邀请名额保留', unit: '小时', rule: 'R32', min: 1, max: 336 },
  claimAttemptsPerDay: { label: '每天认领次数', unit: '次', rule: 'R62', min: 1, max: 100 },
  deregistrationDays: { label: '注销冷静期', unit: '天', rule: 'R61', min: 0, max: 90 },
  maxOpenDemands: { label: '每位需求方待处理的需求', unit: '条', rule: 'R70', min: 1, max: 1000 },
  demandAnswerHours: { label: '派单答复期限', unit: '小时', rule: 'R71', min: 1, max: 720 },
} satisfies Partial<Record<keyof Policy, AdjustableLimit>>;

export type AdjustableName = keyof typeof ADJUSTABLE;

export const ADJUSTABLE_NAMES = Object.keys(ADJUSTABLE) as AdjustableName[];

export const isAdjustable = (name: string): name is AdjustableName => name in ADJUSTABLE;

/** @throws Fault invalid `limit_out_of_range` */
export function requireInRange(name: AdjustableName, value: number): void {
  const { label, unit, min, max } = ADJUSTABLE[name];
  ensure(
    value >= min && value <= max,
    invalid('limit_out_of_range', `「${label}」可以设为 ${min} 到 ${max} ${unit}，请修改。`, {
      field: 'value',
      min,
      max,
    }),
  );
}
