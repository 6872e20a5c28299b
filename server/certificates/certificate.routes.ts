import type { MembershipService } from '../memberships';
import { Organization, type OrganizationService, type RightsService } from '../organizations';
import type { Database } from '../platform/database';
import { conflict, ensure } from '../platform/fault';
import { type Api, FileAnswer, Id, mapPage, PageQuery, pageOf, readPage } from '../platform/http';
import type { ServiceHoursService } from '../service-hours';
import { CertificateForm, CertificateListQuery, RevocationForm, VerificationQuery } from './certificate.dto';
import { Certificate } from './certificate.entity';
import { certificatePdf } from './certificate.pdf';
import type { CertificateService } from './certificate.service';
import {
  CertificateDetailView,
  CertificateView,
  certificateDetailView,
  certificateView,
  fileName,
  hoursText,
  IssuersView,
  VerificationView,
  verificationView,
} from './certificate.view';
import { certificateBatchRoutes } from './certificate-batch.routes';
import type { CertificateBatches } from './certificate-batch.service';
import type { Verifications } from './verifications';

class CertificateParams {
  @Id() certificateId: string;
}

class OrganizationParams {
  @Id() organizationId: string;
}

export interface CertificateRoutesNeeds {
  database: Database;
  certificates: CertificateService;
  batches: CertificateBatches;
  verifications: Verifications;
  organizations: OrganizationService;
  memberships: MembershipService;
  rights: RightsService;
  hours: ServiceHoursService;
  publicUrl: string;
}

export function certificateRoutes(api: Api, needs: CertificateRoutesNeeds): void {
  volunteerRoutes(api, needs);
  issuerRoutes(api, needs);
  certificateBatchRoutes(api, needs);
  const { verifications } = needs;

  api.public.get(
    '/certificates/verification',
    { summary: '验证志愿服务证明', query: VerificationQuery, returns: VerificationView },
    async ({ query, ctx }) => verificationView(await verifications.verify(ctx.ip, query.code)),
  );
}

/** @throws Fault conflict `certificate_ended`: nothing that is not valid is handed out */
async function pdfOf(needs: CertificateRoutesNeeds, certificate: Certificate): Promise<FileAnswer> {
  const { certificates, database, publicUrl } = needs;
  ensure(
    certificate.state === 'ISSUED',
    conflict('certificate_ended', '这份证明已经撤销或被新证明替代，不能下载。请下载新的证明。'),
  );
  const content = await certificatePdf(await certificates.sheetOf(database, publicUrl, certificate));
  return { content, type: 'application/pdf', name: fileName(certificate) };
}

function volunteerRoutes(api: Api, needs: CertificateRoutesNeeds): void {
  const { database, certificates, organizations, hours, publicUrl } = needs;

  api.volunteer.get(
    '/certificate-issuers',
    { summary: '可以为我开具证明的组织', returns: IssuersView },
    async ({ actor }) => {
      const served = await hours.organizationsServed(database, actor.volunteerId ?? '');
      const names = await organizations.findOrganizations(
        database,
        served.map(({ organizationId }) => organizationId),
      );
      const items = served.map((each) => ({
        ...each,
        name: names.get(each.organizationId)?.name ?? '',
        hours: hoursText(each.minutes),
      }));
      return { items };
    },
  );

  api.volunteer.post(
    '/certificates',
    { summary: '申请志愿服务证明（免费）', body: CertificateForm, returns: CertificateView, status: 201 },
    async ({ actor, body }) =>
      certificateView(publicUrl)(await database.transaction((tx) => certificates.apply(tx, actor, body))),
  );

  api.volunteer.get(
    '/certificates',
    { summary: '我的志愿服务证明', query: PageQuery, returns: pageOf(CertificateView) },
    async ({ actor, query }) => {
      const own = database.manager
        .createQueryBuilder(Certificate, 'certificate')
        .where('certificate.volunteerId = :volunteerId', { volunteerId: actor.volunteerId ?? '' });
      return mapPage(await readPage(own, 'certificate', query), certificateView(publicUrl));
    },
  );

  api.volunteer.get(
    '/certificates/:certificateId',
    { summary: '我的一份志愿服务证明', params: CertificateParams, returns: CertificateDetailView },
    async ({ actor, params }) => {
      const certificate = await certificates.findOwn(database, actor, params.certificateId);
      const items = await certificates.itemsOf(database, certificate.id);
      return certificateDetailView(publicUrl, certificate, items);
    },
  );

  api.volunteer.get(
    '/certificates/:certificateId/pdf',
    { summary: '下载志愿服务证明', params: CertificateParams, returns: FileAnswer },
    async ({ actor, params }) =>
      pdfOf(needs, await certificates.findOwn(database, actor, params.certificateId)),
  );
}

function issuerRoutes(api: Api, needs: CertificateRoutesNeeds): void {
  const { database, certificates, memberships, rights, publicUrl } = needs;

  api.organizer.get(
    '/organizations/:organizationId/certificates',
    {
      summary: '组织开具的证明',
      params: OrganizationParams,
      query: CertificateListQuery,
      returns: pageOf(CertificateView),
    },
    async ({ actor, params, query: { state, ...page } }) => {
      await memberships.requireAdmin(database, actor, params.organizationId);
      const issued = database.manager
        .createQueryBuilder(Certificate, 'certificate')
        .where('certificate.organizationId = :organizationId', params);
      if (state) issued.andWhere('certificate.state = :state', { state });
      return mapPage(await readPage(issued, 'certificate', page), certificateView(publicUrl));
    },
  );

  api.organizer.get(
    '/certificates/:certificateId/pdf',
    { summary: '下载组织开具的证明', params: CertificateParams, returns: FileAnswer },
    async ({ actor, params }) => {
      const certificate = await certificates.find(database, params.certificateId);
      await memberships.requireAdmin(database, actor, certificate.organizationId);
      return pdfOf(needs, certificate);
    },
  );

  api.organizer.post(
    '/certificates/:certificateId/revocation',
    { summary: '撤销证明', params: CertificateParams, body: RevocationForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => certificates.revokeAsAdmin(tx, actor, params.certificateId, body.reason)),
  );

  api.unit.get(
    '/certificates',
    { summary: '下级组织开具的证明', query: CertificateListQuery, returns: pageOf(CertificateView) },
    async ({ actor, query: { state, ...page } }) => {
      const scope = rights.inScope('organization', await rights.officerUnits(database, actor));
      const issued = database.manager
        .createQueryBuilder(Certificate, 'certificate')
        .innerJoin(Organization, 'organization', 'organization.id = certificate.organizationId')
        .where(scope.where, scope.parameters);
      if (state) issued.andWhere('certificate.state = :state', { state });
      return mapPage(await readPage(issued, 'certificate', page), certificateView(publicUrl));
    },
  );

  api.unit.post(
    '/certificates/:certificateId/revocation',
    { summary: '科协撤销证明', params: CertificateParams, body: RevocationForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => certificates.revokeAsUnit(tx, actor, params.certificateId, body.reason)),
  );
}
