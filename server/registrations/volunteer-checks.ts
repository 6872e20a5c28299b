import type { BulkMembershipService } from '../memberships';
import type { Reader } from '../platform/database';
import type { EnrolmentService } from '../volunteers';
import type { ImportRow } from './import-row.entity';
import type { Found, OrganizationLookup } from './organization-lookup';
import type { RowCells, RowIssue } from './row-reader';
import { errorOf, hasError, lookupIssue, type RowVerdict, warningOf } from './row-verdict';
import { type ReadRow, readVolunteerRow, type VolunteerRow } from './volunteer-row.rules';

export interface ReadCells {
  row: ImportRow;
  cells: RowCells;
}

export const ALREADY_THERE = warningOf(null, 'already_imported', '已经导入过，不会重复建档。');
export const ALREADY_CLAIMED = warningOf(
  null,
  'already_registered',
  '本人已经注册，不再导入。请本人在小程序里申请加入组织。',
);
const JOINS = warningOf(null, 'person_known', '这个人已经建档，只会加入这个组织。');

/** Checks the volunteers of one file: each row for itself, against the rows above it, and against who exists already. */
export class VolunteerChecks {
  /** row number by document */
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly reader: Reader,
    private readonly lookup: OrganizationLookup,
    private readonly enrolment: EnrolmentService,
    private readonly bulk: BulkMembershipService,
    private readonly now: Date,
  ) {}

  /** @param rows the next ones of the file, in order */
  async check(rows: readonly ReadCells[]): Promise<RowVerdict[]> {
    const read = rows.map(({ cells }) => readVolunteerRow(cells, this.now));
    const named = read.flatMap(({ row }) => row ?? []);
    const organizations = await this.lookup.find(named.map(({ organization }) => organization));
    const existing = await this.findExisting(named, organizations);
    return rows.map(({ row }, index) => this.judge(row, read[index]!, organizations, existing));
  }

  private judge(
    row: ImportRow,
    { row: read, issues }: ReadRow<VolunteerRow>,
    organizations: ReadonlyMap<string, Found>,
    existing: ReadonlyMap<VolunteerRow, RowIssue>,
  ): RowVerdict {
    if (!read) return { row, state: 'INVALID', issues };
    const found = organizations.get(read.organization);
    const all = [...issues];
    if (found && 'fault' in found) all.push(lookupIssue('organization', found.fault, read.organization));
    const above = this.repeats(read, row.rowNumber);
    if (above)
      all.push(errorOf('documentNumber', 'repeated_in_file', `与第 ${above} 行的证件号码相同，请保留一行。`));
    // Of people in organizations beyond the officer's scope nothing is told.
    const known = found && 'organization' in found ? existing.get(read) : undefined;
    if (known) all.push(known);
    if (hasError(all)) return { row, state: 'INVALID', issues: all };
    const duplicate = known === ALREADY_THERE || known === ALREADY_CLAIMED;
    return { row, state: duplicate ? 'DUPLICATE' : 'VALID', issues: all };
  }

  /** @returns the number of the row above with the same document */
  private repeats({ person }: VolunteerRow, rowNumber: number): number | undefined {
    const key = `${person.documentType}:${person.documentNumber}`;
    const above = this.seen.get(key);
    if (above === undefined) this.seen.set(key, rowNumber);
    return above;
  }

  private async findExisting(
    rows: readonly VolunteerRow[],
    organizations: ReadonlyMap<string, Found>,
  ): Promise<Map<VolunteerRow, RowIssue>> {
    const holders = await this.enrolment.findHolders(
      this.reader,
      rows.map(({ person }) => person),
    );
    const unclaimed = holders.flatMap((holder) => (holder?.state === 'UNCLAIMED' ? [holder.id] : []));
    const belonging = await this.bulk.findOpen(this.reader, unclaimed);
    const issues = new Map<VolunteerRow, RowIssue>();
    for (const [index, row] of rows.entries()) {
      const holder = holders[index];
      if (!holder) continue;
      const found = organizations.get(row.organization);
      const organizationId = found && 'organization' in found ? found.organization.id : '';
      if (holder.name !== row.person.name) {
        const message = '这个证件号码已经用另一个姓名建档，请对照证件核对姓名和号码。';
        issues.set(row, errorOf('name', 'document_of_other', message, row.person.name));
      } else if (holder.state !== 'UNCLAIMED') issues.set(row, ALREADY_CLAIMED);
      else issues.set(row, belonging.get(holder.id)?.has(organizationId) ? ALREADY_THERE : JOINS);
    }
    return issues;
  }
}
