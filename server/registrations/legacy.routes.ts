import { In } from 'typeorm';
import type { OrganizationService, RightsService } from '../organizations';
import { Organization } from '../organizations';
import { MINUTE } from '../platform/clock';
import type { Database } from '../platform/database';
import { ensure, missing } from '../platform/fault';
import { type FileStore, MAX_PROOF_BYTES, prepareProof } from '../platform/files';
import { type Api, FileAnswer, mapPage, PageQuery, pageOf, readPage, readUpload } from '../platform/http';
import type { VolunteerService } from '../volunteers';
import { LegacyAssociation } from './legacy-association.entity';
import type { LegacyClaims } from './legacy-claims';
import {
  LegacyClaimForm,
  LegacyClaimParams,
  LegacyProofParams,
  LegacyQueueQuery,
  LegacyVerdictForm,
  TeamParams,
  TeamQuery,
} from './registration.dto';
import {
  LegacyClaimView,
  LegacyProofName,
  LegacyReviewView,
  LegacyTeamView,
  legacyClaimView,
  legacyReviewView,
  legacyTeamView,
} from './registration.view';

export interface LegacyRoutesNeeds {
  database: Database;
  files: FileStore;
  volunteers: VolunteerService;
  organizations: OrganizationService;
  rights: RightsService;
  claims: LegacyClaims;
}

const UPLOAD = { maxBytes: MAX_PROOF_BYTES, timeoutMs: MINUTE };

/** Teams of the old system: finding and claiming one's own, and the units' decisions. */
export function legacyRoutes(api: Api, needs: LegacyRoutesNeeds): void {
  const { database, files, volunteers, organizations, rights, claims } = needs;

  const teamsOf = (rows: readonly LegacyAssociation[]) =>
    organizations.findOrganizations(
      database,
      rows.map(({ organizationId }) => organizationId),
    );

  api.organizer.get(
    '/legacy-teams',
    { summary: '查找原系统的队伍', query: TeamQuery, returns: pageOf(LegacyTeamView) },
    async ({ query: { name, legacyNumber, adminName, ...query } }) => {
      const rows = claims.search(database, { name, legacyNumber, adminName });
      const page = await readPage(rows, 'organization', query);
      const ids = page.items.map(({ id }) => id);
      const open = await database.manager.findBy(LegacyAssociation, { openKey: In(ids) });
      const claimed = new Set(open.map(({ organizationId }) => organizationId));
      return mapPage(page, (team) => legacyTeamView(team, claimed.has(team.id)));
    },
  );

  api.organizer.post(
    '/legacy-proofs',
    { summary: '上传关联证明（multipart，照片或 PDF，10 MB 以内）', returns: LegacyProofName, status: 201 },
    async ({ ctx }) => {
      const { bytes, extension } = await prepareProof(await readUpload(ctx, UPLOAD));
      return { name: await files.put(bytes, extension) };
    },
  );

  api.organizer.post(
    '/legacy-teams/:organizationId/claims',
    {
      summary: '申请关联原系统的队伍',
      params: TeamParams,
      body: LegacyClaimForm,
      returns: LegacyClaimView,
      status: 201,
    },
    async ({ actor, params, body }) => {
      const claim = await database.transaction((tx) =>
        claims.claim(tx, actor, params.organizationId, { ...body }),
      );
      return legacyClaimView(claim, await organizations.findOrganization(database, claim.organizationId));
    },
  );

  api.organizer.get(
    '/legacy-claims',
    { summary: '我的关联申请', query: PageQuery, returns: pageOf(LegacyClaimView) },
    async ({ actor, query }) => {
      const own = database.manager
        .createQueryBuilder(LegacyAssociation, 'claim')
        .where('claim.claimantId = :claimantId', { claimantId: actor.volunteerId });
      const page = await readPage(own, 'claim', query);
      const teams = await teamsOf(page.items);
      return mapPage(page, (claim) => legacyClaimView(claim, teams.get(claim.organizationId)!));
    },
  );

  api.unit.get(
    '/legacy-claims',
    { summary: '待审核的队伍关联', query: LegacyQueueQuery, returns: pageOf(LegacyReviewView) },
    async ({ actor, query: { state = 'CLAIMED', ...query } }) => {
      const scope = rights.inScope('organization', await rights.officerUnits(database, actor));
      const rows = database.manager
        .createQueryBuilder(LegacyAssociation, 'claim')
        .innerJoin(Organization, 'organization', 'organization.id = claim.organizationId')
        .where('claim.state = :state', { state })
        .andWhere(scope.where, scope.parameters);
      const page = await readPage(rows, 'claim', query, { direction: 'ASC' });
      const teams = await teamsOf(page.items);
      const people = await volunteers.findVolunteers(
        database,
        page.items.map(({ claimantId }) => claimantId),
      );
      return mapPage(page, (claim) =>
        legacyReviewView(claim, teams.get(claim.organizationId)!, people.get(claim.claimantId)!),
      );
    },
  );

  api.unit.get(
    '/legacy-claims/:claimId/proofs/:proof',
    { summary: '查看关联证明', params: LegacyProofParams, returns: FileAnswer },
    async ({ actor, params }) => {
      const claim = await claims.findForReview(database, actor, params.claimId);
      const file = claim.proofs.includes(params.proof) ? await files.read(params.proof) : null;
      ensure(file, missing('file_not_found', '没有找到这个文件，它可能已被删除。'));
      return { content: file.bytes, type: file.type };
    },
  );

  api.unit.post(
    '/legacy-claims/:claimId/review',
    { summary: '审核队伍关联', params: LegacyClaimParams, body: LegacyVerdictForm },
    ({ actor, params, body }) => database.transaction((tx) => claims.decide(tx, actor, params.claimId, body)),
  );
}
