import { In } from 'typeorm';
import { nameKeyOf, Organization } from '../organizations';
import type { Reader } from '../platform/database';
import type { ImportRow } from './import-row.entity';
import type { OrganizationLookup } from './organization-lookup';
import { type OrganizationRow, readOrganizationRow } from './organization-row.rules';
import type { RowIssue } from './row-reader';
import { errorOf, hasError, lookupIssue, type RowVerdict, warningOf } from './row-verdict';
import type { ReadCells } from './volunteer-checks';
import type { ReadRow } from './volunteer-row.rules';

export const SUPERSEDES = warningOf(
  'name',
  'legacy_team',
  '原系统里有这支队伍，导入后由本表登记取代在线关联，成员保留。',
);

/** @returns the team of the old system that a row of the form registers anew, undefined when there is none */
export const legacyTeamOf = (
  row: Pick<OrganizationRow, 'name' | 'legacyNumber'>,
  existing: readonly Organization[],
): Organization | undefined =>
  existing.find(
    (each) =>
      each.linkState === 'UNLINKED' &&
      (each.nameKey === nameKeyOf(row.name) ||
        (row.legacyNumber !== null && each.legacyNumber === row.legacyNumber)),
  );

/** @returns the organizations that have the name or the old number of one of the rows */
export async function findNamesakes(
  { manager }: Reader,
  rows: readonly Pick<OrganizationRow, 'name' | 'legacyNumber'>[],
): Promise<Organization[]> {
  if (rows.length === 0) return [];
  const numbers = rows.flatMap(({ legacyNumber }) => legacyNumber ?? []);
  return manager.find(Organization, {
    where: [
      { nameKey: In(rows.map(({ name }) => nameKeyOf(name))) },
      ...(numbers.length > 0 ? [{ legacyNumber: In(numbers) }] : []),
    ],
  });
}

/** Checks the organizations of one file: each row for itself, against the rows above it, and against what exists already. */
export class OrganizationChecks {
  /** row number by name and by old number */
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly reader: Reader,
    private readonly lookup: OrganizationLookup,
    private readonly legacy: boolean,
    private readonly now: Date,
  ) {}

  async check(rows: readonly ReadCells[]): Promise<RowVerdict[]> {
    const read = rows.map(({ cells }) => readOrganizationRow(cells, this.legacy, this.now));
    const named = read.flatMap(({ row }) => row ?? []);
    const parents = await this.lookup.find(named.map(({ parent }) => parent));
    const existing = await findNamesakes(this.reader, named);
    const judge = (row: ImportRow, { row: own, issues }: ReadRow<OrganizationRow>): RowVerdict => {
      if (!own) return { row, state: 'INVALID', issues };
      const all = [...issues, ...this.repeats(own, row.rowNumber), ...this.takenBy(own, existing)];
      const parent = parents.get(own.parent);
      const inFile = this.seen.has(`name:${nameKeyOf(own.parent)}`);
      if (parent && 'fault' in parent && !(parent.fault === 'organization_unknown' && inFile))
        all.push(lookupIssue('parent', parent.fault, own.parent));
      return { row, state: hasError(all) ? 'INVALID' : 'VALID', issues: all };
    };
    return rows.map(({ row }, index) => judge(row, read[index]!));
  }

  private repeats({ name, legacyNumber }: OrganizationRow, rowNumber: number): RowIssue[] {
    const keys: [string, 'name' | 'legacyNumber', string][] = [[`name:${nameKeyOf(name)}`, 'name', name]];
    if (legacyNumber) keys.push([`number:${legacyNumber}`, 'legacyNumber', legacyNumber]);
    return keys.flatMap(([key, field, value]) => {
      const above = this.seen.get(key);
      if (above === undefined) this.seen.set(key, rowNumber);
      const what = field === 'name' ? '组织名称' : '编号';
      return above === undefined
        ? []
        : [errorOf(field, 'repeated_in_file', `与第 ${above} 行的${what}相同，请保留一行或改正。`, value)];
    });
  }

  private takenBy(row: OrganizationRow, existing: readonly Organization[]): RowIssue[] {
    const team = legacyTeamOf(row, existing);
    if (team && !this.legacy) return [{ ...SUPERSEDES, value: team.name }];
    if (existing.some(({ nameKey }) => nameKey === nameKeyOf(row.name)))
      return [
        errorOf(
          'name',
          'organization_name_taken',
          '平台上已有同名的组织（名称唯一），不需要再次登记；不是同一个组织的请改名。',
          row.name,
        ),
      ];
    return row.legacyNumber !== null && existing.some(({ legacyNumber }) => legacyNumber === row.legacyNumber)
      ? [
          errorOf(
            'legacyNumber',
            'legacy_number_taken',
            '这个编号已经属于另一个组织，请核对。',
            row.legacyNumber,
          ),
        ]
      : [];
  }
}
