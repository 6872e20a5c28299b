/** What the audit records, as people say it. */
const NAMES: Record<string, string> = {
  'organization.approved': '科协批准了组织的申请',
  'organization.returned': '科协退回了组织的申请',
  'organization.rejected': '科协没有批准组织的申请',
  'organization.suspended': '科协停用了组织',
  'organization.resumed': '科协恢复了组织',
  'membership.approved': '通过了一份入会申请',
  'membership.rejected': '拒绝了一份入会申请',
  'membership.removed': '移出了一位成员',
  'membership.promoted': '设置了一位管理员',
  'membership.demoted': '取消了一位管理员',
  'members.exported': '导出了成员名单',
  'notice.published': '发布了一条通知',
  'activity.published': '科协批准了一场活动',
  'activity.returned': '科协退回了一场活动',
  'activity.rejected': '科协没有批准一场活动',
  'activity.taken-down': '科协下架了一场活动',
  'recap.published': '科协通过了一篇活动回顾',
  'recap.returned': '科协退回了一篇活动回顾',
  'recap.taken-down': '一篇活动回顾被撤下',
  'certificate-batch.requested': '批量开具了志愿服务证明',
  'demand.contact-opened': '查看了需求方的联系方式',
  'demand.dispatched': '科协派来了一项需求',
};

/** @returns a sentence; an action without one is shown as it is stored */
export const auditActionName = (action: string): string => NAMES[action] ?? action;
