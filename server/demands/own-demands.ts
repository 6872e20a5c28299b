import { fullTimeText } from '../platform/chinese-time';
import type { OwnData } from '../platform/own-data';
import { Demand, type DemandState } from './demand.entity';

const STATES: Record<DemandState, string> = {
  SUBMITTED: '待审核',
  REJECTED: '未通过',
  OPEN: '待对接',
  DISPATCHED: '已派单',
  ACCEPTED: '已接单',
  IN_SERVICE: '服务中',
  COMPLETED: '已完成',
  RATED: '已评价',
  WITHDRAWN: '已撤回',
};

/** The demands that a person posted, for the copy that they may have of their data (R61). */
export function ownDemands(ownData: OwnData): void {
  ownData.section({
    title: '发布的需求',
    columns: ['编号', '单位', '标题', '状态', '发布时间', '评价'],
    rows: async (reader, requesterId, take) => {
      const rows = await reader.manager.find(Demand, { where: { requesterId }, order: { id: 'DESC' }, take });
      return rows.map(({ number, bodyName, title, state, createdAt, rating }) => [
        number,
        bodyName,
        title,
        STATES[state],
        fullTimeText(createdAt),
        rating,
      ]);
    },
  });
}
