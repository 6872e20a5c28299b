import type { Database } from '../platform/database';
import { type Api, Id, mapPage, PageQuery, pageOf, readPage } from '../platform/http';
import { ClaimDecisionForm, ClaimForm, ClaimRequestForm } from './claim.dto';
import type { ClaimService } from './claim.service';
import {
  ClaimRequestItem,
  ClaimRequestView,
  claimRequestItem,
  claimRequestView,
  OwnClaimRequestView,
  OwnClaimView,
  ownClaimView,
} from './claim.view';
import { ClaimRequest } from './claim-request.entity';
import type { ClaimRequestService } from './claim-request.service';
import type { Volunteer } from './volunteer.entity';
import { VolunteerView } from './volunteer.view';

class RequestParams {
  @Id() requestId: string;
}

export interface ClaimRoutesNeeds {
  database: Database;
  claims: ClaimService;
  requests: ClaimRequestService;
  view: (volunteer: Volunteer) => VolunteerView;
}

export function claimRoutes(api: Api, { database, claims, requests, view }: ClaimRoutesNeeds): void {
  api.volunteer.post(
    '/claim',
    { summary: '认领组织为我登记的账号', body: ClaimForm, returns: VolunteerView, status: 201 },
    async ({ actor, body }) => {
      await claims.countAttempt(actor);
      return view(await database.transaction((tx) => claims.claim(tx, actor, body)));
    },
  );

  api.volunteer.get(
    '/claim-request',
    { summary: '我提交的人工核对', returns: OwnClaimView },
    async ({ actor }) => ownClaimView(await requests.findOwn(database, actor)),
  );

  api.volunteer.post(
    '/claim-request',
    { summary: '提交人工核对', body: ClaimRequestForm, returns: OwnClaimRequestView, status: 201 },
    async ({ actor, body }) =>
      ownClaimView(await database.transaction((tx) => requests.file(tx, actor, body))).request!,
  );

  api.platform.get(
    '/claim-requests',
    { summary: '待人工核对的认领', query: PageQuery, returns: pageOf(ClaimRequestItem) },
    async ({ query }) => {
      const waiting = database.manager
        .createQueryBuilder(ClaimRequest, 'request')
        .where('request.state = :state', { state: 'PENDING' });
      const page = await readPage(waiting, 'request', query, { direction: 'ASC' });
      return mapPage(page, (request) => claimRequestItem(request, requests.plain(request)));
    },
  );

  api.platform.get(
    '/claim-requests/:requestId',
    { summary: '一份人工核对和可能的登记', params: RequestParams, returns: ClaimRequestView },
    async ({ params }) => {
      const request = await requests.find(database, params.requestId);
      const candidates = await requests.candidatesOf(database, request);
      return claimRequestView(request, requests.plain(request), candidates);
    },
  );

  api.platform.post(
    '/claim-requests/:requestId/decision',
    { summary: '处理人工核对', params: RequestParams, body: ClaimDecisionForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => requests.decide(tx, actor, params.requestId, body)),
  );
}
