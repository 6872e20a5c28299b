import { In } from 'typeorm';
import type { BulkMembershipService } from '../memberships';
import type { OrganizationEnrolment } from '../organizations';
import type { Clock } from '../platform/clock';
import { type Database, lockRow, type Tx } from '../platform/database';
import type { EnrolmentService } from '../volunteers';
import { ImportBatch } from './import-batch.entity';
import { ImportResult, ImportRow } from './import-row.entity';
import { countOf, type RowVerdict, recordVerdicts } from './row-verdict';

const ROWS_AT_ONCE = 500;

/** Takes back what a batch made, last row first, portion by portion; what somebody uses already stays. */
export class RollingBack {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationEnrolment,
    private readonly people: EnrolmentService,
    private readonly bulk: BulkMembershipService,
    private readonly clock: Clock,
  ) {}

  async run(batchId: string): Promise<void> {
    let more = true;
    while (more) more = await this.database.transaction((tx) => this.takeBackPortion(tx, batchId));
  }

  private async takeBackPortion(tx: Tx, batchId: string): Promise<boolean> {
    const batch = await lockRow(tx, ImportBatch, batchId);
    if (batch?.state !== 'ROLLING_BACK') return false;
    const rows = await tx.manager.find(ImportRow, {
      where: { batchId, state: 'IMPORTED' },
      order: { position: 'DESC' },
      take: ROWS_AT_ONCE,
    });
    if (rows.length === 0) {
      await this.complete(tx, batch);
      return false;
    }
    const results = await tx.manager.findBy(ImportResult, { id: In(rows.map(({ id }) => id)) });
    const kept = await this.takeBack(tx, results);
    const verdicts = rows.map(
      (row): RowVerdict => ({ row, state: kept.has(row.id) ? 'KEPT' : 'ROLLED_BACK', issues: [] }),
    );
    await recordVerdicts(tx, batchId, verdicts);
    await tx.manager.update(
      ImportBatch,
      { id: batchId },
      { keptCount: batch.keptCount + countOf(verdicts, 'KEPT') },
    );
    return true;
  }

  /** @returns the ids of the rows of which something stayed */
  private async takeBack(tx: Tx, results: readonly ImportResult[]): Promise<Set<string>> {
    await this.bulk.removeUnclaimed(
      tx,
      results.flatMap(({ organizationId, volunteerId }) =>
        organizationId && volunteerId ? [{ organizationId, volunteerId }] : [],
      ),
    );
    const people = results.flatMap(({ made, volunteerId }) =>
      volunteerId && (made === 'PERSON' || made === 'BOTH') ? [volunteerId] : [],
    );
    // Another list may have tied them to another organization meanwhile.
    const belonging = await this.bulk.findOpen(tx, people);
    const gone = new Set(
      await this.people.removeUnclaimed(
        tx,
        people.filter((id) => !belonging.has(id)),
      ),
    );
    const made = results.flatMap(({ made: what, organizationId }) =>
      organizationId && (what === 'ORGANIZATION' || what === 'BOTH') ? [organizationId] : [],
    );
    const populated = await this.bulk.findPopulated(tx, made);
    for (const id of await this.removeOrganizations(
      tx,
      made.filter((id) => !populated.has(id)),
    ))
      gone.add(id);
    const stays = ({ made: what, organizationId, volunteerId }: ImportResult): boolean =>
      ((what === 'PERSON' || what === 'BOTH') && !gone.has(volunteerId!)) ||
      ((what === 'ORGANIZATION' || what === 'BOTH') && !gone.has(organizationId!));
    return new Set(results.filter(stays).map(({ id }) => id));
  }

  /** Those below others first: each round removes what has nothing below it. */
  private async removeOrganizations(tx: Tx, ids: readonly string[]): Promise<string[]> {
    const removed = await this.organizations.removeUnused(tx, ids);
    if (removed.length === 0) return [];
    const left = ids.filter((id) => !removed.includes(id));
    return [...removed, ...(await this.removeOrganizations(tx, left))];
  }

  private async complete(tx: Tx, { id: batchId }: ImportBatch): Promise<void> {
    await tx.manager.update(ImportRow, { batchId }, { cells: null });
    const changes = { state: 'ROLLED_BACK' as const, openKey: null, finishedAt: this.clock.now() };
    await tx.manager.update(ImportBatch, { id: batchId }, changes);
  }
}
