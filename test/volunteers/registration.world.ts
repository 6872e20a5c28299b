import { syntheticId, syntheticPhone, wrongId } from '../../desk/people/synthetic';
import { AuditEntry } from '../../server/platform/audit';
import { newId } from '../../server/platform/ids';
import { Account, Consent, Volunteer } from '../../server/volunteers';
import type { Person } from '../support/person';
import { createWorld, type World } from '../support/world';

describe('registration', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.stop());

  it('keeps 长者模式 for the person, who finds it on the next phone', async () => {
    const person = await world.person('长者').logIn();
    const me = async () => (await person.get('/api/volunteer/me')).expect(200).largeType;
    expect(await me()).toBeNull();
    (await person.put('/api/volunteer/large-type', { on: true })).expect(204);
    expect(await me()).toBe(true);
    const { code } = world.desk.control.loginCode(person.id);
    const opened = (await person.post('/api/public/sessions', { code })).expect(201);
    expect(opened.largeType).toBe(true);
    (await person.put('/api/volunteer/large-type', { on: false })).expect(204);
    expect(await me()).toBe(false);
    expect((await person.put('/api/volunteer/large-type', {})).refusal).toEqual([400, 'invalid_input']);
  });

  it('takes an adult from WeChat log-in to verified, with personal numbers masked and encrypted', async () => {
    const person = world.person('王小明');
    const documentNumber = syntheticId({ birthDay: '1990-03-07', gender: 'male' });
    await person.register({ documentNumber });

    const me = (await person.get('/api/volunteer/me')).expect(200);
    expect(me.volunteer).toMatchObject({
      name: '王小明',
      state: 'VERIFIED',
      birthDay: '1990-03-07',
      gender: 'male',
      areaName: '北京市朝阳区',
      documentNumber: `110***********${documentNumber.slice(-4)}`,
    });
    expect(me.verifiedPhone).toBe(`${person.phone.slice(0, 3)}****${person.phone.slice(-4)}`);

    const row = await world.database.manager.findOneByOrFail(Volunteer, { id: person.volunteerId });
    expect(JSON.stringify(row)).not.toContain(documentNumber);
    expect(JSON.stringify(row)).not.toContain(person.phone);
    expect(world.logLines.join('')).not.toContain(documentNumber);
    expect(world.logLines.join('')).not.toContain(person.phone);
  });

  it.each([
    ['a wrong check digit', () => ({ documentNumber: wrongId(syntheticId()) }), [400, 'id_number_checksum']],
    [
      'a day that does not exist',
      () => ({ documentNumber: syntheticId({ birthDay: '1990-02-30' }) }),
      [400, 'id_number_date'],
    ],
    ['too few digits', () => ({ documentNumber: '1101051990' }), [400, 'id_number_malformed']],
    ['an unknown area', () => ({ areaCode: '999999' }), [400, 'unknown_area']],
    ['a child under 14', () => ({ birthDay: '2020-01-01' }), [403, 'guardian_must_register']],
    ['a minor without guardian', () => ({ birthDay: '2010-06-01' }), [400, 'guardian_required']],
  ])('refuses %s and stores nothing', async (_, choices, refusal) => {
    const person = await world.person('李四').logIn();
    (await person.confirmPhone()).expect(200);
    const answer = await person.post('/api/volunteer/registration', person.registrationForm(choices()));
    expect(answer.refusal).toEqual(refusal);
    expect((await person.get('/api/volunteer/me')).body.volunteer).toBeNull();
  });

  it.each([
    ['an unknown field', (form: object) => ({ ...form, admin: true }), [400, 'invalid_input']],
    ['a wrong type', (form: object) => ({ ...form, name: 5 }), [400, 'invalid_input']],
    ['a missing nested form', (form: object) => ({ ...form, consents: undefined }), [400, 'invalid_input']],
    [
      'an array in place of a nested form',
      (form: object) => ({ ...form, consents: [] }),
      [400, 'invalid_input'],
    ],
    [
      'no consent to identity checks',
      (form: object) => ({
        ...form,
        consents: { identity: false, location: true, photos: true, sharing: true },
      }),
      [400, 'identity_consent_required'],
    ],
    [
      'an outdated agreement',
      (form: object) => ({ ...form, agreementVersion: '2019-01' }),
      [409, 'agreement_outdated'],
    ],
  ])('refuses %s', async (_, spoil, refusal) => {
    const person = await world.person('赵六').logIn();
    (await person.confirmPhone()).expect(200);
    const answer = await person.post('/api/volunteer/registration', spoil(person.registrationForm()));
    expect(answer.refusal).toEqual(refusal);
  });

  it('asks for the phone before anything is stored', async () => {
    const person = await world.person('钱七').logIn();
    const answer = await person.post('/api/volunteer/registration', person.registrationForm());
    expect(answer.refusal).toEqual([409, 'phone_required']);
  });

  it('keeps one natural person to one account, however the number is written (R03)', async () => {
    const documentNumber = syntheticId({ order: 77 });
    await world.person('周八').register({ documentNumber });
    const other = await world.person('周八').logIn();
    await other.confirmPhone();
    const spaced = ` ${documentNumber.slice(0, 6)} ${documentNumber.slice(6).toLowerCase()} `;
    const answer = await other.post(
      '/api/volunteer/registration',
      other.registrationForm({ documentNumber: spaced }),
    );
    expect(answer.refusal).toEqual([409, 'document_taken']);
  });

  it('registers once when tapped ten times at the same moment', async () => {
    const person = await world.person('吴九').logIn();
    await person.confirmPhone();
    const form = person.registrationForm();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => person.post('/api/volunteer/registration', form)),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(9);
  });

  it('verifies a minor only after the guardian, with the phone the minor named, consents (R04)', async () => {
    const guardian = await world.person('郑大').logIn();
    await guardian.confirmPhone();
    const minor = await world.person('郑小').register({
      birthDay: '2010-06-01',
      guardian: { name: '郑大', phone: guardian.phone },
    });
    const state = async () => (await minor.get('/api/volunteer/me')).body.volunteer.state;
    expect(await state()).toBe('GUARDIAN_PENDING');

    const form = { volunteerNumber: minor.number, minorName: '郑小', agreementVersion: '2026-01' };
    const stranger = await world.person('路人').logIn();
    await stranger.confirmPhone();
    expect((await stranger.post('/api/volunteer/guardian-consents', form)).refusal).toEqual([
      404,
      'minor_not_found',
    ]);
    expect(
      (await guardian.post('/api/volunteer/guardian-consents', { ...form, minorName: '郑错' })).refusal,
    ).toEqual([404, 'minor_not_found']);
    expect(await state()).toBe('GUARDIAN_PENDING');

    (await guardian.post('/api/volunteer/guardian-consents', form)).expect(204);
    expect(await state()).toBe('VERIFIED');

    // The guardian takes it back: what lies ahead is called off, and they may consent again.
    const team = await world.organization({ admin: await world.person('队长').register() });
    const activityId = await world.activity({ organization: team, admin: team.admin });
    const signUp = `/api/volunteer/activities/${activityId}/signups`;
    (await minor.post(signUp, { riskAcknowledged: true })).expect(201);
    const wardsOf = async (who: Person) => (await who.get('/api/volunteer/wards')).expect(200).wards;
    expect(await wardsOf(guardian)).toEqual([{ id: minor.volunteerId, number: minor.number, name: '郑小' }]);
    expect(await wardsOf(stranger)).toEqual([]);
    const path = `/api/volunteer/wards/${minor.volunteerId}/withdrawal`;
    expect((await stranger.post(path)).refusal).toEqual([404, 'ward_not_found']);
    expect((await minor.post(path)).refusal).toEqual([404, 'ward_not_found']);
    const answers = await Promise.all([guardian.post(path), guardian.post(path)]);
    expect(answers.map(({ status }) => status)).toContain(204);
    await world.settle();
    expect(await state()).toBe('GUARDIAN_PENDING');
    expect((await guardian.post(path)).refusal).toEqual([404, 'ward_not_found']);
    const signUps = (await minor.get('/api/volunteer/signups')).expect(200);
    expect(signUps.items).toMatchObject([{ state: 'CANCELLED', stateReason: '监护人撤回了同意' }]);
    expect((await minor.post(signUp, { riskAcknowledged: true })).refusal[0]).toBe(403);
    const inbox = (await minor.get('/api/volunteer/inbox')).expect(200);
    expect(inbox.items.map(({ title }: { title: string }) => title)).toContain('监护人撤回了同意');
    const { manager } = world.database;
    const kept = await manager.findBy(Consent, { volunteerId: minor.volunteerId, kind: 'GUARDIAN' });
    expect(kept.map(({ decision }) => decision)).toEqual(['GRANTED', 'WITHDRAWN']);
    (await guardian.post('/api/volunteer/guardian-consents', form)).expect(204);
    expect(await state()).toBe('VERIFIED');
  });

  it('has a person look at a document that no checksum proves, and remembers who decided', async () => {
    const traveller = await world.person('Anna').logIn();
    await traveller.confirmPhone();
    const passport = {
      ...traveller.registrationForm(),
      documentType: '05',
      documentNumber: 'e1234567',
      birthDay: '1991-02-03',
      gender: 'female',
    };
    const { id, state } = (await traveller.post('/api/volunteer/registration', passport)).expect(201);
    expect(state).toBe('REGISTERED');
    const admin = await world.platformAdmin();
    const path = `/api/platform/volunteers/${id}/verification`;
    expect((await traveller.post(path, { decision: 'VERIFIED' })).status).toBe(403);
    expect((await admin.post(path, { decision: 'REJECTED' })).refusal).toEqual([400, 'reason_required']);
    const waiting = (await admin.get('/api/platform/verifications')).expect(200);
    expect(waiting.items).toMatchObject([{ id, documentNumber: 'E12*4567' }]);
    (await admin.post(path, { decision: 'VERIFIED' })).expect(204);
    expect((await admin.post(path, { decision: 'VERIFIED' })).refusal).toEqual([
      409,
      'not_waiting_for_verification',
    ]);
    expect((await traveller.get('/api/volunteer/me')).body.volunteer.state).toBe('VERIFIED');
    const entry = await world.database.manager.findOneByOrFail(AuditEntry, { subjectId: id });
    expect(entry).toMatchObject({ volunteerId: admin.volunteerId, action: 'volunteer.verification' });
  });

  it('refuses a guardian who is the minor', async () => {
    const minor = await world.person('孙一').logIn();
    await minor.confirmPhone();
    const form = minor.registrationForm({
      birthDay: '2010-06-01',
      guardian: { name: '孙大', phone: minor.phone },
    });
    expect((await minor.post('/api/volunteer/registration', form)).refusal).toEqual([
      400,
      'guardian_is_self',
    ]);
  });
});

