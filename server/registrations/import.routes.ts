import { In } from 'typeorm';
import type { Policy } from '../../config/config';
import type { OrganizationService } from '../organizations';
import type { Audit } from '../platform/audit';
import { MINUTE } from '../platform/clock';
import type { Database } from '../platform/database';
import { type Api, FileAnswer, mapPage, pageOf, readPage, readUpload } from '../platform/http';
import type { VolunteerService } from '../volunteers';
import { writeFailedRows } from './failed-rows';
import type { ImportService } from './import.service';
import { ImportBatch } from './import-batch.entity';
import { ImportIssue } from './import-row.entity';
import type { ImportScope } from './import-scope';
import type { Receiving } from './receiving';
import {
  ColumnsForm,
  ImportParams,
  ImportQuery,
  IssueQuery,
  TemplateParams,
  UploadQuery,
} from './registration.dto';
import { ImportItem, ImportView, IssueView, importItem, importView, issueView } from './registration.view';
import type { SealedCells } from './sealed-cells';
import { writeTemplate } from './templates';

export interface ImportRoutesNeeds {
  database: Database;
  policy: Policy;
  audit: Audit;
  volunteers: VolunteerService;
  organizations: OrganizationService;
  scope: ImportScope;
  receiving: Receiving;
  imports: ImportService;
  sealed: SealedCells;
  /** asks for the job that a batch now needs */
  wake(batchId: string): Promise<void>;
}

/** Collective registration by import officers and the officers of CAST units. */
export function importRoutes(api: Api, needs: ImportRoutesNeeds): void {
  const { database, policy, audit, volunteers, organizations, scope, receiving, imports, sealed, wake } =
    needs;
  const limits = { maxBytes: policy.importMaxMegabytes * 1024 * 1024, timeoutMs: 5 * MINUTE };

  const itemsOf = async (batches: readonly ImportBatch[]) => {
    const units = await organizations.findOrganizations(
      database,
      batches.flatMap(({ unitId }) => unitId ?? []),
    );
    const people = await volunteers.findVolunteers(
      database,
      batches.map(({ uploadedBy }) => uploadedBy),
    );
    return (batch: ImportBatch) =>
      importItem(batch, units.get(batch.unitId ?? ''), people.get(batch.uploadedBy));
  };
  const viewOf = async (batch: ImportBatch) => importView(batch, (await itemsOf([batch]))(batch));

  const template = { summary: '下载集体注册信息表', params: TemplateParams, returns: FileAnswer };
  const templateOf = async ({ params }: { params: TemplateParams }) => writeTemplate(params.kind);
  api.unit.get('/import-templates/:kind', template, templateOf);
  // Empty forms are nobody's secret: the portal offers them to whoever collects the rows.
  api.public.get('/import-templates/:kind', template, templateOf);

  api.unit.post(
    '/imports',
    {
      summary: '上传信息表（multipart，一个文件）',
      query: UploadQuery,
      returns: ImportView,
      status: 201,
    },
    async ({ actor, query, ctx }) => {
      await scope.unitFor(database, actor, query.unitId);
      const bytes = await readUpload(ctx, limits);
      const batch = await receiving.receive(actor, { ...query, legacy: query.legacy ?? false }, bytes);
      await wake(batch.id);
      return viewOf(batch);
    },
  );

  api.unit.get(
    '/imports',
    { summary: '导入记录', query: ImportQuery, returns: pageOf(ImportItem) },
    async ({ actor, query: { kind, state, ...query } }) => {
      const visible = await scope.visibleUnits(database, actor);
      const rows = database.manager
        .createQueryBuilder(ImportBatch, 'batch')
        .where("batch.state <> 'RECEIVING'");
      if (visible) rows.andWhere({ unitId: In(visible) });
      if (kind) rows.andWhere('batch.kind = :kind', { kind });
      if (state) rows.andWhere('batch.state = :state', { state });
      const page = await readPage(rows, 'batch', query);
      return mapPage(page, await itemsOf(page.items));
    },
  );

  api.unit.get(
    '/imports/:importId',
    { summary: '导入详情和进度', params: ImportParams, returns: ImportView },
    async ({ actor, params }) => viewOf(await scope.requireBatch(database, actor, params.importId)),
  );

  api.unit.put(
    '/imports/:importId/columns',
    { summary: '指定各列的内容', params: ImportParams, body: ColumnsForm, returns: ImportView },
    async ({ actor, params, body }) => {
      const batch = await database.transaction((tx) =>
        imports.mapColumns(tx, actor, params.importId, body.columns),
      );
      await wake(batch.id);
      return viewOf(batch);
    },
  );

  api.unit.get(
    '/imports/:importId/issues',
    { summary: '校验报告', params: ImportParams, query: IssueQuery, returns: pageOf(IssueView) },
    async ({ actor, params, query: { severity, ...query } }) => {
      const batch = await scope.requireBatch(database, actor, params.importId);
      const rows = database.manager
        .createQueryBuilder(ImportIssue, 'issue')
        .where('issue.batchId = :batchId', { batchId: batch.id });
      if (severity) rows.andWhere('issue.severity = :severity', { severity });
      const page = await readPage(rows, 'issue', query, { direction: 'ASC' });
      return mapPage(page, (issue) => issueView(batch, issue));
    },
  );

  api.unit.get(
    '/imports/:importId/failed-rows',
    { summary: '下载需要改正的行', params: ImportParams, returns: FileAnswer },
    async ({ actor, params }) => {
      const batch = await scope.requireBatch(database, actor, params.importId);
      const { id, errorCount, failedCount } = batch;
      const rows = errorCount + failedCount;
      await database.transaction((tx) => audit.record(tx, actor, 'import.failed-rows', id, { rows }));
      return writeFailedRows(database, batch, sealed);
    },
  );

  api.unit.post(
    '/imports/:importId/confirmation',
    { summary: '确认导入', params: ImportParams },
    async ({ actor, params: { importId } }) => {
      await database.transaction((tx) => imports.confirm(tx, actor, importId));
      await wake(importId);
    },
  );

  api.unit.post(
    '/imports/:importId/rollback',
    { summary: '撤销导入（已认领的保留）', params: ImportParams },
    async ({ actor, params: { importId } }) => {
      await database.transaction((tx) => imports.rollBack(tx, actor, importId));
      await wake(importId);
    },
  );
}
