import { Appointment } from '../../server/organizations';
import { AuditEntry } from '../../server/platform/audit';
import type { Person } from '../support/person';
import { createWorld, type World } from '../support/world';

describe('appointments', () => {
  let world: World;
  let admin: Person;
  beforeAll(async () => {
    world = await createWorld();
    admin = await world.platformAdmin();
  });
  afterAll(() => world.stop());

  const appoint = (person: { number: string }, role: string, unitId?: string) =>
    admin.post('/api/platform/appointments', {
      volunteerNumber: person.number,
      role,
      ...(unitId ? { unitId } : {}),
    });

  it('makes an officer of one unit at once, and ends it at once', async () => {
    const person = await world.person('新干部').register();
    const unit = await world.staff.unit('110105');
    expect((await person.get('/api/unit/organizations')).refusal).toEqual([403, 'not_unit_officer']);

    const granted = (await appoint(person, 'UNIT_OFFICER', unit.id)).expect(201);
    expect(granted).toMatchObject({
      role: 'UNIT_OFFICER',
      volunteerName: '新干部',
      unit: { id: unit.id, name: '北京市朝阳区科学技术协会' },
    });
    (await person.get('/api/unit/organizations')).expect(200);
    expect((await appoint(person, 'UNIT_OFFICER', unit.id)).refusal).toEqual([409, 'already_appointed']);

    const listed = (await admin.get(`/api/platform/appointments?unitId=${unit.id}`)).expect(200);
    expect(listed.items).toEqual([granted]);

    const revocation = `/api/platform/appointments/${granted.id}/revocation`;
    (await admin.post(revocation)).expect(204);
    expect((await admin.post(revocation)).refusal).toEqual([409, 'already_revoked']);
    expect((await person.get('/api/unit/organizations')).refusal).toEqual([403, 'not_unit_officer']);
    expect((await admin.get(`/api/platform/appointments?unitId=${unit.id}`)).body.items).toEqual([]);
    (await appoint(person, 'UNIT_OFFICER', unit.id)).expect(201);

    const entries = await world.database.manager.findBy(AuditEntry, { subjectId: person.volunteerId });
    expect(entries.map(({ action, volunteerId }) => [action, volunteerId])).toEqual([
      ['appointment.granted', admin.volunteerId],
      ['appointment.revoked', admin.volunteerId],
      ['appointment.granted', admin.volunteerId],
    ]);
  });

  it('refuses what makes no sense', async () => {
    const person = await world.person('候选人').register();
    const minor = await world
      .person('未成年')
      .register({ birthDay: '2010-06-01', guardian: { name: '家长', phone: '13800000002' } });
    const { id } = await world.staff.unit('110105');
    const team = await world.organization({ admin: await world.person('队长').register() });
    const table: [{ number: string }, string, string | undefined, unknown][] = [
      [{ number: 'V0000000000' }, 'AUDITOR', undefined, [404, 'volunteer_not_found']],
      [{ number: 'nobody' }, 'AUDITOR', undefined, [400, 'invalid_input']],
      [minor, 'AUDITOR', undefined, [409, 'volunteer_not_verified']],
      [person, 'EMPEROR', undefined, [400, 'invalid_input']],
      [person, 'UNIT_OFFICER', undefined, [400, 'unit_mismatch']],
      [person, 'PLATFORM_ADMIN', id, [400, 'unit_mismatch']],
      [person, 'UNIT_OFFICER', team.id, [404, 'unit_not_found']],
      [person, 'UNIT_OFFICER', '0'.repeat(26), [404, 'unit_not_found']],
    ];
    for (const [who, role, unitId, refusal] of table) {
      expect([role, (await appoint(who, role, unitId)).refusal]).toEqual([role, refusal]);
    }
    const unknown = `/api/platform/appointments/${'0'.repeat(26)}/revocation`;
    expect((await admin.post(unknown)).refusal).toEqual([404, 'appointment_not_found']);
  });

  it('lets an auditor read what units and the platform see, and write nothing', async () => {
    const auditor = await world.person('审计').register();
    (await appoint(auditor, 'AUDITOR')).expect(201);
    const team = await world.organization({ admin: await world.person('被审计').register() });
    const path = `/api/unit/organizations/${team.id}`;
    expect((await auditor.get(path)).expect(200).applicant.phone).toMatch(/^1\d\d\*{4}\d{4}$/);
    expect((await auditor.get('/api/unit/organizations?limit=1')).expect(200).items).toHaveLength(1);
    (await auditor.get('/api/platform/appointments')).expect(200);
    for (const write of [`${path}/suspension`, '/api/platform/appointments']) {
      expect((await auditor.post(write, { reason: '越权' })).refusal).toEqual([403, 'auditor_reads_only']);
    }
  });

  it('appoints once under parallel requests', async () => {
    const person = await world.person('并发').register();
    const answers = await Promise.all(Array.from({ length: 6 }, () => appoint(person, 'AUDITOR')));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  });

  it('keeps the last platform admin, even when the last two revoke each other', async () => {
    const other = await world.person('另一位').register();
    (await appoint(other, 'PLATFORM_ADMIN')).expect(201);
    const live = await world.database.manager.findBy(Appointment, { role: 'PLATFORM_ADMIN' });
    const idOf = (person: Person) => live.find(({ volunteerId }) => volunteerId === person.volunteerId)!.id;
    const revoke = (who: Person, whom: Person) =>
      who.post(`/api/platform/appointments/${idOf(whom)}/revocation`);
    const answers = await Promise.all([revoke(admin, other), revoke(other, admin)]);
    expect(answers.map(({ status }) => status).sort()).not.toEqual([204, 204]);
    const remaining = (await world.database.manager.findBy(Appointment, { role: 'PLATFORM_ADMIN' })).filter(
      ({ revokedAt }) => revokedAt === null,
    );
    expect(remaining).toHaveLength(1);
    const last = remaining[0]!.volunteerId === admin.volunteerId ? admin : other;
    expect((await revoke(last, last)).refusal).toEqual([409, 'last_platform_admin']);
  });
});
