import { MINUTE } from '../platform/clock';
import type { Database } from '../platform/database';
import { ensure, invalid, missing } from '../platform/fault';
import { type FileStore, MAX_PROOF_BYTES, prepareProof } from '../platform/files';
import {
  type Api,
  FileAnswer,
  Id,
  mapPage,
  PageQuery,
  pageOf,
  readPage,
  readUpload,
  Shaped,
} from '../platform/http';
import type { VolunteerService } from '../volunteers';
import { ChangeDecisionForm, ChangeForm, ChangeQuery } from './change.dto';
import { changesInScope, changesOf } from './change.lists';
import type { ChangeService } from './change.service';
import { ChangeView, ProofView } from './change.view';
import type { ChangeEffects } from './change-effects';
import { changeViews } from './change-surroundings';
import { OrganizationParams } from './organization.routes';
import type { OrganizationService } from './organization.service';
import type { RightsService } from './rights.service';

class ChangeParams {
  @Id() changeId: string;
}

class ChangeProofParams extends ChangeParams {
  @Shaped(/^[0-9a-f]{40}\.(jpg|pdf)$/, '上传后给出的文件名') name: string;
}

const UPLOAD = { maxBytes: MAX_PROOF_BYTES, timeoutMs: MINUTE };

export interface ChangeRoutesNeeds {
  database: Database;
  privateFiles: FileStore;
  volunteers: VolunteerService;
  organizations: OrganizationService;
  rights: RightsService;
  effects: ChangeEffects;
  changes: ChangeService;
}

/** Change requests: asked for by an organization or a unit above it, decided by a unit above. */
export function changeRoutes(api: Api, needs: ChangeRoutesNeeds): void {
  const { database, privateFiles, rights, changes } = needs;
  const viewOf = changeViews(needs);

  for (const audience of [api.organizer, api.unit]) {
    audience.post(
      '/change-proofs',
      {
        summary: '上传变更的证明材料（multipart，一个，照片或 PDF，10 MB 以内）',
        returns: ProofView,
        status: 201,
      },
      async ({ ctx }) => {
        const { bytes, extension } = await prepareProof(await readUpload(ctx, UPLOAD));
        return { name: await privateFiles.put(bytes, extension) };
      },
    );

    audience.post(
      '/organizations/:organizationId/changes',
      {
        summary: '申请变更组织',
        params: OrganizationParams,
        body: ChangeForm,
        returns: ChangeView,
        status: 201,
      },
      async ({ actor, params, body }) => {
        for (const name of body.proofs ?? []) {
          ensure(
            await privateFiles.read(name),
            invalid('proof_unknown', '有一份证明材料没有上传成功，请重新上传。', { field: 'proofs' }),
          );
        }
        const change = await database.transaction((tx) =>
          changes.request(tx, actor, params.organizationId, body),
        );
        return (await viewOf([change]))(change);
      },
    );

    audience.post(
      '/organization-changes/:changeId/withdrawal',
      { summary: '撤回变更申请', params: ChangeParams },
      ({ actor, params }) => database.transaction((tx) => changes.withdraw(tx, actor, params.changeId)),
    );

    audience.get(
      '/organizations/:organizationId/changes',
      {
        summary: '一个组织的变更申请',
        params: OrganizationParams,
        query: PageQuery,
        returns: pageOf(ChangeView),
      },
      async ({ actor, params: { organizationId }, query }) => {
        await rights.requireSight(database, actor, organizationId);
        const page = await readPage(changesOf(database, organizationId), 'change', query);
        return mapPage(page, await viewOf(page.items));
      },
    );

    audience.get(
      '/organization-changes/:changeId/proofs/:name',
      { summary: '查看证明材料', params: ChangeProofParams, returns: FileAnswer },
      async ({ actor, params: { changeId, name } }) => {
        const { organizationId, proofs } = await changes.findChange(database, changeId);
        await rights.requireSight(database, actor, organizationId);
        const file = proofs.includes(name) ? await privateFiles.read(name) : null;
        ensure(file, missing('file_not_found', '没有找到这个文件，它可能已被删除。'));
        return { content: file.bytes, type: file.type };
      },
    );
  }

  api.unit.get(
    '/organization-changes',
    { summary: '管理范围内的变更申请', query: ChangeQuery, returns: pageOf(ChangeView) },
    async ({ actor, query }) => {
      const scope = rights.inScope('organization', await rights.officerUnits(database, actor));
      const { cursor, limit } = query;
      const rows = changesInScope(database, scope, query);
      const page = await readPage(rows, 'change', { cursor, limit }, { direction: 'ASC' });
      return mapPage(page, await viewOf(page.items));
    },
  );

  api.unit.get(
    '/organization-changes/:changeId',
    { summary: '变更申请详情', params: ChangeParams, returns: ChangeView },
    async ({ actor, params }) => {
      const change = await changes.findChange(database, params.changeId);
      await rights.requireSight(database, actor, change.organizationId);
      return (await viewOf([change]))(change);
    },
  );

  api.unit.post(
    '/organization-changes/:changeId/decision',
    { summary: '审核变更申请', params: ChangeParams, body: ChangeDecisionForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => changes.decide(tx, actor, params.changeId, body)),
  );
}
