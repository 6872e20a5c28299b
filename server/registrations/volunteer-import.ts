import type { BulkMembershipService, ListedOutcome } from '../memberships';
import { insertRows, type Tx } from '../platform/database';
import type { Enrolment, EnrolmentService } from '../volunteers';
import type { ImportBatch } from './import-batch.entity';
import { ImportResult, type ImportRow } from './import-row.entity';
import type { OrganizationLookup } from './organization-lookup';
import { errorOf, lookupIssue, type RowVerdict } from './row-verdict';
import { ALREADY_CLAIMED, ALREADY_THERE, type ReadCells } from './volunteer-checks';
import { readVolunteerRow, type VolunteerRow } from './volunteer-row.rules';

interface Placed {
  row: ImportRow;
  read: VolunteerRow;
  organizationId: string;
}

/** Brings in the sound volunteers of a list, a portion in one transaction; what changed since the check is told apart. */
export class VolunteerImport {
  constructor(
    private readonly enrolment: EnrolmentService,
    private readonly bulk: BulkMembershipService,
  ) {}

  async importRows(
    tx: Tx,
    { id: batchId, legacy }: ImportBatch,
    rows: readonly ReadCells[],
    lookup: OrganizationLookup,
    now: Date,
  ): Promise<RowVerdict[]> {
    const verdicts: RowVerdict[] = [];
    const placed = await this.place(rows, lookup, now, verdicts);
    const enrolments = await this.enrolment.enrol(
      tx,
      legacy ? 'LEGACY' : 'BULK',
      placed.map(({ read }) => read.person),
    );
    const members = placed.flatMap(({ organizationId }, index) => {
      const enrolment = enrolments[index]!;
      if (enrolment.outcome === 'INVALID' || isClaimed(enrolment)) return [];
      const fresh = enrolment.outcome === 'ENROLLED';
      return [{ index, organizationId, volunteerId: enrolment.volunteerId, role: 'MEMBER' as const, fresh }];
    });
    const outcomes = await this.bulk.enrol(tx, members);
    const outcomeOf = new Map(members.map(({ index }, at) => [index, outcomes[at]!]));
    const results: ImportResult[] = [];
    for (const [index, { row, organizationId }] of placed.entries()) {
      const enrolment = enrolments[index]!;
      const verdict = verdictOf(row, enrolment, outcomeOf.get(index));
      verdicts.push(verdict);
      if (verdict.state !== 'IMPORTED' || enrolment.outcome === 'INVALID') continue;
      const made = enrolment.outcome === 'ENROLLED' ? 'PERSON' : 'TIE';
      results.push({ id: row.id, batchId, organizationId, volunteerId: enrolment.volunteerId, made });
    }
    await insertRows(tx.manager, ImportResult, results);
    return verdicts;
  }

  private async place(
    rows: readonly ReadCells[],
    lookup: OrganizationLookup,
    now: Date,
    verdicts: RowVerdict[],
  ): Promise<Placed[]> {
    const read = rows.map(({ cells }) => readVolunteerRow(cells, now));
    const found = await lookup.find(read.flatMap((each) => each.row?.organization ?? []));
    const placed: Placed[] = [];
    for (const [index, { issues, row: own }] of read.entries()) {
      const { row } = rows[index]!;
      const place = own && found.get(own.organization);
      if (!own || !place) verdicts.push({ row, state: 'FAILED', issues });
      else if ('organization' in place)
        placed.push({ row, read: own, organizationId: place.organization.id });
      else {
        const issue = lookupIssue('organization', place.fault, own.organization);
        verdicts.push({ row, state: 'FAILED', issues: [issue] });
      }
    }
    return placed;
  }
}

const isClaimed = (enrolment: Enrolment): boolean => enrolment.outcome === 'DUPLICATE' && enrolment.claimed;

/** @param outcome of the membership, undefined when none was tried */
function verdictOf(row: ImportRow, enrolment: Enrolment, outcome: ListedOutcome | undefined): RowVerdict {
  if (enrolment.outcome === 'INVALID')
    return { row, state: 'FAILED', issues: [errorOf('documentNumber', enrolment.code, enrolment.message)] };
  if (outcome === undefined) return { row, state: 'DUPLICATE', issues: [ALREADY_CLAIMED] };
  if (outcome === 'ALREADY') return { row, state: 'DUPLICATE', issues: [ALREADY_THERE] };
  if (outcome === 'ADDED') return { row, state: 'IMPORTED', issues: [] };
  const message = '这个人已在的组织达到上限，不能再加入。请本人退出一个后自行申请。';
  return { row, state: 'FAILED', issues: [errorOf('organization', 'too_many_memberships', message)] };
}
