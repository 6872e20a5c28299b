import { In, LessThan } from 'typeorm';
import type { BulkMembershipService, MemberRoleService } from '../memberships';
import type { OrganizationEnrolment, OrganizationService, RightsService, UnitQueues } from '../organizations';
import { DAY } from '../platform/clock';
import type { Parts } from '../platform/parts';
import type { ClaimRequestService, EnrolmentService, VolunteerService } from '../volunteers';
import { ColumnMemories } from './column-memories';
import { importRoutes } from './import.routes';
import { ImportService } from './import.service';
import { ImportBatch } from './import-batch.entity';
import { AT_WORK } from './import-batch.rules';
import { ImportRow } from './import-row.entity';
import { ImportScope } from './import-scope';
import { ImportedClaims } from './imported-claims';
import { importedClaimsRoutes } from './imported-claims.routes';
import { Importing } from './importing';
import { legacyRoutes } from './legacy.routes';
import { LegacyAssociation } from './legacy-association.entity';
import { LegacyClaims } from './legacy-claims';
import { followMergersOfLists } from './mergers';
import { OrganizationImport } from './organization-import';
import { Receiving } from './receiving';
import { RollingBack } from './rolling-back';
import { SealedCells } from './sealed-cells';
import { Validation } from './validation';
import { VolunteerImport } from './volunteer-import';

export interface RegistrationsNeeds {
  volunteers: VolunteerService;
  enrolment: EnrolmentService;
  requests: ClaimRequestService;
  organizations: OrganizationService;
  listed: OrganizationEnrolment;
  rights: RightsService;
  bulk: BulkMembershipService;
  roles: MemberRoleService;
  queues: UnitQueues;
}

const QUEUE = 'registrations.work';
const SWEPT_AT_ONCE = 100;

/** Makes the module's services and hangs its routes, jobs and schedules. */
export function registrationsModule(parts: Parts, needs: RegistrationsNeeds): void {
  const { config, database, clock, jobs, audit, personalData, privateFiles, api } = parts;
  const { volunteers, enrolment, organizations, listed, rights, bulk, roles } = needs;
  const { policy } = config;
  const scope = new ImportScope(rights);
  const memories = new ColumnMemories();
  const sealed = new SealedCells(personalData);
  const receiving = new Receiving(database, scope, memories, sealed, policy, clock);
  const imports = new ImportService(scope, memories, audit, clock);
  const claims = new LegacyClaims(listed, rights, volunteers, roles, audit, clock);
  const validation = new Validation(database, organizations, enrolment, bulk, sealed, clock);
  const importers = {
    VOLUNTEER: new VolunteerImport(enrolment, bulk),
    ORGANIZATION: new OrganizationImport(listed, enrolment, bulk, claims),
  };
  const importing = new Importing(database, organizations, importers, sealed, clock);
  const rollingBack = new RollingBack(database, listed, enrolment, bulk, clock);

  // One queue for all stages: a batch is at one of them, and each looks whether the batch is at it.
  jobs.handle(QUEUE, async (batchId) => {
    await validation.run(batchId);
    await importing.run(batchId);
    await rollingBack.run(batchId);
  });
  const wake = (batchId: string) => jobs.enqueue(QUEUE, batchId);
  jobs.schedule('registrations.sweep', '*/10 * * * * *', async () => {
    await receiving.forgetAbandoned();
    const waiting = await database.manager.find(ImportBatch, {
      where: { state: In([...AT_WORK]) },
      select: { id: true },
      take: SWEPT_AT_ONCE,
    });
    for (const { id } of waiting) await wake(id);
  });
  jobs.schedule('registrations.forget', '23 4 * * *', async () => {
    const finishedAt = LessThan(new Date(clock.now().getTime() - policy.importKeepDays * DAY));
    const old = await database.manager.find(ImportBatch, { where: { finishedAt }, select: { id: true } });
    for (const { id: batchId } of old) await database.manager.update(ImportRow, { batchId }, { cells: null });
  });

  audit.subjects.addEntity(['import'], ImportBatch, ({ fileName }) => fileName);
  needs.queues.add('legacy-claims', LegacyAssociation, "item.state = 'CLAIMED'");
  followMergersOfLists(parts, { claims, organizations });

  importedClaimsRoutes(api, {
    database,
    requests: needs.requests,
    claims: new ImportedClaims(scope, needs.requests),
  });
  importRoutes(api, {
    database,
    policy,
    audit,
    volunteers,
    organizations,
    scope,
    receiving,
    imports,
    sealed,
    wake,
  });
  legacyRoutes(api, { database, files: privateFiles, volunteers, organizations, rights, claims });
}