describe('sessions and following', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.stop());

  it('refuses a missing, a made-up, an ended and an expired session', async () => {
    const person = await world.person('冯一').logIn();
    expect((await world.anonymous.get('/api/volunteer/me')).refusal).toEqual([401, 'session_missing']);
    const ended = await world.person('冯二').logIn();
    (await ended.delete('/api/volunteer/session')).expect(204);
    expect((await ended.get('/api/volunteer/me')).refusal).toEqual([401, 'session_expired']);
    ended.token = 'A'.repeat(43);
    expect((await ended.get('/api/volunteer/me')).refusal).toEqual([401, 'session_expired']);
    (await person.get('/api/volunteer/me')).expect(200);
    world.advance(8 * 86_400_000);
    expect((await person.get('/api/volunteer/me')).refusal).toEqual([401, 'session_expired']);
  });

  it('refuses a log-in code that was used before, and says what to do', async () => {
    const person = world.person('陈一');
    const { code } = world.desk.control.loginCode(person.id);
    (await person.post('/api/public/sessions', { code })).expect(201);
    const again = await person.post('/api/public/sessions', { code });
    expect(again.status).toBeGreaterThanOrEqual(400);
    expect(again.status).toBeLessThan(500);
  });

  it('knows a follower and a mini-program user as one person by unionid, whichever came first', async () => {
    const first = world.person('褚一');
    await first.follow();
    await world.settle();
    await first.logIn();
    expect((await first.get('/api/volunteer/me')).expect(200).followsOfficialAccount).toBe(true);

    const second = await world.person('褚二').register();
    await second.follow();
    await world.settle();
    expect((await second.get('/api/volunteer/me')).expect(200)).toMatchObject({
      followsOfficialAccount: true,
      volunteer: { name: '褚二' },
    });
    await world.desk.control.unfollow(second.id);
    await world.settle();
    expect((await second.get('/api/volunteer/me')).body.followsOfficialAccount).toBe(false);
  });

  it('needs a phone that nobody else has', async () => {
    const phone = syntheticPhone();
    const first = world.person('卫一');
    const second = world.person('卫二');
    for (const { id, name } of [first, second]) world.desk.control.putPerson({ id, nickname: name, phone });
    await first.register();
    await second.logIn();
    await second.confirmPhone();
    expect((await second.post('/api/volunteer/registration', second.registrationForm())).refusal).toEqual([
      409,
      'phone_taken',
    ]);
  });
});

