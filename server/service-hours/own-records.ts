import type { ActivityService } from '../activities';
import { fullTimeText } from '../platform/chinese-time';
import type { Parts } from '../platform/parts';
import { CheckIn, type CheckInMethod } from './check-in.entity';
import { LedgerEntry } from './ledger-entry.entity';
import { ServiceRecord } from './service-record.entity';

const METHODS: Record<CheckInMethod, string> = {
  QR: '扫码',
  GPS: '定位',
  PERSONAL: '负责人扫码',
  MANUAL: '负责人登记',
};
const STATES: Record<string, string> = {
  PENDING: '待审核',
  REJECTED: '未通过',
  IN_PUBLICITY: '公示中',
  DISPUTED: '有异议',
  EFFECTIVE: '已生效',
  VOIDED: '已作废',
};
const SOURCES: Record<string, string> = { CHECKED_IN: '签到签退', ENTERED: '登记', RETROACTIVE: '补录' };
const KINDS: Record<string, string> = { GRANT: '计入', VOID: '作废', REGRANT: '重新计入' };

/** What this module holds about a person, for the copy that they may have (R61). */
export function ownRecords(
  { relay, ownData }: Pick<Parts, 'relay' | 'ownData'>,
  activities: ActivityService,
): void {
  ownData.section({
    title: '签到签退',
    columns: ['活动', '签到时间', '签到方式', '距离活动地点（米）', '签退时间', '签退方式'],
    rows: async (reader, volunteerId, take) => {
      const rows = await reader.manager.find(CheckIn, {
        where: { volunteerId },
        order: { id: 'DESC' },
        take,
      });
      const found = await activities.findActivities(
        reader,
        rows.map(({ activityId }) => activityId),
      );
      return rows.map(({ activityId, inAt, inMethod, inDistanceMetres, outAt, outMethod }) => [
        found.get(activityId)?.title ?? '',
        fullTimeText(inAt),
        METHODS[inMethod],
        inDistanceMetres,
        outAt && fullTimeText(outAt),
        outMethod && METHODS[outMethod],
      ]);
    },
  });

  // The hours stay without a name; where somebody stood does not.
  relay.on('volunteer.erased', 'service-hours.forget-positions', async (tx, { volunteerId }) => {
    const nowhere = { inLatitude: null, inLongitude: null, outLatitude: null, outLongitude: null };
    await tx.manager.update(CheckIn, { volunteerId }, nowhere);
  });

  ownData.section({
    title: '服务记录',
    columns: ['日期', '活动', '内容', '分钟', '来源', '状态'],
    rows: async (reader, volunteerId, take) => {
      const rows = await reader.manager.find(ServiceRecord, {
        where: { volunteerId },
        order: { id: 'DESC' },
        take,
      });
      const found = await activities.findActivities(
        reader,
        rows.map(({ activityId }) => activityId),
      );
      return rows.map(({ day, activityId, content, minutes, source, state }) => [
        day,
        found.get(activityId)?.title ?? '',
        content,
        minutes,
        SOURCES[source] ?? source,
        STATES[state] ?? state,
      ]);
    },
  });
  ownData.section({
    title: '时长账本',
    columns: ['服务日期', '分钟', '变动', '时间'],
    rows: async (reader, volunteerId, take) => {
      const rows = await reader.manager.find(LedgerEntry, {
        where: { volunteerId },
        order: { id: 'DESC' },
        take,
      });
      return rows.map(({ day, minutes, kind, at }) => [day, minutes, KINDS[kind] ?? kind, fullTimeText(at)]);
    },
  });
}
