/** States, lines and changes of organizations as people say them. */
const STATES: Record<string, string> = {
  DRAFT: '草稿',
  PENDING: '待审核',
  RETURNED: '退回修改',
  REJECTED: '未通过',
  ACTIVE: '正常',
  SUSPENDED: '已停用',
  DISSOLVED: '已注销',
};

export const organizationStateName = (state: string): string => STATES[state] ?? state;

export const ORGANIZATION_STATE_OPTIONS = Object.entries(STATES)
  .filter(([value]) => value !== 'DRAFT')
  .map(([value, label]) => ({ value, label }));

export const lineName = (line: string): string => (line === 'TERRITORY' ? '属地' : '系统');

const CHANGE_KINDS: Record<string, string> = {
  RENAME: '变更名称',
  PRINCIPAL: '变更负责人',
  MOVE: '变更上级',
  MERGE: '并入其他组织',
  DISSOLVE: '注销',
  MOVE_UNIT: '科协变更上级',
};

export const changeKindName = (kind: string): string => CHANGE_KINDS[kind] ?? kind;

export const CHANGE_KIND_OPTIONS = Object.entries(CHANGE_KINDS).map(([value, label]) => ({ value, label }));

/** What an organization may ask for. */
export const OWN_CHANGE_OPTIONS = CHANGE_KIND_OPTIONS.filter(({ value }) => value !== 'MOVE_UNIT');

const CHANGE_STATES: Record<string, string> = {
  PENDING: '待审核',
  APPROVED: '已通过',
  RETURNED: '已退回',
  WITHDRAWN: '已撤回',
};

export const changeStateName = (state: string): string => CHANGE_STATES[state] ?? state;

export const CHANGE_STATE_OPTIONS = Object.entries(CHANGE_STATES).map(([value, label]) => ({ value, label }));
