import type { Database } from '../platform/database';
import { type Api, Id, mapPage, Nullable, Output, PageQuery, pageOf, readPage } from '../platform/http';
import { StandingForm, UnmaskingForm, VolunteerSearch } from './oversight.dto';
import type { OversightService } from './oversight.service';
import { VerificationForm } from './volunteer.dto';
import { Volunteer } from './volunteer.entity';
import type { VolunteerService } from './volunteer.service';
import { VolunteerListItem, VolunteerView, volunteerListItem } from './volunteer.view';

class VolunteerParams {
  @Id() volunteerId: string;
}

/** What was asked for, unmasked; the rest is null. */
class UnmaskedView {
  @Nullable() @Output() documentNumber: string | null;
  @Nullable() @Output() phone: string | null;
}

export interface OversightRoutesNeeds {
  database: Database;
  volunteers: VolunteerService;
  oversight: OversightService;
  view: (volunteer: Volunteer) => VolunteerView;
}

export function oversightRoutes(api: Api, needs: OversightRoutesNeeds): void {
  const { database, volunteers, oversight, view } = needs;
  const item = (volunteer: Volunteer) => volunteerListItem(volunteer, volunteers.plainIdentity(volunteer));

  api.platform.get(
    '/verifications',
    { summary: '待人工认证的志愿者', query: PageQuery, returns: pageOf(VolunteerListItem) },
    async ({ query }) => {
      const waiting = database.manager
        .createQueryBuilder(Volunteer, 'volunteer')
        .where('volunteer.state = :state', { state: 'REGISTERED' });
      return mapPage(await readPage(waiting, 'volunteer', query, { direction: 'ASC' }), item);
    },
  );

  api.platform.post(
    '/volunteers/:volunteerId/verification',
    { summary: '人工认证', params: VolunteerParams, body: VerificationForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => oversight.decideVerification(tx, actor, params.volunteerId, body)),
  );

  api.platform.get(
    '/volunteers',
    { summary: '查找志愿者', query: VolunteerSearch, returns: pageOf(VolunteerListItem) },
    async ({ query }) => mapPage(await readPage(oversight.search(database, query), 'volunteer', query), item),
  );

  api.platform.get(
    '/volunteers/:volunteerId',
    { summary: '一位志愿者', params: VolunteerParams, returns: VolunteerView },
    async ({ params }) => view(await volunteers.findVolunteer(database, params.volunteerId)),
  );

  api.platform.post(
    '/volunteers/:volunteerId/suspension',
    { summary: '停用志愿者', params: VolunteerParams, body: StandingForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => oversight.suspend(tx, actor, params.volunteerId, body.reason)),
  );

  api.platform.post(
    '/volunteers/:volunteerId/resumption',
    { summary: '恢复志愿者', params: VolunteerParams, body: StandingForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => oversight.resume(tx, actor, params.volunteerId, body.reason)),
  );

  api.platform.post(
    '/volunteers/:volunteerId/unmasking',
    {
      summary: '查看完整的证件或手机号',
      params: VolunteerParams,
      body: UnmaskingForm,
      returns: UnmaskedView,
    },
    async ({ actor, params, body }) => {
      const shown = await database.transaction((tx) => oversight.unmask(tx, actor, params.volunteerId, body));
      return { documentNumber: shown.documentNumber ?? null, phone: shown.phone ?? null };
    },
  );
}
