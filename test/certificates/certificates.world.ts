import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Certificate, CertificateBatch, CertificateCounter } from '../../server/certificates';
import { AuditEntry } from '../../server/platform/audit';
import { newId } from '../../server/platform/ids';
import { at, FRIDAY, MONDAY, Stage } from '../service-hours/stage';
import type { Person } from '../support/person';
import { createWorld, type World } from '../support/world';

describe('certificates', () => {
  let world: World;
  let stage: Stage;
  let officer: Person;
  beforeAll(async () => {
    world = await createWorld();
    stage = await Stage.open(world);
    officer = await world.officer('110105');
  });
  afterAll(() => world.stop());
  beforeEach(() => stage.time('08:00'));

  const week = { fromDay: MONDAY, toDay: FRIDAY };
  const apply = (person: Person, changes: object = {}) =>
    person.post('/api/volunteer/certificates', {
      organizationId: stage.organization.id,
      ...week,
      ...changes,
    });
  const verify = (code: string) =>
    world.anonymous.get(`/api/public/certificates/verification?code=${encodeURIComponent(code)}`);
  /** Somebody with 1.5 effective hours; it is Friday afterwards. */
  const served = async (name: string): Promise<{ person: Person; recordId: string }> => {
    const activity = await stage.activity();
    const person = await stage.volunteer(name, activity);
    const recordId = await stage.served(person, activity);
    stage.time('00:00', FRIDAY);
    await world.runSchedules();
    return { person, recordId };
  };
  const bytesOf = async (person: Person, path: string): Promise<Buffer> => {
    const headers = { authorization: `Bearer ${person.token}` };
    const response = await fetch(world.url + path, { headers });
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('志愿服务证明'));
    return Buffer.from(await response.arrayBuffer());
  };

  it('are issued from effective hours, downloaded, verified by everybody, and revoked', async () => {
    const { person } = await served('欧阳明月');
    const issuers = (await person.get('/api/volunteer/certificate-issuers')).expect(200).items;
    expect(issuers).toEqual([
      {
        organizationId: stage.organization.id,
        name: stage.organization.name,
        minutes: 90,
        hours: '1.50',
        firstDay: MONDAY,
        lastDay: MONDAY,
      },
    ]);
    const issued = (await apply(person)).expect(201);
    expect(issued).toMatchObject({ hours: '1.50', services: 1, state: 'ISSUED', valid: true });
    expect(issued.number).toMatch(/^KJZM-2026-\d{8}$/);
    // Tapping twice, or coming back, gives the same one.
    expect((await apply(person)).expect(201).id).toBe(issued.id);
    const detail = (await person.get(`/api/volunteer/certificates/${issued.id}`)).expect(200);
    expect(detail).toMatchObject({ holderName: '欧阳明月', items: [{ title: '社区科普日', hours: '1.50' }] });
    expect(detail.holderDocument).toMatch(/^\d{3}\*{11}[\dX]{4}$/);

    const seen = (await verify(issued.number.toLowerCase().replaceAll('-', ' '))).expect(200);
    expect(seen).toEqual({
      number: issued.number,
      holderName: '欧***',
      issuerName: stage.organization.name,
      ...week,
      minutes: 90,
      hours: '1.50',
      services: 1,
      issuedAt: issued.issuedAt,
      state: 'ISSUED',
      valid: true,
      sentence: '这份证明真实有效。',
    });
    const token = issued.verifyUrl.split('/').at(-1);
    expect((await verify(token)).expect(200)).toEqual(seen);
    const page = await world.anonymous.get(`/verify/${token}`);
    expect(page.expect(200)).toContain('证明真实有效');
    expect(page.body).not.toContain('欧阳明月');
    expect((await world.anonymous.get(`/verify?number=${issued.number}`)).expect(200)).toContain('欧***');
    expect((await world.anonymous.get('/verify')).expect(200)).toContain('输入志愿服务证明上的编号');
    expect((await world.anonymous.get('/verify?number=KJZM-2026-99999999')).status).toBe(404);

    const revocation = { reason: '开具有误' };
    const path = (audience: string) => `/api/${audience}/certificates/${issued.id}/revocation`;
    expect((await person.post(path('organizer'), revocation)).refusal).toEqual([
      403,
      'not_organization_admin',
    ]);
    expect((await (await world.officer('110108')).post(path('unit'), revocation)).refusal).toEqual([
      403,
      'out_of_scope',
    ]);
    const both = await Promise.all([
      stage.admin.post(path('organizer'), revocation),
      officer.post(path('unit'), revocation),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await verify(token)).expect(200)).toMatchObject({
      state: 'REVOKED',
      valid: false,
      sentence: '这份证明已经撤销，不再有效：开具有误。',
    });
    expect((await world.anonymous.get(`/verify/${token}`)).expect(200)).toContain('证明已撤销');
    expect((await person.get(`/api/volunteer/certificates/${issued.id}/pdf`)).refusal).toEqual([
      409,
      'certificate_ended',
    ]);
    const audited = await world.database.manager.findBy(AuditEntry, { subjectId: issued.id });
    expect(audited).toMatchObject([{ action: 'certificate.revoked', detail: revocation }]);
    await world.settle();
    expect((await person.get('/api/volunteer/inbox')).body.items[0].title).toBe('志愿服务证明已撤销');
  });

  it('come at the end of the whole chain: published, signed up, checked in, public, certified, verified, revoked', async () => {
    const startsAt = new Date('2026-11-23T09:00:00+08:00');
    const activityId = await world.activity({
      organization: stage.organization,
      admin: stage.admin,
      startsAt,
    });
    const person = await world.person('一条龙').register();
    const path = `/api/volunteer/activities/${activityId}`;
    (await person.post(`${path}/signups`, { riskAcknowledged: true })).expect(201);
    stage.time('08:50');
    const codePath = `/api/organizer/activities/${activityId}/check-in-code`;
    const scan = async () => ({ code: (await stage.admin.get(codePath)).expect(200).code });
    (await person.post(`${path}/check-in`, await scan())).expect(200);
    stage.time('11:00');
    const { recordId } = (await person.post(`${path}/check-out`, await scan())).expect(200);
    const stageNow = async () => (await person.get(`${path}/arrival`)).expect(200).items[0].stage;
    expect(await stageNow()).toBe('PUBLICITY');
    expect((await apply(person, { toDay: MONDAY })).refusal).toEqual([409, 'no_effective_hours']);
    stage.time('00:00', FRIDAY);
    await world.runSchedules();
    expect(await stageNow()).toBe('COUNTED');
    expect(await stage.ledger(recordId)).toEqual([['GRANT', 120]]);
    const { id, number, verifyUrl } = (await apply(person)).expect(201);
    const page = new URL(verifyUrl).pathname;
    expect((await world.anonymous.get(page)).expect(200)).toContain('证明真实有效');
    const revocation = { reason: '姓名有误' };
    (await officer.post(`/api/unit/certificates/${id}/revocation`, revocation)).expect(204);
    expect((await world.anonymous.get(page)).expect(200)).toContain('证明已撤销');
    expect((await verify(number)).expect(200).valid).toBe(false);
  });

  it('are PDF documents whose text can be read, with the fonts in them', async () => {
    const { person } = await served('文字');
    const issued = (await apply(person)).expect(201);
    const pdf = await bytesOf(person, `/api/volunteer/certificates/${issued.id}/pdf`);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    // A whole Chinese font has ten megabytes.
    expect(pdf.length).toBeLessThan(300_000);
    expect(await bytesOf(stage.admin, `/api/organizer/certificates/${issued.id}/pdf`)).toHaveLength(
      pdf.length,
    );
    const other = await stage.volunteer('旁人');
    expect((await other.get(`/api/volunteer/certificates/${issued.id}/pdf`)).refusal).toEqual([
      404,
      'certificate_not_found',
    ]);
    const text = textIn(pdf);
    if (text === null) return;
    for (const part of [
      '志愿服务记录证明',
      'CERTIFICATE OF VOLUNTEER SERVICE',
      issued.number,
      '文字',
      '1.50',
      '社区科普日',
      stage.organization.name,
      '2026年11月27日',
    ])
      expect(text).toContain(part);
  });

  it('are superseded by one with other hours, and revoked when hours on them are voided', async () => {
    const { person, recordId } = await served('越来越多');
    const first = (await apply(person)).expect(201);
    stage.time('12:00');
    const activity = await stage.activity('13:00', '15:00');
    await stage.signUp(person, activity);
    stage.time('12:50');
    (await stage.checkIn(person, activity)).expect(200);
    stage.time('14:00');
    (await stage.checkOut(person, activity)).expect(200);
    stage.time('00:00', FRIDAY);
    await world.runSchedules();
    const second = (await apply(person)).expect(201);
    expect(second).toMatchObject({ hours: '2.50', services: 2 });
    expect((await verify(first.number)).expect(200)).toMatchObject({ state: 'SUPERSEDED', valid: false });

    const voiding = { reason: '核查发现没有到场' };
    (await officer.post(`/api/unit/service-records/${recordId}/voiding`, voiding)).expect(204);
    await world.settle();
    expect((await verify(second.number)).expect(200)).toMatchObject({
      state: 'REVOKED',
      sentence: '这份证明已经撤销，不再有效：证明中的部分服务时长已经作废，请重新申请。',
    });
    const third = (await apply(person)).expect(201);
    expect(third).toMatchObject({ hours: '1.00', services: 1 });
    const own = (await person.get('/api/volunteer/certificates')).expect(200).items;
    expect(own.map(({ state }: { state: string }) => state)).toEqual(['ISSUED', 'REVOKED', 'SUPERSEDED']);
  });

  it('leave out what somebody objects to, and what is not effective yet', async () => {
    const { person, recordId } = await served('有异议');
    const report = { reason: '当天没有看到这个人' };
    (await stage.lead.post(`/api/volunteer/service-records/${recordId}/reports`, report)).expect(204);
    expect((await apply(person)).refusal).toEqual([409, 'no_effective_hours']);
    const dismissal = { decision: 'DISMISSED', reason: '已核对签到表' };
    (await officer.post(`/api/unit/service-records/${recordId}/report-decision`, dismissal)).expect(204);
    (await apply(person)).expect(201);
  });

  it.each<[string, object, [number, string]]>([
    ['backwards', { fromDay: FRIDAY, toDay: MONDAY }, [400, 'period_backwards']],
    ['in the future', { toDay: '2026-11-28' }, [400, 'period_in_future']],
    ['of a day that does not exist', { fromDay: '2026-02-29' }, [400, 'no_such_day']],
    ['of eleven years', { fromDay: '2015-01-01' }, [400, 'period_too_long']],
    ['without hours', { fromDay: FRIDAY }, [409, 'no_effective_hours']],
    ['of an organization that does not exist', { organizationId: newId() }, [404, 'organization_not_found']],
    ['of no organization', { organizationId: undefined }, [400, 'invalid_input']],
  ])('are refused for a period %s', async (_, changes, refusal) => {
    const person = await stage.volunteer('被拒绝');
    stage.time('09:00', FRIDAY);
    expect((await apply(person, changes)).refusal).toEqual(refusal);
  });

  it('have numbers without gaps, however many are issued and refused at once', async () => {
    const activity = await stage.activity();
    const people = await Promise.all(
      Array.from({ length: 8 }, (_, i) => stage.volunteer(`编号${i}`, activity)),
    );
    for (const person of people) await stage.served(person, activity);
    stage.time('00:00', FRIDAY);
    await world.runSchedules();
    const without = await stage.volunteer('没有时长');
    const answers = await Promise.all(
      [...people, ...people, without, without].map((person) => apply(person)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(16);
    expect(new Set(answers.map(({ body }) => body.number)).size).toBe(9);
    await expectNoGaps();
  });

  it('come in a batch for everybody who served, by a job, once', async () => {
    const path = `/api/organizer/organizations/${stage.organization.id}`;
    stage.time('09:00', FRIDAY);
    expect((await stage.lead.post(`${path}/certificate-batches`, week)).status).toBe(403);
    const none = { fromDay: '2026-01-01', toDay: '2026-01-31' };
    expect((await stage.admin.post(`${path}/certificate-batches`, none)).refusal).toEqual([
      409,
      'nobody_to_certify',
    ]);
    const before = await world.database.manager.countBy(Certificate, { state: 'ISSUED' });
    const wider = { ...week, fromDay: '2026-11-01' };
    const twice = await Promise.all([1, 2].map(() => stage.admin.post(`${path}/certificate-batches`, wider)));
    expect(twice.map(({ status }) => status).sort()).toEqual([201, 409]);
    await world.settle();
    const [batch] = (await stage.admin.get(`${path}/certificate-batches`)).expect(200).items;
    expect(batch).toMatchObject({ state: 'DONE', done: batch.total });
    expect(batch.total).toBeGreaterThan(8);
    const after = await world.database.manager.countBy(Certificate, { state: 'ISSUED' });
    expect(after - before).toBe(batch.total);
    const listed = await stage.admin.get(`${path}/certificates?state=ISSUED&limit=50`);
    expect(listed.expect(200).items.length).toBe(after);
    const scoped = (await officer.get('/api/unit/certificates?state=ISSUED&limit=50')).expect(200).items;
    expect(scoped.length).toBe(after);
    expect((await (await world.officer('110108')).get('/api/unit/certificates')).expect(200).items).toEqual(
      [],
    );
    await expectNoGaps();
  });

  it('of a batch are one document to print, with what was applied for before, without what is not valid', async () => {
    const day = '2026-11-24';
    const activity = await stage.activity('09:00', '11:30', {
      startsAt: at('09:00', day),
      endsAt: at('11:30', day),
    });
    const people = await Promise.all(['甲', '乙', '丙'].map((name) => stage.volunteer(name, activity)));
    stage.time('08:50', day);
    for (const person of people) (await stage.checkIn(person, activity)).expect(200);
    stage.time('10:30', day);
    for (const person of people) (await stage.checkOut(person, activity)).expect(200);
    stage.time('00:00', '2026-11-28');
    await world.runSchedules();
    const period = { fromDay: day, toDay: day };
    const before = (await apply(people[0]!, period)).expect(201);
    const path = `/api/organizer/organizations/${stage.organization.id}/certificate-batches`;
    const { id } = (await stage.admin.post(path, period)).expect(201);
    const file = `/api/organizer/certificate-batches/${id}/pdf`;
    await world.settle();
    const { manager } = world.database;
    await manager.update(CertificateBatch, { id }, { state: 'RUNNING' });
    expect((await stage.admin.get(file)).refusal).toEqual([409, 'batch_running']);
    await manager.update(CertificateBatch, { id }, { state: 'DONE' });
    const [wrong] = await manager.findBy(Certificate, { batchId: id });
    const revocation = `/api/organizer/certificates/${wrong!.id}/revocation`;
    (await stage.admin.post(revocation, { reason: '姓名有误' })).expect(204);
    const [batch] = (await stage.admin.get(path)).expect(200).items;
    expect(batch).toMatchObject({ id, total: 3, valid: 2, files: 1 });

    const pdf = await bytesOf(stage.admin, file);
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2);
    // The fonts are in it once, not once a certificate.
    expect(pdf.length).toBeLessThan(300_000);
    expect((await stage.lead.get(file)).refusal).toEqual([403, 'not_organization_admin']);
    expect((await stage.admin.get(`${file}?part=2`)).refusal).toEqual([404, 'no_certificates']);
    const missing = file.replace(id, newId());
    expect((await stage.admin.get(missing)).refusal).toEqual([404, 'batch_not_found']);
    const audited = await manager.findBy(AuditEntry, { subjectId: id });
    expect(audited.map(({ action }) => action)).toContain('certificate-batch.downloaded');
    const text = textIn(pdf);
    if (text === null) return;
    expect(text).toContain(before.number);
    expect(text).not.toContain(wrong!.number);
  });

  it('are not looked up without end', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 31; i++) statuses.push((await verify('KJZM-2026-99999999')).status);
    expect(statuses.at(-1)).toBe(429);
    expect((await world.anonymous.get('/verify?number=KJZM-2026-00000001')).body).not.toContain(
      '证明真实有效',
    );
  });

  async function expectNoGaps(): Promise<void> {
    const { manager } = world.database;
    const all = await manager.find(Certificate, { order: { sequence: 'ASC' } });
    expect(all.map(({ sequence }) => sequence)).toEqual(all.map((_, index) => index + 1));
    expect((await manager.findOneByOrFail(CertificateCounter, { id: '2026' })).last).toBe(all.length);
  }
});

/** @returns what `pdftotext` reads, null where it is not installed */
function textIn(pdf: Buffer): string | null {
  const file = join(tmpdir(), `certificate-${newId()}.pdf`);
  writeFileSync(file, pdf);
  try {
    return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8', timeout: 20_000 });
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null;
    throw error;
  }
}
