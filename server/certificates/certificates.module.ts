import type Router from '@koa/router';
import type { ActivityService } from '../activities';
import type { MembershipService } from '../memberships';
import { followMergers, type OrganizationService, type RightsService } from '../organizations';
import type { Parts } from '../platform/parts';
import type { ServiceHoursService } from '../service-hours';
import type { VolunteerService } from '../volunteers';
import { Certificate } from './certificate.entity';
import { verificationPages } from './certificate.page';
import { certificateRoutes } from './certificate.routes';
import { CertificateService } from './certificate.service';
import { CertificateBatch } from './certificate-batch.entity';
import { CertificateBatches } from './certificate-batch.service';
import { renameKeys } from './mergers';
import { ownCertificates } from './own-certificates';
import { Verifications } from './verifications';

export interface CertificatesNeeds {
  volunteers: VolunteerService;
  organizations: OrganizationService;
  rights: RightsService;
  memberships: MembershipService;
  activities: ActivityService;
  hours: ServiceHoursService;
}

const ISSUE = 'certificates.issue-batch';
/** Certificates of one run of the job: the next run is asked for, so that a stopping process waits for seconds. */
const PER_RUN = 50;

/** Makes the module's services and hangs its routes, handlers and jobs. @returns the pages of verification */
export function certificatesModule(parts: Parts, needs: CertificatesNeeds): { pages: Router[] } {
  const { config, database, clock, audit, api, relay, jobs, cache } = parts;
  const { memberships, hours, organizations, rights } = needs;
  const certificates = new CertificateService({ ...needs, audit, clock });
  const batches = new CertificateBatches({ certificates, memberships, hours, audit, clock });
  const verifications = new Verifications(database, certificates, cache, config.policy);
  ownCertificates(parts);
  certificateRoutes(api, {
    database,
    certificates,
    batches,
    verifications,
    organizations,
    memberships,
    rights,
    hours,
    publicUrl: config.http.publicUrl,
  });

  audit.subjects.addEntity(['certificate'], Certificate, ({ number }) => number);
  audit.subjects.addEntity(
    ['certificate-batch'],
    CertificateBatch,
    ({ fromDay, toDay }) => `${fromDay} 至 ${toDay}`,
  );
  followMergers(relay, 'certificates.follow', [Certificate, CertificateBatch], renameKeys);
  relay.on('service-record.voided', 'certificates.revoke-listing', (tx, { recordId }) =>
    certificates.revokeListing(tx, recordId),
  );
  relay.on('certificate-batch.requested', ISSUE, async (_tx, { batchId }) => jobs.enqueue(ISSUE, batchId));
  jobs.handle(ISSUE, async (batchId) => {
    for (let issued = 0; issued < PER_RUN; issued++)
      if (!(await database.transaction((tx) => batches.issueNext(tx, batchId)))) return;
    await jobs.enqueue(ISSUE, batchId);
  });
  jobs.schedule('certificates.sweep', '41 * * * * *', async () => {
    for (const batchId of await batches.listRunning(database)) await jobs.enqueue(ISSUE, batchId);
  });
  return { pages: [verificationPages(verifications)] };
}
