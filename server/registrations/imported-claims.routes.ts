import type { Database } from '../platform/database';
import { type Api, Id, mapPage, PageQuery, pageOf, readPage } from '../platform/http';
import {
  ClaimDecisionForm,
  ClaimRequestItem,
  type ClaimRequestService,
  ClaimRequestView,
  claimRequestItem,
  claimRequestView,
} from '../volunteers';
import type { ImportedClaims } from './imported-claims';

class RequestParams {
  @Id() requestId: string;
}

export interface ImportedClaimsNeeds {
  database: Database;
  requests: ClaimRequestService;
  claims: ImportedClaims;
}

/** The claims of who was brought in, for the officers who brought them in. */
export function importedClaimsRoutes(api: Api, { database, requests, claims }: ImportedClaimsNeeds): void {
  api.unit.get(
    '/claim-requests',
    { summary: '本单位导入的人待核对的认领', query: PageQuery, returns: pageOf(ClaimRequestItem) },
    async ({ actor, query }) => {
      const page = await readPage(await claims.list(database, actor), 'request', query, { direction: 'ASC' });
      return mapPage(page, (request) => claimRequestItem(request, requests.plain(request)));
    },
  );

  api.unit.get(
    '/claim-requests/:requestId',
    { summary: '一份认领和本单位导入的可能的登记', params: RequestParams, returns: ClaimRequestView },
    async ({ actor, params }) => {
      const { request, candidates, mayReject } = await claims.find(database, actor, params.requestId);
      return claimRequestView(request, requests.plain(request), candidates, mayReject);
    },
  );

  api.unit.post(
    '/claim-requests/:requestId/decision',
    { summary: '处理认领核对', params: RequestParams, body: ClaimDecisionForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => claims.decide(tx, actor, params.requestId, body)),
  );
}
