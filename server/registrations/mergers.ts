import { followMergers, type OrganizationService } from '../organizations';
import type { Parts } from '../platform/parts';
import { ImportResult } from './import-row.entity';
import type { LegacyClaims } from './legacy-claims';

interface Needs {
  claims: LegacyClaims;
  organizations: OrganizationService;
}

/**
 * What becomes of imports and claims of an organization that was merged. Its rows now stand for ties to the other, which
 * they did not make: rolling the list back takes the people out of it, and never the organization.
 */
export function followMergersOfLists({ relay }: Parts, { claims, organizations }: Needs): void {
  followMergers(relay, 'registrations.follow', [ImportResult], async (tx, organizationId, intoId) => {
    await tx.manager.update(ImportResult, { organizationId, made: 'BOTH' }, { made: 'PERSON' });
    await tx.manager.update(ImportResult, { organizationId, made: 'ORGANIZATION' }, { made: 'TIE' });
    const { name } = await organizations.findOrganization(tx, intoId);
    await claims.supersede(
      tx,
      organizationId,
      `这支队伍已并入「${name}」，不再需要关联。可以申请加入「${name}」。`,
    );
  });
}
