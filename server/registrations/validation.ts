import { MoreThan, Not } from 'typeorm';
import type { BulkMembershipService } from '../memberships';
import type { OrganizationService } from '../organizations';
import type { Clock } from '../platform/clock';
import { changeExactlyOne, type Database, type Tx } from '../platform/database';
import type { EnrolmentService } from '../volunteers';
import { missingColumns } from './import.service';
import { ImportBatch } from './import-batch.entity';
import { ImportIssue, ImportRow } from './import-row.entity';
import { OrganizationChecks } from './organization-checks';
import { OrganizationLookup } from './organization-lookup';
import { countOf, type RowVerdict, recordVerdicts } from './row-verdict';
import type { SealedCells } from './sealed-cells';
import { VolunteerChecks } from './volunteer-checks';

const ROWS_AT_ONCE = 500;

interface Checks {
  check(rows: readonly { row: ImportRow; cells: ReturnType<SealedCells['read']> }[]): Promise<RowVerdict[]>;
}

/** Another mapping was chosen, or another run begun: what is found here no longer counts. */
class Outdated extends Error {}

/** Checks all rows of a batch, portion by portion. Writes nothing but what it finds; begun again, it begins at the first row. */
export class Validation {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationService,
    private readonly enrolment: EnrolmentService,
    private readonly bulk: BulkMembershipService,
    private readonly sealed: SealedCells,
    private readonly clock: Clock,
  ) {}

  async run(batchId: string): Promise<void> {
    const found = await this.database.manager.findOneBy(ImportBatch, { id: batchId });
    if (found?.state !== 'UPLOADED' || missingColumns(found).length > 0) return;
    // A number of its own: a run that was taken for dead and is not can write nothing more.
    const batch = { ...found, mappingVersion: found.mappingVersion + 1 };
    try {
      await this.database.transaction((tx) => this.begin(tx, found, batch));
      await this.checkAll(batch);
    } catch (error) {
      if (!(error instanceof Outdated)) throw error;
    }
  }

  private async begin(tx: Tx, found: ImportBatch, batch: ImportBatch): Promise<void> {
    const { mappingVersion } = batch;
    const nothing = { checkedCount: 0, errorCount: 0, warningCount: 0, duplicateCount: 0, mappingVersion };
    await this.change(tx, found, nothing);
    await tx.manager.delete(ImportIssue, { batchId: batch.id });
    await tx.manager.update(ImportRow, { batchId: batch.id, state: Not('READ' as const) }, { state: 'READ' });
  }

  private async checkAll(batch: ImportBatch): Promise<void> {
    const checks = await this.checksOf(batch);
    const sum = { checkedCount: 0, errorCount: 0, warningCount: 0, duplicateCount: 0 };
    for (let position = 0; ; ) {
      const rows = await this.database.manager.find(ImportRow, {
        where: { batchId: batch.id, position: MoreThan(position) },
        order: { position: 'ASC' },
        take: ROWS_AT_ONCE,
      });
      const last = rows.at(-1);
      if (!last) break;
      position = last.position;
      const verdicts = await checks.check(
        rows.map((row) => ({ row, cells: this.sealed.read(row, batch.columns) })),
      );
      sum.checkedCount += rows.length;
      sum.errorCount += countOf(verdicts, 'INVALID');
      sum.duplicateCount += countOf(verdicts, 'DUPLICATE');
      sum.warningCount += verdicts.filter(({ issues }) =>
        issues.some((each) => each.severity === 'WARNING'),
      ).length;
      await this.database.transaction(async (tx) => {
        await this.change(tx, batch, sum);
        await recordVerdicts(tx, batch.id, verdicts);
      });
    }
    await this.database.transaction((tx) => this.change(tx, batch, { state: 'VALIDATED' }));
  }

  private async checksOf({ kind, unitId, legacy }: ImportBatch): Promise<Checks> {
    const unit = unitId === null ? null : await this.organizations.findOrganization(this.database, unitId);
    const lookup = new OrganizationLookup(this.database, unit);
    const now = this.clock.now();
    return kind === 'VOLUNTEER'
      ? new VolunteerChecks(this.database, lookup, this.enrolment, this.bulk, now)
      : new OrganizationChecks(this.database, lookup, legacy, now);
  }

  private async change(
    tx: Tx,
    { id, mappingVersion }: ImportBatch,
    changes: Partial<ImportBatch>,
  ): Promise<void> {
    await changeExactlyOne(
      tx,
      ImportBatch,
      { id, state: 'UPLOADED', mappingVersion },
      changes,
      new Outdated(),
    );
  }
}
