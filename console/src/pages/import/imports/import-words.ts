import type { View } from '../../../api/client';

export type ImportItem = View<'ImportItem'>;
export type ImportDetail = View<'ImportView'>;

export const KINDS = [
  { value: 'VOLUNTEER', label: '科技志愿者（附件2）' },
  { value: 'ORGANIZATION', label: '科技志愿服务组织（附件1）' },
] as const;

const STATES: Record<
  ImportItem['state'],
  { label: string; theme: 'default' | 'primary' | 'success' | 'warning' }
> = {
  RECEIVING: { label: '正在接收', theme: 'default' },
  UPLOADED: { label: '正在校验', theme: 'primary' },
  VALIDATED: { label: '等待确认', theme: 'warning' },
  CONFIRMED: { label: '等待导入', theme: 'primary' },
  IMPORTING: { label: '正在导入', theme: 'primary' },
  DONE: { label: '已完成', theme: 'success' },
  PARTIAL: { label: '部分完成', theme: 'warning' },
  ROLLING_BACK: { label: '正在撤销', theme: 'primary' },
  ROLLED_BACK: { label: '已撤销', theme: 'default' },
};

const WAITS_FOR_COLUMNS = { label: '等待对应各列', theme: 'warning' } as const;

export const stateOf = ({ state, waitsForColumns }: Pick<ImportItem, 'state' | 'waitsForColumns'>) =>
  waitsForColumns ? WAITS_FOR_COLUMNS : STATES[state];

/** The server is at work, so what is shown will change by itself. */
export const atWork = ({ state, waitsForColumns }: ImportItem): boolean =>
  !waitsForColumns && ['UPLOADED', 'CONFIRMED', 'IMPORTING', 'ROLLING_BACK'].includes(state);

export const kindText = ({ kind, legacy }: Pick<ImportItem, 'kind' | 'legacy'>): string =>
  `${kind === 'VOLUNTEER' ? '科技志愿者' : '组织'}${legacy ? '（原系统）' : ''}`;

/** @returns how far the current step is, 0–100 */
export function progressOf(batch: ImportItem): number {
  const sound = Math.max(1, batch.rowCount - batch.errorCount - batch.duplicateCount);
  const share =
    batch.state === 'UPLOADED'
      ? batch.checkedCount / Math.max(1, batch.rowCount)
      : (batch.importedCount + batch.failedCount) / sound;
  return Math.min(100, Math.floor(share * 100));
}
