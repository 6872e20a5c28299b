import { In, IsNull, Not } from 'typeorm';
import type { Tx } from '../platform/database';
import { Certificate } from './certificate.entity';
import { CertificateBatch } from './certificate-batch.entity';

const AT_ONCE = 500;

/**
 * The keys of certificates and running batches name their organization. Where the other organization issued one of the
 * same period to the same person, both stand, as they were issued (R50).
 */
export async function renameKeys(tx: Tx, fromId: string, intoId: string): Promise<void> {
  await tx.manager.update(CertificateBatch, { organizationId: fromId, openKey: fromId }, { openKey: null });
  let after = '';
  for (;;) {
    const open = await tx.manager
      .createQueryBuilder(Certificate, 'certificate')
      .where({ organizationId: fromId, openKey: Not(IsNull()) })
      .andWhere('certificate.id > :after', { after })
      .orderBy('certificate.id')
      .take(AT_ONCE)
      .getMany();
    if (open.length === 0) return;
    after = open.at(-1)!.id;
    const renamed = new Map(open.map(({ id, openKey }) => [id, openKey!.replace(fromId, intoId)]));
    const taken = await tx.manager.findBy(Certificate, { openKey: In([...renamed.values()]) });
    const takenKeys = new Set(taken.map(({ openKey }) => openKey));
    const free = [...renamed].flatMap(([id, key]) => (takenKeys.has(key) ? [] : [id]));
    if (free.length === 0) continue;
    await tx.manager
      .createQueryBuilder()
      .update(Certificate)
      .set({ openKey: () => 'REPLACE(open_key, :fromId, :intoId)' })
      .where({ id: In(free) })
      .setParameters({ fromId, intoId })
      .execute();
  }
}
