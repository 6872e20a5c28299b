import type { View } from '../../../api/client';

export type Member = View<'MemberView'>;

export const STATES: { value: Member['state']; label: string }[] = [
  { value: 'ACTIVE', label: '现有成员' },
  { value: 'APPLIED', label: '待审核' },
  { value: 'REJECTED', label: '未通过' },
  { value: 'LEFT', label: '已退出' },
  { value: 'REMOVED', label: '已移出' },
];

export const ROLES = [
  { value: '', label: '全部角色' },
  { value: 'ADMIN', label: '管理员' },
  { value: 'MEMBER', label: '成员' },
];

export const stateName = (state: string): string =>
  STATES.find(({ value }) => value === state)?.label ?? state;

export const roleName = (role: string): string => (role === 'ADMIN' ? '管理员' : '成员');
