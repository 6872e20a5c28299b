import type { View } from '../../../api/client';

export type Recap = View<'RecapView'>;

export const STATES = [
  { value: '', label: '全部' },
  { value: 'DRAFT', label: '草稿' },
  { value: 'PENDING', label: '审核中' },
  { value: 'RETURNED', label: '被退回' },
  { value: 'PUBLISHED', label: '已发布' },
  { value: 'TAKEN_DOWN', label: '已撤下' },
];

export const recapStateName = (state: string): string =>
  STATES.find(({ value }) => value === state)?.label ?? state;

/** Only these may still be changed. */
export const isEditable = (state: string): boolean => state === 'DRAFT' || state === 'RETURNED';
