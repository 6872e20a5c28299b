import type { OrganizationChange } from '../organizations';
import type { Words } from './words';

const because = (reason: string | null): string => (reason ? `原因：${reason}\n` : '');

const CHANGES: Record<OrganizationChange['kind'], string> = {
  RENAME: '变更名称',
  PRINCIPAL: '变更负责人',
  MOVE: '变更上级',
  MERGE: '合并',
  DISSOLVE: '注销',
  MOVE_UNIT: '变更上级',
};

export const changeDecided = (
  name: string,
  { kind, state, stateReason }: Pick<OrganizationChange, 'kind' | 'state' | 'stateReason'>,
): Words =>
  state === 'APPROVED'
    ? { title: '组织变更已通过', body: `「${name}」${CHANGES[kind]}的申请已通过，变更已经生效。` }
    : {
        title: '组织变更被退回',
        body: `「${name}」${CHANGES[kind]}的申请被退回。\n${because(stateReason)}修改后可以重新申请。`,
      };

export const organizationStopped = (
  organization: { name: string; stateReason: string | null },
  outcome: 'suspended' | 'resumed',
): Words =>
  outcome === 'suspended'
    ? {
        title: '组织已被停用',
        body: `「${organization.name}」已被上级科协停用，停用期间不能发布活动。\n${because(organization.stateReason)}如有疑问，请联系上级科协。`,
      }
    : { title: '组织已恢复', body: `「${organization.name}」已恢复，可以继续发布活动。` };

export const organizationDissolved = (organization: { name: string; stateReason: string | null }): Words => ({
  title: '您所在的组织已注销',
  body: `「${organization.name}」已注销。\n${because(organization.stateReason)}您的服务时长不受影响，可以加入其他组织。`,
});

export const organizationMerged = (name: string, into: string): Words => ({
  title: '您所在的组织已合并',
  body: `「${name}」已并入「${into}」，您现在是「${into}」的成员，服务时长不受影响。`,
});

/** To the officers of the unit itself. */
export const unitMoved = (unit: string, from: string, into: string): Words => ({
  title: '本级科协的上级已变更',
  body: `「${unit}」的上级由「${from}」变更为「${into}」，下级科协和组织一起随之变更。您的管理范围不变，志愿者和服务时长不受影响。`,
});

/** To those of the unit that it hung under. */
export const unitLost = (unit: string, _from: string, into: string): Words => ({
  title: '一个下级科协已划出',
  body: `「${unit}」连同它的下级已划归「${into}」，不再在您的管理范围内，还没有处理的申请由「${into}」处理。`,
});

/** To those of the unit that it hangs under now. */
export const unitGained = (unit: string, from: string, _into: string): Words => ({
  title: '一个下级科协已划入',
  body: `「${unit}」连同它的下级已由「${from}」划入，现在在您的管理范围内，它们的申请会出现在“待办”里。`,
});
