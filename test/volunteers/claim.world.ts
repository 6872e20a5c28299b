import { syntheticId, syntheticPhone } from '../../desk/people/synthetic';
import { AuditEntry } from '../../server/platform/audit';
import type { PersonalData } from '../../server/platform/crypto/personal-data';
import { SignUp } from '../../server/signups';
import { ClaimRequest, type ImportedPerson, Volunteer } from '../../server/volunteers';
import { EnrolmentService } from '../../server/volunteers/enrolment.service';
import { IdentityVault } from '../../server/volunteers/identity-vault';
import type { Person } from '../support/person';
import { createWorld, type World } from '../support/world';

const CONSENTS = { identity: true, location: true, photos: true, sharing: false };

describe('people whom others bring in or register', () => {
  let world: World;
  let enrolment: EnrolmentService;
  beforeAll(async () => {
    world = await createWorld();
    const { personalData, clock } = world.app.parts;
    enrolment = new EnrolmentService(new IdentityVault(personalData as PersonalData), clock);
  });
  afterAll(() => world.stop());

  const imported = (more: Partial<ImportedPerson> = {}): ImportedPerson => ({
    name: '王　小 • 明 ',
    documentType: '01',
    documentNumber: syntheticId(),
    phone: syntheticPhone(),
    areaCode: '110105',
    serviceCategories: ['popularization'],
    profile: { employer: '朝阳区科技馆' },
    ...more,
  });

  const enrol = (...people: ImportedPerson[]) =>
    world.database.transaction((tx) => enrolment.enrol(tx, 'BULK', people));
  const enrolOne = async (person: ImportedPerson): Promise<string> => {
    const [result] = await enrol(person);
    if (result?.outcome !== 'ENROLLED') throw new Error(JSON.stringify(result));
    return result.volunteerId;
  };
  const find = (id: string) => world.database.manager.findOneBy(Volunteer, { id });
  const claimForm = (person: ImportedPerson, more: object = {}) => ({
    name: person.name.trim(),
    lastSix: person.documentNumber.slice(-6),
    agreementVersion: '2026-01',
    consents: CONSENTS,
    ...more,
  });
  /** Somebody new whose phone WeChat vouched for. */
  const arrive = async (name: string): Promise<Person> => {
    const person = await world.person(name).logIn();
    (await person.confirmPhone()).expect(200);
    return person;
  };
  const claim = (person: Person, form: object) => person.post('/api/volunteer/claim', form);

  it('are enrolled with their numbers encrypted; duplicates and unreadable documents are reported', async () => {
    const first = imported();
    const results = await enrol(
      first,
      { ...first, documentNumber: ` ${first.documentNumber.toLowerCase()}` },
      imported({ documentNumber: '123' }),
      imported({ documentType: '05', documentNumber: 'E1234567' }),
      imported({ documentType: '05', documentNumber: 'E1234567', birthDay: '1980-01-02', gender: 'male' }),
    );
    expect(results).toMatchObject([
      { outcome: 'ENROLLED' },
      { outcome: 'DUPLICATE', claimed: false },
      { outcome: 'INVALID', code: 'id_number_malformed' },
      { outcome: 'INVALID', code: 'birth_day_required' },
      { outcome: 'ENROLLED' },
    ]);
    expect(await enrol(first)).toMatchObject([{ outcome: 'DUPLICATE', claimed: false }]);
    const row = (await find((results[0] as { volunteerId: string }).volunteerId))!;
    expect(row).toMatchObject({ state: 'UNCLAIMED', source: 'BULK', phoneIndex: null, name: '王 小·明' });
    expect(JSON.stringify(row)).not.toContain(first.documentNumber);
    expect(JSON.stringify(row)).not.toContain(first.phone);
  });

  it('are found by nobody, and become their owner’s account with phone, name and last six', async () => {
    const person = await arrive('李丽');
    const record = imported({ name: '李丽', phone: person.phone, documentNumber: syntheticId({ order: 5 }) });
    const id = await enrolOne(record);
    const { number } = (await find(id))!;
    const admin = await world.platformAdmin();
    const appointment = { volunteerNumber: number, role: 'AUDITOR' };
    expect((await admin.post('/api/platform/appointments', appointment)).refusal).toEqual([
      404,
      'volunteer_not_found',
    ]);

    const lastSix = record.documentNumber.slice(-6).toLowerCase();
    (await claim(person, claimForm(record, { lastSix }))).expect(201);
    const me = (await person.get('/api/volunteer/me')).expect(200);
    expect(me.volunteer).toMatchObject({ id, number, state: 'VERIFIED', source: 'BULK', name: '李丽' });
    expect((await claim(person, claimForm(record))).refusal).toEqual([409, 'already_registered']);
    expect(await enrol(record)).toMatchObject([{ outcome: 'DUPLICATE', volunteerId: id, claimed: true }]);
    expect(await world.database.transaction((tx) => enrolment.removeUnclaimed(tx, [id]))).toEqual([]);
    expect(await find(id)).toMatchObject({ state: 'VERIFIED' });
    expect(world.logLines.join('')).not.toContain(record.documentNumber);
  });

  it('are refused in the same words whichever of the three does not fit, and only so often', async () => {
    const person = await arrive('赵敏');
    const record = imported({ name: '赵敏', phone: person.phone });
    const id = await enrolOne(record);
    const elsewhere = imported({ name: '赵敏' });
    await enrolOne(elsewhere);
    const wrong = await Promise.all([
      claim(person, claimForm(record, { name: '赵明' })),
      claim(person, claimForm(record, { lastSix: '000000' })),
      claim(person, claimForm(elsewhere)),
    ]);
    expect(new Set(wrong.map(({ status, body }) => JSON.stringify([status, body])))).toEqual(
      new Set([JSON.stringify([404, wrong[0]!.body])]),
    );
    expect(wrong[0]!.refusal).toEqual([404, 'claim_not_found']);
    await claim(person, claimForm(record, { name: '赵明' }));
    await claim(person, claimForm(record, { name: '赵明' }));
    expect((await claim(person, claimForm(record))).refusal).toEqual([429, 'claim_attempts']);
    expect((await find(id))!.state).toBe('UNCLAIMED');
  });

  it.each([
    ['without agreement', { agreementVersion: '2019-01' }, [409, 'agreement_outdated']],
    ['without consent', { consents: { ...CONSENTS, identity: false } }, [400, 'identity_consent_required']],
    ['with seven digits', { lastSix: '1234567' }, [400, 'invalid_input']],
  ])('cannot be claimed %s', async (_, more, refusal) => {
    const person = await arrive('钱一');
    const record = imported({ name: '钱一', phone: person.phone });
    await enrolOne(record);
    expect((await claim(person, claimForm(record, more))).refusal).toEqual(refusal);
  });

  it('need their guardian when they are minors (R04)', async () => {
    const person = await arrive('周小');
    const record = imported({
      name: '周小',
      phone: person.phone,
      documentNumber: syntheticId({ birthDay: '2010-06-01' }),
    });
    const id = await enrolOne(record);
    expect((await claim(person, claimForm(record))).refusal).toEqual([400, 'guardian_required']);
    const guardian = { name: '周大', phone: syntheticPhone() };
    (await claim(person, claimForm(record, { guardian }))).expect(201);
    expect(await find(id)).toMatchObject({ state: 'GUARDIAN_PENDING', guardianName: '周大' });
  });

  it('become one volunteer when they register instead, and go to a person when the list is wrong', async () => {
    const person = await arrive('孙一');
    const record = imported({ name: '孙一', phone: person.phone });
    const id = await enrolOne(record);
    const form = person.registrationForm({ documentNumber: record.documentNumber });
    expect((await person.post('/api/volunteer/registration', form)).expect(201).id).toBe(id);
    expect(await find(id)).toMatchObject({ state: 'VERIFIED', profile: { employer: '朝阳区科技馆' } });

    const other = await arrive('孙二');
    const wrong = imported({ name: '孙二' });
    await enrolOne(wrong);
    const theirs = other.registrationForm({ documentNumber: wrong.documentNumber });
    expect((await other.post('/api/volunteer/registration', theirs)).refusal).toEqual([
      409,
      'document_imported',
    ]);
  });

  it('are one person’s when two accounts claim, and gone or claimed, never both, when a list is rolled back', async () => {
    const person = await arrive('吴一');
    const record = imported({ name: '吴一', phone: person.phone });
    const id = await enrolOne(record);
    const rollBack = () => world.database.transaction((tx) => enrolment.removeUnclaimed(tx, [id]));
    const [first, second, removed] = await Promise.all([
      claim(person, claimForm(record)),
      claim(person, claimForm(record)),
      rollBack(),
    ]);
    const claimed = [first, second].filter(({ status }) => status === 201).length;
    expect(claimed + removed.length).toBe(1);
    expect((await find(id))?.state ?? 'REMOVED').toBe(claimed === 1 ? 'VERIFIED' : 'REMOVED');
    expect(await rollBack()).toEqual([]);
  });

  describe('who is under 14 (R04)', () => {
    const childForm = (more: object = {}) => ({
      name: '褚小',
      documentType: '01',
      documentNumber: syntheticId({ birthDay: '2018-05-06' }),
      areaCode: '110105',
      agreementVersion: '2026-01',
      consents: CONSENTS,
      ...more,
    });

    it('has a guardian who registers them, acts for them and returns to themselves', async () => {
      const guardian = await world.person('褚大').register();
      const child = (await guardian.post('/api/volunteer/children', childForm())).expect(201);
      expect(child).toMatchObject({ name: '褚小', state: 'VERIFIED' });
      const stranger = await world.person('路人').register();
      const act = (person: Person, childId?: string) =>
        person.put('/api/volunteer/acting', childId ? { childId } : {});
      expect((await act(stranger, child.id)).refusal).toEqual([404, 'child_not_found']);

      (await act(guardian, child.id)).expect(204);
      expect((await guardian.get('/api/volunteer/me')).body).toMatchObject({
        actingForChild: true,
        volunteer: { id: child.id },
      });
      const admin = await world.person('褚三').register();
      const organization = await world.organization({ admin });
      const activityId = await world.activity({ organization, admin });
      (
        await guardian.post(`/api/volunteer/activities/${activityId}/signups`, { riskAcknowledged: true })
      ).expect(201);
      const signUp = await world.database.manager.findOneByOrFail(SignUp, { activityId });
      expect(signUp.volunteerId).toBe(child.id);
      (await act(guardian)).expect(204);
      expect((await guardian.get('/api/volunteer/me')).body.volunteer.id).toBe(guardian.volunteerId);
      expect((await guardian.post('/api/volunteer/deregistration')).refusal).toEqual([409, 'children_held']);
      expect((await guardian.get('/api/volunteer/children')).body.children).toHaveLength(1);
    });

    it.each([
      ['a teenager', { documentNumber: syntheticId({ birthDay: '2010-06-01' }) }, [400, 'not_a_child']],
      ['a wrong number', { documentNumber: '123' }, [400, 'id_number_malformed']],
      ['no consent', { consents: { ...CONSENTS, identity: false } }, [400, 'identity_consent_required']],
    ])('refuses %s', async (_, more, refusal) => {
      const guardian = await world.person('卫大').register();
      expect((await guardian.post('/api/volunteer/children', childForm(more))).refusal).toEqual(refusal);
      expect((await guardian.get('/api/volunteer/children')).body.children).toEqual([]);
    });

    it('needs a guardian who is verified', async () => {
      const guardian = await world.person('蒋大').logIn();
      await guardian.confirmPhone();
      expect((await guardian.post('/api/volunteer/children', childForm())).refusal).toEqual([
        403,
        'guardian_not_verified',
      ]);
    });
  });

  describe('whose claim is not proved', () => {
    const requestForm = (person: Person, more: object = {}) => ({
      name: person.name,
      documentType: '01',
      documentNumber: syntheticId(),
      remark: '由朝阳区科协集体注册，当时填的是旧手机号',
      agreementVersion: '2026-01',
      consents: CONSENTS,
      ...more,
    });
    const file = async (person: Person, more: object = {}): Promise<string> =>
      (await person.post('/api/volunteer/claim-request', requestForm(person, more))).expect(201).id;

    it('are given to them by a person, with reason and audit, and the numbers are erased', async () => {
      const person = await arrive('郑一');
      const record = imported({ name: '郑一' });
      const id = await enrolOne(record);
      const request = await file(person, { documentNumber: record.documentNumber });
      expect((await person.post('/api/volunteer/claim-request', requestForm(person))).refusal).toEqual([
        409,
        'claim_waiting',
      ]);

      const admin = await world.platformAdmin();
      expect((await person.get(`/api/platform/claim-requests/${request}`)).status).toBe(403);
      const seen = (await admin.get(`/api/platform/claim-requests/${request}`)).expect(200);
      expect(seen.candidates).toMatchObject([{ id, fit: { name: true, document: true, phone: false } }]);
      expect(JSON.stringify(seen)).not.toContain(record.documentNumber);
      const path = `/api/platform/claim-requests/${request}/decision`;
      const reason = '已与朝阳区科协核实';
      const stranger = await world.person('陌生').register();
      for (const [body, refusal] of [
        [{ decision: 'LINK', volunteerId: id }, [400, 'invalid_input']],
        [{ decision: 'LINK', reason }, [400, 'not_a_candidate']],
        [{ decision: 'LINK', reason, volunteerId: stranger.volunteerId }, [400, 'not_a_candidate']],
      ]) {
        expect((await admin.post(path, body)).refusal).toEqual(refusal);
      }
      const answers = await Promise.all([
        admin.post(path, { decision: 'LINK', reason, volunteerId: id }),
        admin.post(path, { decision: 'REJECT', reason }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
      const row = await world.database.manager.findOneByOrFail(ClaimRequest, { id: request });
      expect(row).toMatchObject({ documentNumber: null, phone: null, reason });
      const linked = row.state === 'LINKED';
      expect((await person.get('/api/volunteer/me')).body.volunteer?.id).toBe(linked ? id : undefined);
      const entry = await world.database.manager.findOneByOrFail(AuditEntry, {
        subjectId: linked ? id : request,
      });
      expect(entry).toMatchObject({ volunteerId: admin.volunteerId, detail: { reason } });
    });

    it('may have been registered on a WeChat account that is lost', async () => {
      const documentNumber = syntheticId();
      const lost = await world.person('冯一').register({ documentNumber });
      const person = await arrive('冯一');
      const again = person.registrationForm({ documentNumber });
      expect((await person.post('/api/volunteer/registration', again)).refusal).toEqual([
        409,
        'document_taken',
      ]);
      const request = await file(person, { documentNumber });
      const admin = await world.platformAdmin();
      const decision = { decision: 'LINK', volunteerId: lost.volunteerId, reason: '视频核验为本人' };
      (await admin.post(`/api/platform/claim-requests/${request}/decision`, decision)).expect(204);
      expect((await person.get('/api/volunteer/me')).body.volunteer.id).toBe(lost.volunteerId);
      expect((await lost.get('/api/volunteer/me')).refusal).toEqual([401, 'session_expired']);
      expect((await person.get('/api/volunteer/claim-request')).body.request).toMatchObject({
        state: 'LINKED',
        reason: '视频核验为本人',
      });
    });

    // Last in this file: it moves the clock by years.
    it('may be a child who has grown out of the guardian’s phone', async () => {
      const guardian = await world.person('褚大').register();
      const documentNumber = syntheticId({ birthDay: '2018-05-06' });
      const form = {
        name: '褚小',
        documentType: '01',
        documentNumber,
        areaCode: '110105',
        agreementVersion: '2026-01',
        consents: CONSENTS,
      };
      const { id } = (await guardian.post('/api/volunteer/children', form)).expect(201);
      (await guardian.put('/api/volunteer/acting', { childId: id })).expect(204);
      const grown = await world.person('褚小').logIn();
      const young = { ...requestForm(grown), documentNumber };
      await grown.confirmPhone();
      expect((await grown.post('/api/volunteer/claim-request', young)).refusal).toEqual([
        403,
        'guardian_must_register',
      ]);
      const { manager } = world.database;
      // Years pass; the number stays the child's.
      const years = new Date('2033-01-01T00:00:00Z').getTime() - world.clock.now().getTime();
      world.advance(years);
      for (const person of [guardian, grown]) await person.logIn();
      const admin = await world.platformAdmin();
      (await guardian.put('/api/volunteer/acting', { childId: id })).expect(204);
      const guardianNamed = { guardian: { name: '褚大', phone: guardian.phone } };
      const request = await file(grown, { documentNumber, ...guardianNamed });
      const decision = { decision: 'LINK', volunteerId: id, reason: '与监护人核实' };
      (await admin.post(`/api/platform/claim-requests/${request}/decision`, decision)).expect(204);
      expect((await grown.get('/api/volunteer/me')).body.volunteer).toMatchObject({ id, state: 'VERIFIED' });
      expect((await guardian.get('/api/volunteer/me')).body.volunteer.id).toBe(guardian.volunteerId);
      expect((await guardian.get('/api/volunteer/children')).body.children).toEqual([]);
      expect(await manager.findOneBy(Volunteer, { id })).toMatchObject({ name: '褚小' });
    });
  });
});
