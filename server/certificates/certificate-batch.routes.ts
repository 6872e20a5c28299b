import type { MembershipService } from '../memberships';
import type { Database } from '../platform/database';
import { ensure, missing } from '../platform/fault';
import { type Api, FileAnswer, Id, PageQuery, pageOf, readPage } from '../platform/http';
import { BatchFileQuery, BatchForm } from './certificate.dto';
import type { Certificate } from './certificate.entity';
import { certificatesPdf, type Sheet } from './certificate.pdf';
import type { CertificateService } from './certificate.service';
import { BatchView, batchFileName, batchView } from './certificate.view';
import { CertificateBatch } from './certificate-batch.entity';
import type { CertificateBatches } from './certificate-batch.service';

class OrganizationParams {
  @Id() organizationId: string;
}

class BatchParams {
  @Id() batchId: string;
}

export interface CertificateBatchRoutesNeeds {
  database: Database;
  certificates: CertificateService;
  batches: CertificateBatches;
  memberships: MembershipService;
  publicUrl: string;
}

/** Certificates for everybody of a period: asked for, followed, and taken away as one document to print. */
export function certificateBatchRoutes(api: Api, needs: CertificateBatchRoutesNeeds): void {
  const { database, certificates, batches, memberships, publicUrl } = needs;

  api.organizer.post(
    '/organizations/:organizationId/certificate-batches',
    {
      summary: '批量开具证明',
      params: OrganizationParams,
      body: BatchForm,
      returns: BatchView,
      status: 201,
    },
    async ({ actor, params, body }) => {
      const batch = await database.transaction((tx) =>
        batches.request(tx, actor, params.organizationId, body),
      );
      return batchView(batch, 0);
    },
  );

  api.organizer.get(
    '/organizations/:organizationId/certificate-batches',
    {
      summary: '批量开具的进度',
      params: OrganizationParams,
      query: PageQuery,
      returns: pageOf(BatchView),
    },
    async ({ actor, params, query }) => {
      await memberships.requireAdmin(database, actor, params.organizationId);
      const own = database.manager
        .createQueryBuilder(CertificateBatch, 'batch')
        .where('batch.organizationId = :organizationId', params);
      const page = await readPage(own, 'batch', query);
      const valid = await batches.countValid(database, page.items);
      return { ...page, items: page.items.map((batch) => batchView(batch, valid.get(batch.id) ?? 0)) };
    },
  );

  api.organizer.get(
    '/certificate-batches/:batchId/pdf',
    {
      summary: '下载一批证明（一个 PDF，每个最多 200 份，多的分成几个）',
      params: BatchParams,
      query: BatchFileQuery,
      returns: FileAnswer,
    },
    async ({ actor, params, query: { part = 1 }, now }) => {
      const batch = await database.transaction((tx) => batches.open(tx, actor, params.batchId));
      const valid = await batches.listValid(database, batch, part);
      ensure(valid.length > 0, missing('no_certificates', '这一批里没有有效的证明可以下载，请重新开具。'));
      const name = batchFileName(batch, valid, part);
      const content = certificatesPdf(name, valid[0]!.issuerName, now, sheets(valid));
      return { content, type: 'application/pdf', name: `${name}.pdf` };
    },
  );

  async function* sheets(valid: readonly Certificate[]): AsyncGenerator<Sheet> {
    for (const certificate of valid) yield certificates.sheetOf(database, publicUrl, certificate);
  }
}
