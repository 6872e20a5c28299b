import { In } from 'typeorm';
import type { Tx } from '../platform/database';
import { insertRows } from '../platform/database';
import { newId } from '../platform/ids';
import type { ImportField } from './columns';
import { ImportIssue, ImportRow, type RowState } from './import-row.entity';
import type { LookupFault } from './organization-lookup';
import type { RowIssue } from './row-reader';

/** What was found about a row, or became of it. */
export interface RowVerdict {
  row: Pick<ImportRow, 'id' | 'rowNumber'>;
  state: RowState;
  issues: readonly RowIssue[];
}

export const errorOf = (
  field: ImportField | null,
  code: string,
  message: string,
  value: string | null = null,
): RowIssue => ({
  severity: 'ERROR',
  field,
  code,
  message,
  value,
});

export const warningOf = (
  field: ImportField | null,
  code: string,
  message: string,
  value: string | null = null,
): RowIssue => ({
  ...errorOf(field, code, message, value),
  severity: 'WARNING',
});

const LOOKUP_MESSAGES: Record<LookupFault, string> = {
  organization_unknown: '没有找到这个组织。请核对名称或编号；还没有注册的，请先注册组织再导入。',
  organization_inactive: '这个组织还没有通过审核或已停用，不能导入。',
  organization_out_of_scope: '这个组织不在您的管理范围内，请由它的上级科协导入。',
};

export const lookupIssue = (field: 'organization' | 'parent', fault: LookupFault, value: string): RowIssue =>
  errorOf(field, fault, LOOKUP_MESSAGES[fault], value.slice(0, 60));

export const hasError = (issues: readonly RowIssue[]): boolean =>
  issues.some(({ severity }) => severity === 'ERROR');

/** Writes verdicts of many rows in few statements. @param changes to every row beside its state */
export async function recordVerdicts(
  { manager }: Tx,
  batchId: string,
  verdicts: readonly RowVerdict[],
  changes: (state: RowState) => Partial<ImportRow> = () => ({}),
): Promise<void> {
  const byState = new Map<RowState, string[]>();
  for (const { row, state } of verdicts) byState.set(state, [...(byState.get(state) ?? []), row.id]);
  for (const [state, ids] of byState)
    await manager.update(ImportRow, { id: In(ids) }, { ...changes(state), state });
  const issues = verdicts.flatMap(({ row, issues: found }) =>
    found.map(
      (issue): ImportIssue => ({ id: newId(), batchId, rowId: row.id, rowNumber: row.rowNumber, ...issue }),
    ),
  );
  await insertRows(manager, ImportIssue, issues);
}

export const countOf = (verdicts: readonly RowVerdict[], state: RowState): number =>
  verdicts.filter((verdict) => verdict.state === state).length;
