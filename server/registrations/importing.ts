import type { OrganizationService } from '../organizations';
import type { Clock } from '../platform/clock';
import { type Database, lockRow, type Tx } from '../platform/database';
import { ImportBatch } from './import-batch.entity';
import { ImportRow } from './import-row.entity';
import type { OrganizationImport } from './organization-import';
import { OrganizationLookup } from './organization-lookup';
import { countOf, recordVerdicts } from './row-verdict';
import type { SealedCells } from './sealed-cells';
import type { VolunteerImport } from './volunteer-import';

/** An organization takes some dozen statements, a person a share of a few. */
const ROWS_AT_ONCE = { VOLUNTEER: 500, ORGANIZATION: 25 };

/**
 * Brings in the sound rows of a confirmed batch. What a row makes and that it made it are one transaction, and each
 * portion begins by locking the batch: killed at any moment and begun again, or run twice at once, it neither loses nor
 * doubles a row.
 */
export class Importing {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationService,
    private readonly importers: { VOLUNTEER: VolunteerImport; ORGANIZATION: OrganizationImport },
    private readonly sealed: SealedCells,
    private readonly clock: Clock,
  ) {}

  async run(batchId: string): Promise<void> {
    const confirmed = { id: batchId, state: 'CONFIRMED' as const };
    await this.database.manager.update(ImportBatch, confirmed, { state: 'IMPORTING' });
    const batch = await this.database.manager.findOneBy(ImportBatch, { id: batchId });
    if (batch?.state !== 'IMPORTING') return;
    const { unitId } = batch;
    const unit = unitId === null ? null : await this.organizations.findOrganization(this.database, unitId);
    let more = true;
    while (more) {
      more = await this.database.transaction((tx) =>
        // Looked up anew in each portion: an organization may be suspended meanwhile, and a portion may be run again.
        this.importPortion(tx, batchId, new OrganizationLookup(tx, unit)),
      );
    }
  }

  /** @returns whether there may be more to do */
  private async importPortion(tx: Tx, batchId: string, lookup: OrganizationLookup): Promise<boolean> {
    const batch = await lockRow(tx, ImportBatch, batchId);
    if (batch?.state !== 'IMPORTING') return false;
    const rows = await tx.manager.find(ImportRow, {
      where: { batchId, state: 'VALID' },
      order: { position: 'ASC' },
      take: ROWS_AT_ONCE[batch.kind],
    });
    if (rows.length === 0) {
      await this.complete(tx, batch);
      return false;
    }
    const read = rows.map((row) => ({ row, cells: this.sealed.read(row, batch.columns) }));
    const verdicts = await this.importers[batch.kind].importRows(tx, batch, read, lookup, this.clock.now());
    // What became somebody's record is not kept a second time.
    await recordVerdicts(tx, batchId, verdicts, (state) => (state === 'FAILED' ? {} : { cells: null }));
    await tx.manager.update(
      ImportBatch,
      { id: batchId },
      {
        importedCount: batch.importedCount + countOf(verdicts, 'IMPORTED'),
        duplicateCount: batch.duplicateCount + countOf(verdicts, 'DUPLICATE'),
        failedCount: batch.failedCount + countOf(verdicts, 'FAILED'),
      },
    );
    return true;
  }

  private async complete(tx: Tx, { id, errorCount, failedCount }: ImportBatch): Promise<void> {
    const state = errorCount + failedCount === 0 ? 'DONE' : 'PARTIAL';
    await tx.manager.update(ImportBatch, { id }, { state, finishedAt: this.clock.now() });
  }
}
