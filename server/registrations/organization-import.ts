import type { BulkMembershipService } from '../memberships';
import type { ListedOrganization, Organization, OrganizationEnrolment } from '../organizations';
import type { Tx } from '../platform/database';
import { Fault } from '../platform/fault';
import type { EnrolmentService } from '../volunteers';
import type { ImportBatch } from './import-batch.entity';
import { ImportResult, type ImportRow } from './import-row.entity';
import type { LegacyClaims } from './legacy-claims';
import { findNamesakes, legacyTeamOf } from './organization-checks';
import type { OrganizationLookup } from './organization-lookup';
import { type OrganizationRow, readOrganizationRow } from './organization-row.rules';
import { errorOf, lookupIssue, type RowVerdict } from './row-verdict';
import type { ReadCells } from './volunteer-checks';

/** Brings in the sound organizations of a list one by one, because a later one may stand below an earlier one. */
export class OrganizationImport {
  constructor(
    private readonly organizations: OrganizationEnrolment,
    private readonly people: EnrolmentService,
    private readonly bulk: BulkMembershipService,
    private readonly claims: Pick<LegacyClaims, 'supersede'>,
  ) {}

  async importRows(
    tx: Tx,
    batch: ImportBatch,
    rows: readonly ReadCells[],
    lookup: OrganizationLookup,
    now: Date,
  ): Promise<RowVerdict[]> {
    const verdicts: RowVerdict[] = [];
    for (const { row, cells } of rows) {
      const { row: read, issues } = readOrganizationRow(cells, batch.legacy, now);
      verdicts.push(
        read ? await this.importRow(tx, batch, row, read, lookup) : { row, state: 'FAILED', issues },
      );
    }
    return verdicts;
  }

  private async importRow(
    tx: Tx,
    batch: ImportBatch,
    row: ImportRow,
    read: OrganizationRow,
    lookup: OrganizationLookup,
  ): Promise<RowVerdict> {
    const parent = (await lookup.find([read.parent])).get(read.parent);
    if (!parent || 'fault' in parent) {
      const fault = parent && 'fault' in parent ? parent.fault : 'organization_unknown';
      return { row, state: 'FAILED', issues: [lookupIssue('parent', fault, read.parent)] };
    }
    try {
      const listed: ListedOrganization = {
        ...read,
        parent: parent.organization,
        linkState: batch.legacy ? 'UNLINKED' : 'NOT_NEEDED',
      };
      const { organization, fresh } = await this.settle(tx, batch, listed);
      lookup.add(organization);
      const admin = await this.nameAdmin(tx, batch, organization.id, read);
      const made = fresh ? (admin?.fresh ? 'BOTH' : 'ORGANIZATION') : admin?.fresh ? 'PERSON' : 'TIE';
      const result = {
        organizationId: organization.id,
        volunteerId: admin?.volunteerId ?? null,
        made,
      } as const;
      await tx.manager.insert(ImportResult, { id: row.id, batchId: batch.id, ...result });
      return { row, state: 'IMPORTED', issues: [] };
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return { row, state: 'FAILED', issues: [errorOf('name', error.code, error.message, read.name)] };
    }
  }

  private async settle(
    tx: Tx,
    { legacy }: ImportBatch,
    listed: ListedOrganization,
  ): Promise<{ organization: Organization; fresh: boolean }> {
    const team = legacy ? undefined : legacyTeamOf(listed, await findNamesakes(tx, [listed]));
    if (!team) return { organization: await this.organizations.enrol(tx, listed), fresh: true };
    await this.organizations.supersede(tx, team.id, { ...listed, legacyNumber: team.legacyNumber });
    await this.claims.supersede(tx, team.id, '已由集体注册信息表登记，不再需要关联。');
    await this.bulk.demoteUnclaimed(tx, team.id);
    return { organization: team, fresh: false };
  }

  /** Whoever is named becomes its admin when they come; who is there already and claimed is named by the unit instead. */
  private async nameAdmin(
    tx: Tx,
    { legacy }: ImportBatch,
    organizationId: string,
    { admin }: OrganizationRow,
  ) {
    if (!admin) return null;
    const [enrolment] = await this.people.enrol(tx, legacy ? 'LEGACY' : 'BULK', [admin]);
    if (!enrolment || enrolment.outcome === 'INVALID') return null;
    const { volunteerId } = enrolment;
    const fresh = enrolment.outcome === 'ENROLLED';
    if (enrolment.outcome === 'DUPLICATE' && enrolment.claimed) return null;
    await this.bulk.enrol(tx, [{ organizationId, volunteerId, role: 'ADMIN', fresh }]);
    return { volunteerId, fresh };
  }
}
