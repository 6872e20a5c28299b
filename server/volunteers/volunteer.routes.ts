import { maskPhone } from '../platform/crypto/personal-data';
import type { Database } from '../platform/database';
import { type Api, Id, takeSessionCookie } from '../platform/http';
import type { Wechat } from '../wechat';
import type { AccountService } from './account.service';
import type { RegistrationService } from './registration.service';
import { LargeTypeForm, LogInForm, PhoneForm, RegistrationForm } from './volunteer.dto';
import type { Volunteer } from './volunteer.entity';
import type { VolunteerService } from './volunteer.service';
import {
  AgreementView,
  DevicesView,
  devicesView,
  MeView,
  meView,
  PhoneView,
  SessionView,
  sessionView,
  VolunteerView,
} from './volunteer.view';

class SessionParams {
  @Id() sessionId: string;
}

export interface VolunteerRoutesNeeds {
  database: Database;
  wechat: Wechat;
  accounts: AccountService;
  volunteers: VolunteerService;
  registrations: RegistrationService;
  view: (volunteer: Volunteer) => VolunteerView;
  agreementVersion: string;
}

export function volunteerRoutes(api: Api, needs: VolunteerRoutesNeeds): void {
  const { database, wechat, accounts, volunteers, registrations, view } = needs;

  api.public.get('/agreement', { summary: '当前注册协议版本', returns: AgreementView }, async () => ({
    version: needs.agreementVersion,
  }));

  api.public.post(
    '/sessions',
    { summary: '小程序登录', body: LogInForm, returns: SessionView, status: 201 },
    async ({ body }) => {
      const { openid, unionid } = await wechat.miniProgram.logIn(body.code);
      const identity = { miniProgramOpenid: openid, ...(unionid ? { unionid } : {}) };
      const terminal = { channel: 'MINI_PROGRAM' as const, device: body.device };
      return sessionView(await database.transaction((tx) => accounts.openSession(tx, identity, terminal)));
    },
  );

  api.volunteer.delete('/session', { summary: '退出登录' }, async ({ actor, ctx }) => {
    await database.transaction((tx) => accounts.closeSession(tx, actor));
    takeSessionCookie(ctx);
  });

  api.volunteer.get('/sessions', { summary: '我的设备', returns: DevicesView }, async ({ actor }) =>
    devicesView(await accounts.listSessions(database, actor), actor.sessionId),
  );

  api.volunteer.delete(
    '/sessions/:sessionId',
    { summary: '让一台设备退出登录', params: SessionParams },
    ({ actor, params }) => database.transaction((tx) => accounts.revokeSession(tx, actor, params.sessionId)),
  );

  api.volunteer.get('/me', { summary: '我的资料', returns: MeView }, async ({ actor }) => {
    const account = (await accounts.findAccount(database, { id: actor.accountId }))!;
    const volunteer = actor.volunteerId && (await volunteers.findVolunteer(database, actor.volunteerId));
    const actingForChild = actor.volunteerId !== account.volunteerId;
    return meView({
      account,
      verifiedPhone: accounts.verifiedPhoneOf(account),
      volunteer: volunteer ? view(volunteer) : null,
      actingForChild,
    });
  });

  api.volunteer.put('/large-type', { summary: '开关长者模式', body: LargeTypeForm }, ({ actor, body }) =>
    database.transaction((tx) => accounts.keepLargeType(tx, actor, body.on)),
  );

  api.volunteer.put(
    '/phone',
    { summary: '用微信确认手机号', body: PhoneForm, returns: PhoneView },
    async ({ actor, body }) => {
      const { phone } = await wechat.miniProgram.phoneNumber(body.code);
      await database.transaction((tx) => accounts.rememberPhone(tx, actor, phone));
      return { phone: maskPhone(phone) };
    },
  );

  api.volunteer.post(
    '/registration',
    { summary: '注册成为科技志愿者', body: RegistrationForm, returns: VolunteerView, status: 201 },
    async ({ actor, body }) =>
      view(await database.transaction((tx) => registrations.register(tx, actor, body))),
  );
}