describe('one person on two ways in', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.stop());

  it('loses nothing when accounts become one while their owner goes on', async () => {
    const people = Array.from({ length: 30 }, (_, index) => world.person(`合并${index}`));
    await Promise.all(
      people.map(async (person) => {
        const following = person.follow();
        await person.logIn();
        (await person.confirmPhone()).expect(200);
        await following;
        (await person.post('/api/volunteer/registration', person.registrationForm())).expect(201);
      }),
    );
    await world.settle();
    for (const person of people) {
      expect((await person.get('/api/volunteer/me')).expect(200)).toMatchObject({
        followsOfficialAccount: true,
        volunteer: { name: person.name },
      });
    }
  });

  it('keeps 长者模式 when two accounts become one, whichever of them knew of it', async () => {
    const person = world.person('两个账号');
    const { mpOpenid } = world.desk.control.putPerson({ id: person.id, nickname: person.name });
    await person.follow();
    await world.settle();
    const { manager } = world.database;
    const [follower] = await manager.find(Account, { order: { id: 'DESC' }, take: 1 });
    await manager.update(Account, { id: follower!.id }, { largeType: true });
    const phone = { ...follower!, id: newId(), unionid: null, officialOpenid: null, largeType: null };
    await manager.insert(Account, { ...phone, miniProgramOpenid: mpOpenid });
    await person.logIn();
    expect((await person.get('/api/volunteer/me')).expect(200)).toMatchObject({
      followsOfficialAccount: true,
      largeType: true,
    });
    expect(await manager.countBy(Account, { miniProgramOpenid: mpOpenid })).toBe(1);
  });

  it('opens one account when the first two log-ins arrive at once', async () => {
    const person = world.person('双开');
    const codes = [world.desk.control.loginCode(person.id), world.desk.control.loginCode(person.id)];
    const answers = await Promise.all(codes.map(({ code }) => person.post('/api/public/sessions', { code })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  });
});
