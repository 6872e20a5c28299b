import type { Audit } from '../platform/audit';
import type { Database } from '../platform/database';
import { ensure, forbidden } from '../platform/fault';
import { type Api, Flag, OneOf } from '../platform/http';
import type { OwnData } from '../platform/own-data';
import type { Wechat } from '../wechat';
import { CONSENT_KINDS, type ConsentKind } from './consent.entity';
import type { ConsentService } from './consent.service';
import type { DeregistrationService } from './deregistration.service';
import { ProfileChangeForm, ResubmissionForm } from './profile.dto';
import type { ProfileService } from './profile.service';
import { ConsentsView, consentsView, OwnDataView, ownDataView } from './profile.view';
import type { RegistrationService } from './registration.service';
import { PhoneForm } from './volunteer.dto';

class ConsentParams {
  @OneOf(CONSENT_KINDS) kind: ConsentKind;
}

class ConsentChoice {
  @Flag() granted: boolean;
}

export interface ProfileRoutesNeeds {
  database: Database;
  wechat: Wechat;
  audit: Audit;
  ownData: OwnData;
  profiles: ProfileService;
  registrations: RegistrationService;
  consents: ConsentService;
  deregistrations: DeregistrationService;
}

/** What people do with their own data (R61). */
export function profileRoutes(api: Api, needs: ProfileRoutesNeeds): void {
  const { database, wechat, audit, ownData, profiles, registrations, consents, deregistrations } = needs;

  api.volunteer.put('/profile', { summary: '修改我的资料', body: ProfileChangeForm }, ({ actor, body }) =>
    database.transaction((tx) => profiles.edit(tx, actor, body)),
  );

  api.volunteer.put('/profile/phone', { summary: '更换手机号', body: PhoneForm }, async ({ actor, body }) => {
    const { phone } = await wechat.miniProgram.phoneNumber(body.code);
    await database.transaction((tx) => profiles.changePhone(tx, actor, phone));
  });

  api.volunteer.put(
    '/registration',
    { summary: '认证没有通过，重新提交', body: ResubmissionForm },
    ({ actor, body }) => database.transaction((tx) => registrations.resubmit(tx, actor, body)),
  );

  api.volunteer.get('/consents', { summary: '我的授权', returns: ConsentsView }, async ({ actor }) =>
    consentsView(actor.volunteerId ? await consents.current(database, actor.volunteerId) : []),
  );

  api.volunteer.put(
    '/consents/:kind',
    { summary: '给出或撤回一项授权', params: ConsentParams, body: ConsentChoice },
    ({ actor, params, body }) =>
      database.transaction((tx) => consents.decide(tx, actor, params.kind, body.granted)),
  );

  api.volunteer.post(
    '/data-copies',
    { summary: '导出我的全部数据', returns: OwnDataView, status: 201 },
    ({ actor, now }) =>
      database.transaction(async (tx) => {
        const { volunteerId } = actor;
        ensure(volunteerId, forbidden('not_registered', '您还没有注册，没有可以导出的数据。'));
        await audit.record(tx, actor, 'volunteer.data-copied', volunteerId);
        return ownDataView(await ownData.copyOf(tx, volunteerId), now);
      }),
  );

  api.volunteer.post('/deregistration', { summary: '申请注销账号' }, ({ actor }) =>
    database.transaction((tx) => deregistrations.begin(tx, actor)),
  );

  api.volunteer.delete('/deregistration', { summary: '撤回注销' }, ({ actor }) =>
    database.transaction((tx) => deregistrations.revoke(tx, actor)),
  );
}
