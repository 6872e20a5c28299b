import type { Organization, RightsService } from '../organizations';
import type { Actor } from '../platform/actor';
import type { Reader } from '../platform/database';
import { ensure, forbidden, missing } from '../platform/fault';
import { ImportBatch } from './import-batch.entity';

const outOfUnits = forbidden('out_of_scope', '您不是这个科协的工作人员，请选择自己所在的科协。');
export const batchMissing = missing('import_not_found', '没有找到这次导入，它可能已被撤销。');

/** Who may import for whom: import officers for the whole country, the officers of a CAST unit for what is below it. */
export class ImportScope {
  constructor(private readonly rights: RightsService) {}

  /**
   * @param unitId chosen by the actor; when omitted the whole country for an import officer, else their unit
   * @returns the unit that bounds an import, null for the whole country
   * @throws Fault forbidden `not_import_officer` | `out_of_scope`
   */
  async unitFor(reader: Reader, actor: Actor, unitId: string | undefined): Promise<Organization | null> {
    const units = await this.rights.officerUnits(reader, actor);
    const nationwide = await this.rights.holds(reader, actor, 'IMPORT_OFFICER');
    this.requireAny(nationwide, units);
    if (unitId === undefined) return nationwide ? null : units[0]!;
    const own = units.find(({ id }) => id === unitId);
    ensure(own, outOfUnits);
    return own;
  }

  /** @returns the ids of the units whose imports the actor sees, null for all */
  async visibleUnits(reader: Reader, actor: Actor): Promise<string[] | null> {
    const nationwide = await this.rights.holds(reader, actor, 'IMPORT_OFFICER');
    // Rows hold whole ID numbers: an auditor, who elsewhere reads what the national unit reads, sees none of them (R63).
    const units = await this.rights.officerUnits(reader, { ...actor, reading: false });
    this.requireAny(nationwide, units);
    return nationwide ? null : units.map(({ id }) => id);
  }

  /** @throws Fault missing `import_not_found` for what does not exist and what is not the actor's to see */
  async requireBatch(reader: Reader, actor: Actor, batchId: string): Promise<ImportBatch> {
    const visible = await this.visibleUnits(reader, actor);
    const batch = await reader.manager.findOneBy(ImportBatch, { id: batchId });
    ensure(batch && batch.state !== 'RECEIVING', batchMissing);
    ensure(visible === null || (batch.unitId !== null && visible.includes(batch.unitId)), batchMissing);
    return batch;
  }

  private requireAny(nationwide: boolean, units: readonly Organization[]): void {
    ensure(
      nationwide || units.length > 0,
      forbidden('not_import_officer', '集体注册由各级科协工作人员和导入专员办理，请联系平台管理员为您授权。'),
    );
  }
}
