import { syntheticId, syntheticPhone } from '../../desk/people/synthetic';
import { Certificate } from '../../server/certificates';
import { Membership } from '../../server/memberships';
import { AuditEntry } from '../../server/platform/audit';
import { newId, newSecretToken } from '../../server/platform/ids';
import { CheckIn } from '../../server/service-hours';
import { emptyCheckIn } from '../../server/service-hours/check-in.entity';
import { SignUp } from '../../server/signups';
import { Account, Consent, Volunteer } from '../../server/volunteers';
import type { Person } from '../support/person';
import { createWorld, type World } from '../support/world';

const DAY = 86_400_000;

describe('a volunteer and their own data', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.stop());

  const me = async (person: Person) => (await person.get('/api/volunteer/me')).expect(200).volunteer;
  const row = (id: string) => world.database.manager.findOneByOrFail(Volunteer, { id });
  const audited = (subjectId: string, action: string) =>
    world.database.manager.findOneByOrFail(AuditEntry, { subjectId, action });

  describe('profile', () => {
    const change = (more: object = {}) => ({
      areaCode: '130102',
      serviceCategories: ['popularization', 'technical'],
      profile: {
        ethnicity: '01',
        politicalStatus: '13',
        education: '20',
        employer: '石家庄市科技馆',
        title: '工程师',
        email: 'li.hua@example.com',
        disciplines: ['520', '140'],
      },
      ...more,
    });

    it('is replaced as a whole', async () => {
      const person = await world.person('李华').register();
      (await person.put('/api/volunteer/profile', change())).expect(204);
      expect(await me(person)).toMatchObject(change());
      (await person.put('/api/volunteer/profile', change({ profile: {} }))).expect(204);
      expect((await me(person)).profile).toMatchObject({ employer: null, disciplines: [] });
    });

    it.each([
      ['five categories', { serviceCategories: ['a', 'b', 'c', 'd', 'e'] }, [400, 'invalid_input']],
      ['an unknown area', { areaCode: '999999' }, [400, 'unknown_area']],
      ['an unknown discipline', { profile: { disciplines: ['999'] } }, [400, 'invalid_input']],
      ['an address that is none', { profile: { email: 'nobody' } }, [400, 'invalid_input']],
      ['another name', { name: '李华华' }, [400, 'invalid_input']],
    ])('refuses %s', async (_, more, refusal) => {
      const person = await world.person('李二').register();
      expect((await person.put('/api/volunteer/profile', change(more))).refusal).toEqual(refusal);
      expect((await me(person)).areaCode).toBe('110105');
    });

    it('is nobody’s before they register', async () => {
      const person = await world.person('李三').logIn();
      expect((await person.put('/api/volunteer/profile', change())).refusal).toEqual([403, 'not_registered']);
    });
  });

  describe('phone', () => {
    const moveTo = (person: Person, phone: string) => {
      world.desk.control.putPerson({ id: person.id, nickname: person.name, phone });
      return person.put('/api/volunteer/profile/phone', {
        code: world.desk.control.phoneCode(person.id).code,
      });
    };

    it('changes to another that WeChat vouches for; of two at once for the same number one gets it', async () => {
      const [first, second] = [await world.person('王一').register(), await world.person('王二').register()];
      const phone = syntheticPhone();
      const answers = await Promise.all([moveTo(first, phone), moveTo(second, phone)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
      expect(answers.find(({ status }) => status === 409)!.refusal).toEqual([409, 'phone_taken']);
      const [winner, loser] = answers[0]!.status === 204 ? [first, second] : [second, first];
      expect((await me(winner)).phone).toBe(`${phone.slice(0, 3)}****${phone.slice(-4)}`);
      expect((await me(loser)).phone).toBe(`${loser.phone.slice(0, 3)}****${loser.phone.slice(-4)}`);
      await audited(winner.volunteerId, 'volunteer.phone-changed');
      // What was left behind is free for others.
      await moveTo(loser, winner.phone);
      expect((await me(loser)).phone).toBe(`${winner.phone.slice(0, 3)}****${winner.phone.slice(-4)}`);
    });
  });

  it('takes back and gives again each consent that the service can do without, and keeps the history', async () => {
    const person = await world.person('赵一').register();
    const list = async () => (await person.get('/api/volunteer/consents')).expect(200).consents;
    expect(await list()).toMatchObject([
      { kind: 'AGREEMENT', granted: true, withdrawable: false },
      { kind: 'IDENTITY', granted: true, withdrawable: false },
      { kind: 'LOCATION', granted: true, withdrawable: true },
      { kind: 'PHOTOS', granted: true, withdrawable: true },
    ]);
    const set = (kind: string, granted: unknown) =>
      person.put(`/api/volunteer/consents/${kind}`, { granted });
    (await set('LOCATION', false)).expect(204);
    (await set('LOCATION', false)).expect(204);
    (await set('SHARING', true)).expect(204);
    expect(
      (await list()).map(({ kind, granted }: Consent & { granted: boolean }) => [kind, granted]),
    ).toEqual([
      ['AGREEMENT', true],
      ['IDENTITY', true],
      ['LOCATION', false],
      ['PHOTOS', true],
      ['SHARING', true],
    ]);
    const { volunteerId } = person;
    const history = await world.database.manager.findBy(Consent, { volunteerId, kind: 'LOCATION' });
    expect(history.map(({ decision }) => decision).sort()).toEqual(['GRANTED', 'WITHDRAWN']);
    expect((await set('IDENTITY', false)).refusal).toEqual([409, 'consent_needed']);
    expect((await set('OTHER', false)).refusal).toEqual([400, 'invalid_input']);
    expect((await set('PHOTOS', 'no')).refusal).toEqual([400, 'invalid_input']);
  });

  it('sees where they are logged in and logs another device out, never somebody else’s', async () => {
    const person = await world.person('钱一').register();
    const here = person.token;
    await person.logIn();
    const devices = (await person.get('/api/volunteer/sessions')).expect(200).devices;
    expect(devices).toMatchObject([
      { channel: 'MINI_PROGRAM', device: null, current: true },
      { current: false },
    ]);
    const stranger = await world.person('钱二').register();
    const path = `/api/volunteer/sessions/${devices[1].id}`;
    expect((await stranger.delete(path)).refusal).toEqual([404, 'session_not_found']);
    (await person.delete(path)).expect(204);
    expect((await person.delete(path)).refusal).toEqual([404, 'session_not_found']);
    person.token = here;
    expect((await person.get('/api/volunteer/me')).refusal).toEqual([401, 'session_expired']);
  });

  it('gets a copy of everything, from every module, without a bare number in it', async () => {
    const admin = await world.person('孙大').register();
    const organization = await world.organization({ admin });
    const activityId = await world.activity({ organization, admin });
    const documentNumber = syntheticId();
    const person = await world.person('孙一').register({ documentNumber });
    (await person.post(`/api/volunteer/activities/${activityId}/signups`, { riskAcknowledged: true })).expect(
      201,
    );
    (await person.post(`/api/volunteer/organizations/${organization.id}/memberships`, {})).expect(201);
    await world.settle();
    const copy = (await person.post('/api/volunteer/data-copies')).expect(201);
    const table = (title: string) =>
      copy.tables
        .find((each: { title: string }) => each.title === title)
        .rows.map(({ cells }: { cells: string[] }) => cells);
    expect(table('身份与资料')).toContainEqual(['姓名', '孙一']);
    expect(table('同意与授权')[0].slice(0, 2)).toEqual(['注册协议', '同意']);
    expect(table('加入的组织')[0].slice(0, 2)).toEqual([organization.name, '成员']);
    expect(table('活动报名')[0][0]).toBe('科学实验进社区');
    expect(table('收到的消息')[0][0]).toBe('报名成功');
    for (const title of [
      '签到签退',
      '服务记录',
      '时长账本',
      '志愿服务证明',
      '发布的需求',
      '上传的照片',
      '平台授权',
    ])
      expect(table(title)).toEqual([]);
    expect(JSON.stringify(copy)).not.toContain(documentNumber);
    expect(JSON.stringify(copy)).not.toContain(person.phone);
    await audited(person.volunteerId, 'volunteer.data-copied');
    const nobody = await world.person('孙二').logIn();
    expect((await nobody.post('/api/volunteer/data-copies')).refusal).toEqual([403, 'not_registered']);
  });

  describe('under the eyes of the platform', () => {
    it('is suspended with a reason and effect everywhere, and resumed', async () => {
      const admin = await world.platformAdmin();
      const lead = await world.person('郑大').register();
      const organization = await world.organization({ admin: lead });
      const activityId = await world.activity({ organization, admin: lead });
      const person = await world.person('郑一').register();
      const signUps = `/api/volunteer/activities/${activityId}/signups`;
      (await person.post(signUps, { riskAcknowledged: true })).expect(201);
      const path = `/api/platform/volunteers/${person.volunteerId}`;
      const reason = '多人举报冒用他人照片';
      expect((await person.post(`${path}/suspension`, { reason })).status).toBe(403);
      for (const [target, body, refusal] of [
        [`${path}/suspension`, {}, [400, 'invalid_input']],
        [`${path}/resumption`, { reason }, [409, 'not_suspended']],
        [`/api/platform/volunteers/${admin.volunteerId}/suspension`, { reason }, [403, 'own_suspension']],
      ] as const) {
        expect((await admin.post(target, body)).refusal).toEqual(refusal);
      }
      (await admin.post(`${path}/suspension`, { reason })).expect(204);
      expect((await admin.post(`${path}/suspension`, { reason })).refusal).toEqual([409, 'not_verified_now']);
      await world.settle();
      expect(await me(person)).toMatchObject({ state: 'SUSPENDED', stateReason: reason });
      const { volunteerId } = person;
      expect(await world.database.manager.findOneByOrFail(SignUp, { volunteerId })).toMatchObject({
        state: 'CANCELLED',
      });
      expect((await person.post(signUps, { riskAcknowledged: true })).refusal).toEqual([403, 'suspended']);
      expect(
        (await person.post(`/api/volunteer/organizations/${organization.id}/memberships`, {})).refusal,
      ).toEqual([403, 'not_verified']);
      const inbox = (await person.get('/api/volunteer/inbox')).expect(200).items;
      expect(inbox[0]).toMatchObject({ title: '您的账号已停用', body: expect.stringContaining(reason) });
      (await admin.post(`${path}/resumption`, { reason: '已核实无误' })).expect(204);
      (await person.post(signUps, { riskAcknowledged: true })).expect(201);
      expect((await audited(volunteerId, 'volunteer.suspended')).detail).toEqual({ reason });
    });

    it('is shown unmasked only with a reason, which is logged before', async () => {
      const admin = await world.platformAdmin();
      const documentNumber = syntheticId();
      const person = await world.person('冯一').register({ documentNumber });
      const path = `/api/platform/volunteers/${person.volunteerId}`;
      const found = (await admin.get(`/api/platform/volunteers?number=${person.number}`)).expect(200);
      expect(found.items).toMatchObject([{ id: person.volunteerId, name: '冯一' }]);
      expect(JSON.stringify(found)).not.toContain(documentNumber);
      const form = { fields: ['documentNumber'], reason: '保险理赔需要核对证件' };
      for (const body of [
        { ...form, reason: '' },
        { ...form, fields: [] },
        { ...form, fields: ['name'] },
      ]) {
        expect((await admin.post(`${path}/unmasking`, body)).refusal).toEqual([400, 'invalid_input']);
      }
      expect((await person.post(`${path}/unmasking`, form)).status).toBe(403);
      const shown = (await admin.post(`${path}/unmasking`, form)).expect(200);
      expect(shown).toEqual({ documentNumber, phone: null });
      expect(await audited(person.volunteerId, 'volunteer.unmasked')).toMatchObject({
        volunteerId: admin.volunteerId,
        detail: form,
      });
      expect(world.logLines.join('')).not.toContain(documentNumber);
    });

    it('tries again after a refused verification', async () => {
      const admin = await world.platformAdmin();
      const person = await world.person('Maria').logIn();
      await person.confirmPhone();
      const passport = {
        documentType: '05',
        documentNumber: 'P765432',
        birthDay: '1991-02-03',
        gender: 'female',
      };
      const { id } = (
        await person.post('/api/volunteer/registration', { ...person.registrationForm(), ...passport })
      ).expect(201);
      const again = { name: 'Maria', ...passport, documentNumber: 'P7654321' };
      const resubmit = (body: object) => person.put('/api/volunteer/registration', body);
      expect((await resubmit(again)).refusal).toEqual([409, 'not_rejected']);
      const reason = '号码与照片不一致';
      const path = `/api/platform/volunteers/${id}/verification`;
      (await admin.post(path, { decision: 'REJECTED', reason })).expect(204);
      expect(await me(person)).toMatchObject({ state: 'REJECTED', stateReason: reason });
      expect((await resubmit({ ...again, documentNumber: '!' })).refusal).toEqual([
        400,
        'document_malformed',
      ]);
      (await resubmit(again)).expect(204);
      expect(await me(person)).toMatchObject({ state: 'REGISTERED', stateReason: null });
      (await admin.post(path, { decision: 'VERIFIED' })).expect(204);
    });
  });

  describe('deregistering', () => {
    const leave = (person: Person) => person.post('/api/volunteer/deregistration');
    const stay = (person: Person) => person.delete('/api/volunteer/deregistration');

    it('waits until adminship and appointments are handed over; two last admins cannot both leave', async () => {
      const admin = await world.person('吴大').register();
      const organization = await world.organization({ admin });
      expect((await leave(admin)).refusal).toEqual([409, 'last_admin']);
      const officer = await world.platformAdmin();
      expect((await leave(officer)).refusal).toEqual([409, 'holds_appointment']);

      const other = await world.person('吴二').register();
      (await other.post(`/api/volunteer/organizations/${organization.id}/memberships`, {})).expect(201);
      const { manager } = world.database;
      await manager.update(Membership, { volunteerId: other.volunteerId }, { role: 'ADMIN' });
      const answers = await Promise.all([leave(admin), leave(other)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    });

    // Last in this file: it moves the clock past every session.
    it('can be revoked for seven days; then the person is erased and the anonymous rows stay', async () => {
      const admin = await world.person('周大').register();
      const organization = await world.organization({ admin });
      const startsAt = new Date(world.clock.now().getTime() + 20 * DAY);
      const activityId = await world.activity({ organization, admin, startsAt });
      const documentNumber = syntheticId();
      const person = await world.person('周一').register({ documentNumber });
      const { volunteerId } = person;
      (
        await person.post(`/api/volunteer/activities/${activityId}/signups`, { riskAcknowledged: true })
      ).expect(201);
      (await person.post(`/api/volunteer/organizations/${organization.id}/memberships`, {})).expect(201);

      const { manager } = world.database;
      const signed = await manager.findOneByOrFail(SignUp, { volunteerId });
      await manager.update(SignUp, { volunteerId }, { remark: '请打我手机' });
      await manager.insert(CheckIn, {
        ...emptyCheckIn(activityId, volunteerId, signed.id),
        ...{ inAt: startsAt, inMethod: 'GPS', inLatitude: 39.9, inLongitude: 116.4, state: 'CLOSED' },
      });
      await manager.insert(Certificate, {
        ...{ id: newId(), number: 'KJZM-2026-90000001', year: 2026, sequence: 90_000_001 },
        ...{ verifyToken: newSecretToken(), openKey: null, volunteerId, organizationId: organization.id },
        ...{ issuerName: organization.name, holderName: '周一', holderNumber: person.number },
        ...{ holderDocument: '110***********0011', fromDay: '2026-01-01', toDay: '2026-06-30' },
        ...{ minutes: 60, services: 1, state: 'ISSUED', issuedAt: startsAt },
      });
      expect((await stay(person)).refusal).toEqual([409, 'not_leaving']);
      (await leave(person)).expect(204);
      expect((await leave(person)).refusal).toEqual([409, 'cannot_leave_now']);
      await world.settle();
      expect(await me(person)).toMatchObject({ state: 'DEREGISTERING', deregistersAt: expect.any(String) });
      const signUp = await world.database.manager.findOneByOrFail(SignUp, { volunteerId });
      expect(signUp).toMatchObject({ state: 'CANCELLED', stateReason: '账号注销' });
      (await stay(person)).expect(204);
      expect((await me(person)).state).toBe('VERIFIED');
      const membership = () => world.database.manager.findOneByOrFail(Membership, { volunteerId });
      expect((await membership()).state).toBe('ACTIVE');

      (await leave(person)).expect(204);
      world.advance(6.9 * DAY);
      await world.runSchedules();
      expect((await row(volunteerId)).state).toBe('DEREGISTERING');
      world.advance(0.2 * DAY);
      await world.runSchedules();
      const erased = await row(volunteerId);
      expect(erased).toMatchObject({
        state: 'ERASED',
        name: '已注销',
        documentIndex: null,
        phoneIndex: null,
        documentNumber: '',
        phone: '',
        profile: {},
        areaCode: '110000',
      });
      expect(erased.number).not.toBe(person.number);
      expect(await world.database.manager.existsBy(Account, { volunteerId })).toBe(false);
      expect((await membership()).state).toBe('LEFT');
      expect(await manager.findOneByOrFail(SignUp, { volunteerId })).toMatchObject({ remark: null });
      expect(await manager.findOneByOrFail(CheckIn, { volunteerId })).toMatchObject({ inLatitude: null });
      expect(await manager.findOneByOrFail(Certificate, { volunteerId })).toMatchObject({
        holderName: '周*',
        holderDocument: '',
      });
      expect((await person.get('/api/volunteer/me')).status).toBe(401);
      // The same person may come again, as somebody new.
      await person.logIn();
      await person.register({ documentNumber });
      expect(person.volunteerId).not.toBe(volunteerId);
    });
  });
});
