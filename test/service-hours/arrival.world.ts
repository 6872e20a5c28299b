import { Activity } from '../../server/activities';
import { AuditEntry } from '../../server/platform/audit';
import { ServiceHoursService } from '../../server/service-hours/service-hours.service';
import type { Person } from '../support/person';
import { createWorld, type World } from '../support/world';
import { at, FRIDAY, Stage } from './stage';

const TUESDAY = '2026-11-24';

describe('why hours have not arrived', () => {
  let world: World;
  let stage: Stage;
  let officer: Person;
  let city: Person;
  beforeAll(async () => {
    world = await createWorld();
    stage = await Stage.open(world);
    officer = await world.officer('110105');
    city = await world.officer('110000');
  });
  afterAll(() => world.stop());
  beforeEach(() => stage.time('08:00'));

  type Held = { id: string };
  const why = async (person: Person, { id }: Held) =>
    (await person.get(`/api/volunteer/activities/${id}/arrival`)).expect(200);
  const remind = (person: Person, { id }: Held) => person.post(`/api/volunteer/activities/${id}/reminders`);
  const titles = async (person: Person): Promise<string[]> => {
    await world.settle();
    const { items } = (await person.get('/api/volunteer/inbox')).expect(200);
    return items.map(({ title }: { title: string }) => title);
  };
  const appealRecord = (person: Person, id: string, reason = '当天我一直在现场') =>
    person.post(`/api/volunteer/service-records/${id}/appeals`, { reason });
  const decide = (by: Person, audience: string, id: string, body: object) =>
    by.post(`/api/${audience}/appeals/${id}/decision`, body);
  const voiding = (by: Person, id: string) =>
    by.post(`/api/unit/service-records/${id}/voiding`, { reason: '核查发现没有到场' });
  const restoration = (by: Person, id: string) =>
    by.post(`/api/unit/service-records/${id}/restoration`, { reason: '核查有误，予以恢复' });
  const appealed = async (by: Person): Promise<{ id: string; appeal: { id: string } }[]> =>
    (await by.get('/api/unit/service-records?queue=APPEALED')).expect(200).items;

  it('is told at every stage: who must act, since when', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('王一路', activity);
    const stageNow = async () => {
      const { items } = await why(person, activity);
      return [items[0].stage, items[0].waitsFor];
    };
    expect(await stageNow()).toEqual(['CHECK_IN', 'YOU']);
    expect((await remind(person, activity)).refusal).toEqual([409, 'nothing_to_remind']);
    stage.time('08:50');
    (await stage.checkIn(person, activity)).expect(200);
    expect(await stageNow()).toEqual(['CHECK_OUT', 'YOU']);
    stage.time('10:30');
    (await stage.checkOut(person, activity)).expect(200);
    const { items } = await why(person, activity);
    expect(items).toMatchObject([
      {
        stage: 'PUBLICITY',
        waitsFor: 'CALENDAR',
        who: '不用等谁，到期自动计入',
        minutes: 90,
        sentence: '11月23日起公示，到11月26日结束，没有异议就计入服务时长，您不用做什么。',
        steps: [
          { name: '签到', progress: 'done' },
          { name: '签退', progress: 'done' },
          { name: '公示', progress: 'now' },
          { name: '到账', progress: 'later' },
        ],
        appealable: null,
      },
    ]);
    stage.time('00:00', FRIDAY);
    await world.runSchedules();
    expect(await stageNow()).toEqual(['COUNTED', 'NOBODY']);
    const stranger = await stage.volunteer('陌生人');
    const refused = await stranger.get(`/api/volunteer/activities/${activity.id}/arrival`);
    expect(refused.refusal).toEqual([404, 'signup_not_found']);
  });

  it('lets the volunteer remind the organizers once a day', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('李没签到', activity);
    stage.time('12:00');
    const before = await why(person, activity);
    expect(before).toMatchObject({
      mayRemind: true,
      items: [{ stage: 'CHECK_IN', waitsFor: 'ORGANIZATION' }],
    });
    const answers = await Promise.all([1, 2, 3].map(() => remind(person, activity)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 429, 429]);
    expect((await why(person, activity)).mayRemind).toBe(false);
    expect(await titles(stage.lead)).toContain('志愿者在等服务时长');
    expect((await titles(stage.admin)).filter((title) => title === '志愿者在等服务时长')).toHaveLength(1);
    stage.time('00:00', TUESDAY);
    (await remind(person, activity)).expect(204);
  });

  it('settles a forgotten check-out by appeal, which a second person approves', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('赵没签退', activity);
    stage.time('08:50');
    (await stage.checkIn(person, activity)).expect(200);
    stage.time('00:00', TUESDAY);
    await world.runSchedules();
    const [forgotten] = (await why(person, activity)).items;
    expect(forgotten).toMatchObject({ stage: 'NOT_COUNTED', appealable: 'CHECK_IN' });
    const path = `/api/volunteer/check-ins/${forgotten.checkInId}/appeals`;
    const body = { reason: '手机没电，没有签退' };
    expect((await stage.lead.post(path, body)).refusal).toEqual([404, 'check_in_not_found']);
    (await person.post(path, body)).expect(204);
    expect((await person.post(path, body)).refusal).toEqual([409, 'already_appealed']);
    expect((await why(person, activity)).items).toMatchObject([
      { waitsFor: 'ORGANIZATION', appealable: null },
    ]);
    expect(await titles(stage.lead)).toContain('有志愿者申诉，请处理');

    const list = await stage.lead.get(`/api/organizer/activities/${activity.id}/attendance`);
    const { appeal } = list.expect(200).items[0];
    expect(appeal.reason).toBe('手机没电，没有签退');
    const upheld = { decision: 'UPHELD', reason: '现场签到表上有他' };
    expect((await decide(person, 'organizer', appeal.id, upheld)).status).toBe(403);
    expect((await decide(stage.lead, 'organizer', appeal.id, upheld)).refusal).toEqual([
      400,
      'left_at_required',
    ]);
    const tooLong = { ...upheld, leftAt: at('12:00').toISOString() };
    expect((await decide(stage.lead, 'organizer', appeal.id, tooLong)).refusal).toEqual([
      400,
      'outside_activity',
    ]);
    const known = { ...upheld, leftAt: at('11:00').toISOString() };
    (await decide(stage.lead, 'organizer', appeal.id, known)).expect(204);
    expect((await decide(stage.lead, 'organizer', appeal.id, known)).refusal).toEqual([
      409,
      'appeal_settled',
    ]);
    const [entered] = (await why(person, activity)).items;
    expect(entered).toMatchObject({ stage: 'REVIEW', waitsFor: 'ORGANIZATION', minutes: 120 });
    expect(await titles(person)).toContain('您的申诉已支持');
    const review = (by: Person) =>
      by.post(`/api/organizer/service-records/${entered.recordId}/review`, { decision: 'APPROVE' });
    // The lead decided on the appeal; somebody else approves.
    expect((await review(stage.lead)).status).toBe(403);
    (await review(stage.admin)).expect(204);
    expect(await stage.record(entered.recordId)).toMatchObject({ state: 'IN_PUBLICITY', source: 'ENTERED' });
  });

  it('takes a rejection back on appeal to the unit, not by who rejected', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('钱被驳回', activity);
    stage.time('12:00');
    const entry = {
      volunteerId: person.volunteerId,
      startAt: at('09:00').toISOString(),
      endAt: at('11:00').toISOString(),
      reason: '现场没有信号',
    };
    const { id } = (
      await stage.lead.post(`/api/organizer/activities/${activity.id}/attendance`, entry)
    ).expect(201);
    expect((await appealRecord(person, id)).refusal).toEqual([409, 'not_appealable']);
    const rejection = { decision: 'REJECT', reason: '没有签名' };
    (await officer.post(`/api/unit/service-records/${id}/review`, rejection)).expect(204);
    expect((await appealRecord(stage.lead, id)).refusal).toEqual([404, 'service_record_not_found']);
    (await appealRecord(person, id)).expect(204);
    const found = (await appealed(officer)).find((item) => item.id === id)!;
    const { items: queues } = (await officer.get('/api/unit/queues')).expect(200);
    expect(queues).toContainEqual({ queue: 'appeals', waiting: (await appealed(officer)).length });
    const upheld = { decision: 'UPHELD', reason: '照片里能认出他' };
    expect((await decide(officer, 'unit', found.appeal.id, upheld)).refusal).toEqual([403, 'own_decision']);
    expect((await decide(await world.officer('110108'), 'unit', found.appeal.id, upheld)).status).toBe(403);
    (await decide(city, 'unit', found.appeal.id, upheld)).expect(204);
    expect(await stage.record(id)).toMatchObject({ state: 'IN_PUBLICITY', stateBy: city.volunteerId });
    expect(await stage.ledger(id)).toEqual([]);
    expect(await appealed(city)).toEqual([]);
  });

  it('voids and grants again what counted, each time as a further entry', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('孙起伏', activity);
    const id = await stage.served(person, activity);
    expect((await restoration(officer, id)).refusal).toEqual([409, 'not_voided']);
    stage.time('00:00', FRIDAY);
    await world.runSchedules();
    const both = await Promise.all([voiding(officer, id), voiding(city, id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await stage.minutesOf(person)).toBe(0);
    expect((await voiding(stage.admin, id)).status).toBe(403);
    (await restoration(officer, id)).expect(204);
    expect(await stage.minutesOf(person)).toBe(90);
    (await voiding(officer, id)).expect(204);
    (await appealRecord(person, id)).expect(204);
    const { appeal } = (await appealed(city)).find((item) => item.id === id)!;
    const upheld = { decision: 'UPHELD', reason: '照片里能认出他' };
    (await decide(city, 'unit', appeal.id, upheld)).expect(204);
    expect(await stage.ledger(id)).toEqual([
      ['GRANT', 90],
      ['VOID', -90],
      ['REGRANT', 90],
      ['VOID', -90],
      ['REGRANT', 90],
    ]);
    expect(await stage.minutesOf(person)).toBe(90);
    expect(await new ServiceHoursService().findDiscrepancies(world.database)).toEqual([]);
    const audited = await world.database.manager.findBy(AuditEntry, { subjectId: id });
    expect(audited.map(({ action }) => action)).toEqual([
      'service-record.voided',
      'service-record.regranted',
      'service-record.voided',
      'service-appeal.upheld',
    ]);
  });

  it('does not bring back what would overlap meanwhile, nor anything on a dismissed appeal', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('周重来', activity);
    const id = await stage.served(person, activity);
    (await voiding(officer, id)).expect(204);
    stage.time('12:00');
    const entry = {
      volunteerId: person.volunteerId,
      startAt: at('09:00').toISOString(),
      endAt: at('10:00').toISOString(),
      reason: '作废后重新登记',
    };
    (await stage.lead.post(`/api/organizer/activities/${activity.id}/attendance`, entry)).expect(201);
    expect((await restoration(officer, id)).refusal).toEqual([409, 'record_overlaps']);
    (await appealRecord(person, id)).expect(204);
    const { appeal } = (await appealed(city)).find((item) => item.id === id)!;
    const upheld = { decision: 'UPHELD', reason: '照片里能认出他' };
    expect((await decide(city, 'unit', appeal.id, upheld)).refusal).toEqual([409, 'record_overlaps']);
    (await decide(city, 'unit', appeal.id, { decision: 'DISMISSED', reason: '没有新的证据' })).expect(204);
    const item = (await why(person, activity)).items.find(
      (each: { recordId: string }) => each.recordId === id,
    );
    expect(item).toMatchObject({ stage: 'VOIDED', waitsFor: 'NOBODY', appealable: null });
    expect(item.sentence).toContain('您的申诉没有被支持：没有新的证据');
  });

  it('hears the volunteer in a dispute', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('吴被疑', activity);
    const id = await stage.served(person, activity);
    (
      await stage.lead.post(`/api/volunteer/service-records/${id}/reports`, { reason: '当天没有看到他' })
    ).expect(204);
    (await appealRecord(person, id, '我在二楼讲解，有照片')).expect(204);
    const queue = (await officer.get('/api/unit/service-records?queue=OBJECTED')).expect(200).items;
    const disputed = queue.find((item: { id: string }) => item.id === id);
    expect(disputed.appeal.reason).toBe('我在二楼讲解，有照片');
    const upheld = { decision: 'UPHELD', reason: '照片属实' };
    expect((await decide(city, 'unit', disputed.appeal.id, upheld)).refusal).toEqual([
      409,
      'decide_the_report',
    ]);
    const dismissal = { decision: 'DISMISSED', reason: '照片属实' };
    (await officer.post(`/api/unit/service-records/${id}/report-decision`, dismissal)).expect(204);
    expect((await why(person, activity)).items).toMatchObject([{ stage: 'PUBLICITY' }]);
  });

  it('hears a refused excuse above the organization, once, and by nobody who refused it', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('沈未到', activity);
    stage.time('12:00');
    const [{ id }] = (await person.get('/api/volunteer/signups')).expect(200).items;
    const organizer = (what: string, by: Person, body?: object) =>
      by.post(`/api/organizer/signups/${id}/${what}`, body);
    const excuse = (reason: string) => person.post(`/api/volunteer/signups/${id}/excuse`, { reason });
    const appeal = (by = person) =>
      by.post(`/api/volunteer/signups/${id}/appeals`, { reason: '有医院的就诊记录可以核对' });
    const absences = async (by: Person) => {
      const { items } = (await by.get('/api/unit/absence-appeals')).expect(200);
      const queues = (await by.get('/api/unit/queues')).expect(200).items;
      const counted = queues.find(({ queue }: { queue: string }) => queue === 'absences');
      expect(counted.waiting).toBe(items.length);
      return items;
    };
    const refuse = { decision: 'REFUSE', reason: '没有看到证明' };

    (await organizer('no-show', stage.lead)).expect(204);
    expect((await appeal()).refusal).toEqual([409, 'not_appealable']);
    (await excuse('当天突发高烧')).expect(200);
    // An officer who also runs the organization refuses it: then they do not hear the appeal.
    await world.database.manager.update(Activity, { id: activity.id }, { leadId: officer.volunteerId });
    (await organizer('excuse-decision', officer, refuse)).expect(204);
    expect((await appeal(stage.lead)).refusal).toEqual([404, 'signup_not_found']);
    expect((await why(person, activity)).items).toMatchObject([{ stage: 'ABSENCE', appealable: 'SIGN_UP' }]);
    (await appeal()).expect(204);
    expect((await appeal()).refusal).toEqual([409, 'already_appealed']);
    expect((await why(person, activity)).items).toMatchObject([{ waitsFor: 'UNIT', appealable: null }]);
    expect(await titles(officer)).toContain('有志愿者申诉，请处理');

    expect(await absences(await world.officer('110108'))).toEqual([]);
    const [waiting] = await absences(officer);
    expect(waiting).toMatchObject({
      volunteerName: '沈未到',
      excuse: '当天突发高烧',
      refusal: '没有看到证明',
    });
    const dismissed = { decision: 'DISMISSED', reason: '就诊记录是另一天的' };
    expect((await decide(officer, 'unit', waiting.id, dismissed)).refusal).toEqual([403, 'own_decision']);
    (await decide(city, 'unit', waiting.id, dismissed)).expect(204);
    expect(await stage.signUpStateOf(person, activity)).toBe('NO_SHOW');
    expect((await appeal()).refusal).toEqual([409, 'already_appealed']);
    expect((await why(person, activity)).items[0].sentence).toContain('就诊记录是另一天的');

    // Said and refused anew it is another outcome; this time the unit finds for the volunteer.
    stage.time('13:00');
    (await excuse('补上当天的就诊记录')).expect(200);
    (await organizer('excuse-decision', stage.admin, refuse)).expect(204);
    (await appeal()).expect(204);
    const [again] = await absences(city);
    (await decide(city, 'unit', again.id, { decision: 'UPHELD', reason: '记录属实' })).expect(204);
    expect(await stage.signUpStateOf(person, activity)).toBe('EXCUSED');
    expect(await absences(city)).toEqual([]);
    // One notice says all of it.
    const told = (await titles(person)).filter((title) => /未到场说明已被接受|申诉已支持/.test(title));
    expect(told).toEqual(['您的申诉已支持']);
    const { items: inbox } = (await person.get('/api/volunteer/inbox')).expect(200);
    const { body } = inbox.find(({ title }: { title: string }) => title === '您的申诉已支持');
    expect(body).toMatch(/记录属实[\s\S]*已请假/);
    expect((await why(person, activity)).items).toMatchObject([{ stage: 'ABSENCE', waitsFor: 'NOBODY' }]);
  });

  it('lists what stands out, to the units above only', async () => {
    const activity = await stage.activity('08:00', '23:00');
    const people = await Promise.all(
      Array.from({ length: 10 }, (_, i) => stage.volunteer(`批量${i}`, activity)),
    );
    stage.time('23:30');
    for (const person of people) {
      const entry = {
        volunteerId: person.volunteerId,
        startAt: at('08:00').toISOString(),
        endAt: at('09:00').toISOString(),
        reason: '集体登记',
      };
      (await stage.lead.post(`/api/organizer/activities/${activity.id}/attendance`, entry)).expect(201);
    }
    const long = await stage.volunteer('郑超时', activity);
    stage.time('07:50');
    (await stage.checkIn(long, activity)).expect(200);
    stage.time('21:00');
    (await stage.checkOut(long, activity)).expect(200);
    const { items } = (await officer.get('/api/unit/service-anomalies?days=7')).expect(200);
    const mine = items.filter(
      (item: { organizationId: string }) => item.organizationId === stage.organization.id,
    );
    expect(mine).toContainEqual(
      expect.objectContaining({ kind: 'SAME_MINUTE', activityId: activity.id, records: 10, minutes: 600 }),
    );
    expect(mine).toContainEqual(
      expect.objectContaining({ kind: 'LONG_DAY', day: '2026-11-23', minutes: 780 }),
    );
    const beside = await world.officer('110108');
    expect((await beside.get('/api/unit/service-anomalies')).expect(200).items).toEqual([]);
    expect((await officer.get('/api/unit/service-anomalies?days=91')).refusal).toEqual([
      400,
      'invalid_input',
    ]);
  });
});
