import type { Database } from '../platform/database';
import { type Api, Id, mapPage, pageOf, readPage } from '../platform/http';
import type { VolunteerService } from '../volunteers';
import { ChangeDecisionForm, UnitMoveForm, UnitMoveQuery } from './change.dto';
import { movesOfUnits } from './change.lists';
import type { ChangeService } from './change.service';
import { ChangeView } from './change.view';
import type { ChangeEffects } from './change-effects';
import { changeViews } from './change-surroundings';
import type { OrganizationService } from './organization.service';

class UnitParams {
  @Id() unitId: string;
}

class UnitMoveParams {
  @Id() changeId: string;
}

export interface UnitMoveRoutesNeeds {
  database: Database;
  volunteers: VolunteerService;
  organizations: OrganizationService;
  effects: ChangeEffects;
  changes: ChangeService;
}

/** CAST units that move, as the platform's admins ask for it and decide; officers above do so among their changes. */
export function unitMoveRoutes(api: Api, needs: UnitMoveRoutesNeeds): void {
  const { database, changes } = needs;
  const viewOf = changeViews(needs);

  api.platform.get(
    '/unit-moves',
    { summary: '科协变更上级的申请', query: UnitMoveQuery, returns: pageOf(ChangeView) },
    async ({ query: { state, ...query } }) => {
      const page = await readPage(movesOfUnits(database, { state }), 'change', query);
      return mapPage(page, await viewOf(page.items));
    },
  );

  api.platform.post(
    '/units/:unitId/moves',
    {
      summary: '申请变更科协的上级',
      params: UnitParams,
      body: UnitMoveForm,
      returns: ChangeView,
      status: 201,
    },
    async ({ actor, params, body }) => {
      const form = { kind: 'MOVE_UNIT', ...body } as const;
      const change = await database.transaction((tx) => changes.request(tx, actor, params.unitId, form));
      return (await viewOf([change]))(change);
    },
  );

  api.platform.post(
    '/unit-moves/:changeId/decision',
    { summary: '审核科协变更上级', params: UnitMoveParams, body: ChangeDecisionForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => changes.decide(tx, actor, params.changeId, body)),
  );

  api.platform.post(
    '/unit-moves/:changeId/withdrawal',
    { summary: '撤回科协变更上级的申请', params: UnitMoveParams },
    ({ actor, params }) => database.transaction((tx) => changes.withdraw(tx, actor, params.changeId)),
  );
}
