import { AuditEntry } from '../../server/platform/audit';
import { LedgerEntry, ServiceRecord } from '../../server/service-hours';
import { PublicityService } from '../../server/service-hours/publicity.service';
import { ServiceHoursService } from '../../server/service-hours/service-hours.service';
import type { Person } from '../support/person';
import { createWorld, type World } from '../support/world';
import { at, FRIDAY, Stage } from './stage';

const THURSDAY = '2026-11-26';
const SATURDAY = '2026-11-28';

describe('publicity', () => {
  let world: World;
  let stage: Stage;
  let officer: Person;
  const hours = new ServiceHoursService();
  beforeAll(async () => {
    world = await createWorld();
    stage = await Stage.open(world);
    officer = await world.officer('110105');
  });
  afterAll(() => world.stop());
  beforeEach(() => stage.time('08:00'));

  const report = (by: Person, id: string, reason = '当天没有看到这个人') =>
    by.post(`/api/volunteer/service-records/${id}/reports`, { reason });
  const decide = (by: Person, id: string, decision: string) =>
    by.post(`/api/unit/service-records/${id}/report-decision`, { decision, reason: '已核对签到表' });

  it('shows everybody masked names and ends by itself at midnight', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('欧阳小明', activity);
    const id = await stage.served(person, activity);
    const path = `/api/public/activities/${activity.id}/publicity`;
    const { items } = (await world.anonymous.get(path)).expect(200);
    expect(items).toEqual([
      {
        recordId: id,
        volunteerName: '欧***',
        day: '2026-11-23',
        minutes: 90,
        hours: '1.50',
        until: at('00:00', FRIDAY).toISOString(),
        paused: false,
      },
    ]);
    stage.time('23:59', THURSDAY);
    await world.runSchedules();
    expect(await stage.minutesOf(person)).toBe(0);
    stage.time('00:00', FRIDAY);
    await world.runSchedules();
    expect((await person.get('/api/volunteer/hours')).expect(200)).toMatchObject({
      minutes: 90,
      hours: '1.50',
      starLevel: 0,
      nextStar: { level: 1, hours: 100, minutesLeft: 5910 },
    });
    expect((await world.anonymous.get(path)).expect(200).items).toEqual([]);
    expect(await stage.ledger(id)).toEqual([['GRANT', 90]]);
    expect(await hours.publicTotals(world.database, { activityId: activity.id })).toEqual({
      people: 1,
      minutes: 90,
    });
  });

  it('ends exactly once however many run the schedule', async () => {
    const activity = await stage.activity();
    const people = await Promise.all(
      Array.from({ length: 6 }, (_, i) => stage.volunteer(`并行${i}`, activity)),
    );
    const ids: string[] = [];
    for (const person of people) ids.push(await stage.served(person, activity));
    stage.time('00:00', FRIDAY);
    // As four processes would: one process runs its schedules one after another.
    const nothing = undefined as never;
    const publicity = new PublicityService(nothing, nothing, nothing, nothing, world.clock);
    const finish = () => world.database.transaction((tx) => publicity.finishDue(tx));
    await Promise.all([finish(), finish(), finish(), finish()]);
    await world.settle();
    for (const id of ids) expect(await stage.ledger(id)).toEqual([['GRANT', 90]]);
    for (const person of people) expect(await stage.minutesOf(person)).toBe(90);
  });

  it('is paused by an objection and goes on with what was left of it', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('王公示', activity);
    const id = await stage.served(person, activity);
    stage.time('12:00', '2026-11-25');
    const witness = await world.person('目击者').logIn();
    (await report(witness, id)).expect(204);
    expect((await report(witness, id)).refusal).toEqual([409, 'already_reported']);
    stage.time('12:00', FRIDAY);
    await world.runSchedules();
    expect(await stage.minutesOf(person)).toBe(0);
    stage.time('12:00', THURSDAY);
    const [shown] = (await world.anonymous.get(`/api/public/activities/${activity.id}/publicity`)).body.items;
    expect(shown.paused).toBe(true);
    const [own] = (await person.get('/api/volunteer/hours')).body.records.items;
    expect(own.sentence).toBe('有人提出异议，11月25日起公示暂停，等待上级科协处理。');
    const queue = (await officer.get('/api/unit/service-records?queue=OBJECTED')).expect(200);
    expect(queue.items).toMatchObject([{ id, volunteerName: '王公示', objections: ['当天没有看到这个人'] }]);
    expect(JSON.stringify(queue)).not.toContain('目击者');

    (await decide(officer, id, 'DISMISSED')).expect(204);
    // One working day was left; it is Friday now, as today does not count.
    expect(await stage.record(id)).toMatchObject({
      state: 'IN_PUBLICITY',
      publicityUntil: at('00:00', SATURDAY),
    });
    stage.time('00:00', SATURDAY);
    await world.runSchedules();
    expect((await stage.record(id)).state).toBe('EFFECTIVE');
    expect(await stage.ledger(id)).toEqual([['GRANT', 90]]);
  });

  it('ends in nothing when the objection is upheld', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('李虚报', activity);
    const id = await stage.served(person, activity);
    (await report(stage.admin, id)).expect(204);
    (await decide(officer, id, 'UPHELD')).expect(204);
    expect(await stage.record(id)).toMatchObject({ state: 'VOIDED', stateReason: '已核对签到表' });
    expect(await stage.ledger(id)).toEqual([]);
    const audited = await world.database.manager.findBy(AuditEntry, { subjectId: id });
    expect(audited).toMatchObject([{ action: 'service-report.upheld', volunteerId: officer.volunteerId }]);
    const own = `/api/organizer/organizations/${stage.organization.id}/audit`;
    const [told] = (await stage.admin.get(own)).expect(200).items;
    expect(told.action).toBe('service-report.upheld');
    expect(told.subjectName).toMatch(/^李虚报 \d{4}-\d\d-\d\d$/);
    expect((await report(stage.lead, id)).refusal).toEqual([409, 'not_reportable']);
  });

  it('leaves effective minutes alone until a unit has decided', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('赵事后', activity);
    const id = await stage.served(person, activity);
    stage.time('00:00', FRIDAY);
    await world.runSchedules();
    (await report(stage.admin, id)).expect(204);
    expect(await stage.minutesOf(person)).toBe(90);
    (await decide(officer, id, 'DISMISSED')).expect(204);
    expect((await stage.record(id)).state).toBe('EFFECTIVE');
    expect((await decide(officer, id, 'UPHELD')).refusal).toEqual([409, 'no_open_report']);

    (await report(stage.admin, id, '补充了新的证据')).expect(204);
    (await decide(officer, id, 'UPHELD')).expect(204);
    expect(await stage.minutesOf(person)).toBe(0);
    expect(await stage.ledger(id)).toEqual([
      ['GRANT', 90],
      ['VOID', -90],
    ]);
  });

  it('is decided by nobody beside, below or involved', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('钱裁定', activity);
    const id = await stage.served(person, activity);
    expect((await decide(officer, id, 'UPHELD')).refusal).toEqual([409, 'no_open_report']);
    (await report(officer, id)).expect(204);
    expect((await decide(officer, id, 'UPHELD')).refusal).toEqual([403, 'own_report']);
    expect((await decide(await world.officer('110108'), id, 'UPHELD')).refusal).toEqual([
      403,
      'out_of_scope',
    ]);
    expect((await decide(stage.admin, id, 'UPHELD')).refusal).toEqual([403, 'not_unit_officer']);
    (await decide(await world.officer('110000'), id, 'DISMISSED')).expect(204);
  });

  it('takes objections with a reason, to what exists, from who is logged in', async () => {
    const activity = await stage.activity();
    const id = await stage.served(await stage.volunteer('孙异议', activity), activity);
    expect((await report(stage.lead, id, '假')).refusal).toEqual([400, 'invalid_input']);
    expect((await report(stage.lead, '01JD0000000000000000000000')).refusal).toEqual([
      404,
      'service_record_not_found',
    ]);
    const path = `/api/volunteer/service-records/${id}/reports`;
    expect((await world.anonymous.post(path, { reason: '当天没有看到' })).status).toBe(401);
    const visitor = await world.person('未注册').logIn();
    expect((await visitor.get('/api/volunteer/hours')).refusal).toEqual([403, 'not_registered']);
  });

  it('is taken away as a spreadsheet in the national codes, scoped, masked and logged', async () => {
    const activity = await stage.activity('09:00', '11:30', { title: '=1+1 科普', targets: ['01', '10'] });
    const person = await stage.volunteer('郑导出', activity);
    await stage.served(person, activity);
    stage.time('00:00', FRIDAY);
    await world.runSchedules();
    const sheet = (audience: string, more = '') =>
      `/api/${audience}/service-record-sheet?fromDay=2026-11-23&toDay=2026-11-23${more}`;
    const own = `organizer/organizations/${stage.organization.id}`;
    const csv = (await stage.admin.get(sheet(own, '&format=csv'))).expect(200);
    const line = csv.split('\r\n').find((each: string) => each.includes('郑导出'));
    expect(line).toMatch(/"01","\d{3}\*{11}[\dX]{4}"/);
    expect(line).toContain(
      `"'=1+1 科普","popularization","01,10","2026-11-23","09:00","10:30","1.50","90","签到签退"`,
    );
    expect(csv).not.toMatch(/\d{17}[\dX]/);
    expect((await officer.get(sheet('unit'))).status).toBe(200);
    expect((await person.get(sheet(own))).status).toBe(403);
    const beside = (await (await world.officer('110108')).get(sheet('unit', '&format=csv'))).expect(200);
    expect(beside.trim().split('\r\n')).toHaveLength(1);
    const logged = await world.database.manager.findBy(AuditEntry, { action: 'service-records.exported' });
    expect(logged.map(({ volunteerId }) => volunteerId)).toContain(stage.admin.volunteerId);
    const list = `/api/organizer/organizations/${stage.organization.id}/service-records?state=EFFECTIVE&limit=50`;
    const names = (await stage.admin.get(list))
      .expect(200)
      .items.map((item: { volunteerName: string }) => item.volunteerName);
    expect(names).toContain('郑导出');
  });

  it('of two decisions at once takes one', async () => {
    const activity = await stage.activity();
    const id = await stage.served(await stage.volunteer('周两判', activity), activity);
    (await report(stage.lead, id)).expect(204);
    const answers = await Promise.all([
      decide(officer, id, 'UPHELD'),
      decide(await world.officer('110000'), id, 'DISMISSED'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await stage.record(id)).state).toBe(answers[0]!.status === 204 ? 'VOIDED' : 'IN_PUBLICITY');
  });

  it('leaves a ledger that agrees with the records, and tells when it does not', async () => {
    const { manager } = world.database;
    const activity = await stage.activity();
    const id = await stage.served(await stage.volunteer('吴对账', activity), activity);
    stage.time('00:00', FRIDAY);
    await world.runSchedules();
    expect(await hours.findDiscrepancies(world.database)).toEqual([]);
    await manager.update(ServiceRecord, { id }, { minutes: 91 });
    expect(await hours.findDiscrepancies(world.database)).toEqual([
      { recordId: id, expectedMinutes: 91, ledgerMinutes: 90 },
    ]);
    await manager.update(ServiceRecord, { id }, { minutes: 90 });
    const [entry] = await manager.findBy(LedgerEntry, { recordId: id });
    await manager.update(LedgerEntry, { id: entry!.id }, { volunteerId: stage.lead.volunteerId });
    expect((await hours.findDiscrepancies(world.database)).map(({ recordId }) => recordId)).toEqual([id, id]);
  });
});
