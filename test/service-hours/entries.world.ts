import { ServiceRecord } from '../../server/service-hours';
import type { Person } from '../support/person';
import { createWorld, type World } from '../support/world';
import { at, MONDAY, Stage } from './stage';

const SATURDAY = '2026-11-28';

describe('hours entered by hand', () => {
  let world: World;
  let stage: Stage;
  let officer: Person;
  let sibling: Person;
  beforeAll(async () => {
    world = await createWorld();
    stage = await Stage.open(world);
    officer = await world.officer('110105');
    sibling = await world.officer('110108');
  });
  afterAll(() => world.stop());
  beforeEach(() => stage.time('12:00'));

  const form = (person: Person, changes: object = {}) => ({
    volunteerId: person.volunteerId,
    startAt: at('09:00').toISOString(),
    endAt: at('11:00').toISOString(),
    reason: '手机没电，现场已核对签到表',
    ...changes,
  });
  type Place = { id: string };
  const enter = (by: Person, activity: Place, body: object) =>
    by.post(`/api/organizer/activities/${activity.id}/attendance`, body);
  const review = (by: Person, audience: 'organizer' | 'unit', id: string, body: object) =>
    by.post(`/api/${audience}/service-records/${id}/review`, body);
  const approval = { decision: 'APPROVE' };

  it('count only after a second person approved them', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('王登记', activity);
    const entered = (await enter(stage.lead, activity, form(person))).expect(201);
    expect(entered).toMatchObject({ state: 'PENDING', source: 'ENTERED', minutes: 120 });
    expect((await person.get('/api/volunteer/hours')).body.records.items[0].sentence).toBe(
      '11月23日起等待组织的另一位管理员或上级科协审核。',
    );
    const list = await stage.admin.get(`/api/organizer/activities/${activity.id}/service-records`);
    expect(list.expect(200).items).toMatchObject([
      { volunteerName: '王登记', recorderName: '负责人', entryReason: '手机没电，现场已核对签到表' },
    ]);
    expect((await review(stage.lead, 'organizer', entered.id, approval)).status).toBe(403);
    const other = await stage.volunteer('李自登', activity);
    const own = (await enter(stage.admin, activity, form(other))).expect(201);
    const office = `/api/organizer/organizations/${stage.organization.id}/service-records`;
    const waiting = async (query: string) =>
      (await stage.admin.get(`${office}?limit=50&${query}`))
        .expect(200)
        .items.map(({ id }: { id: string }) => id);
    expect(await waiting('state=PENDING')).toEqual(expect.arrayContaining([own.id, entered.id]));
    expect(await waiting('toDecide=true')).toEqual([entered.id]);
    (await review(stage.admin, 'organizer', entered.id, approval)).expect(204);
    expect(await waiting('toDecide=true')).toEqual([]);
    expect(await stage.record(entered.id)).toMatchObject({
      state: 'IN_PUBLICITY',
      approverId: stage.admin.volunteerId,
    });
    expect(await stage.signUpStateOf(person, activity)).toBe('ATTENDED');
    expect((await review(stage.admin, 'organizer', entered.id, approval)).refusal).toEqual([
      409,
      'not_pending',
    ]);
  });

  it('may be rejected with a reason that the volunteer sees', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('李驳回', activity);
    const { id } = (await enter(stage.lead, activity, form(person))).expect(201);
    expect((await review(officer, 'unit', id, { decision: 'REJECT' })).refusal).toEqual([
      400,
      'reason_required',
    ]);
    (await review(officer, 'unit', id, { decision: 'REJECT', reason: '签到表上没有签名' })).expect(204);
    const [record] = (await person.get('/api/volunteer/hours')).body.records.items;
    expect(record.sentence).toBe('11月23日审核未通过：签到表上没有签名。如有不同意见，可以向上级科协申诉。');
    expect(await stage.signUpStateOf(person, activity)).toBe('CONFIRMED');
    await world.settle();
    const [told] = (await stage.lead.get('/api/volunteer/inbox')).expect(200).items;
    expect(told).toMatchObject({
      title: '您登记的时长没有通过',
      body: expect.stringContaining('签到表上没有签名'),
    });
    // What was rejected is no obstacle to a correct entry.
    (await enter(stage.lead, activity, form(person))).expect(201);
  });

  describe('are refused', () => {
    it.each<[string, object, [number, string, string?]]>([
      ['in the future', { endAt: at('12:01').toISOString() }, [400, 'in_future', 'endAt']],
      ['before the activity', { startAt: at('08:59').toISOString() }, [400, 'outside_activity', 'startAt']],
      ['after the activity', { endAt: at('11:31').toISOString() }, [400, 'outside_activity', 'endAt']],
      ['of no length', { endAt: at('09:00').toISOString() }, [400, 'empty_span', 'endAt']],
      ['backwards', { endAt: at('08:00').toISOString() }, [400, 'empty_span', 'endAt']],
      ['without a reason', { reason: undefined }, [400, 'invalid_input']],
      ['on a day that does not exist', { startAt: '2026-02-30T09:00:00+08:00' }, [400, 'invalid_input']],
      [
        'for nobody',
        { volunteerId: '01JD0000000000000000000000' },
        [404, 'volunteer_not_found', 'volunteerId'],
      ],
    ])('%s', async (_, changes, refusal) => {
      const activity = await stage.activity();
      const person = await stage.volunteer('赵拒绝', activity);
      const answer = await enter(stage.lead, activity, form(person, changes));
      expect([...answer.refusal, answer.body.detail.field]).toEqual([refusal[0], refusal[1], refusal[2]]);
    });

    it('over midnight', async () => {
      const activity = await stage.activity('20:00', '22:00', { endsAt: at('02:00', '2026-11-24') });
      const person = await stage.volunteer('钱跨天', activity);
      stage.time('03:00', '2026-11-24');
      const span = { startAt: at('22:00').toISOString(), endAt: at('01:00', '2026-11-24').toISOString() };
      expect((await enter(stage.lead, activity, form(person, span))).refusal).toEqual([400, 'crosses_days']);
      const upToMidnight = { ...span, endAt: at('00:00', '2026-11-24').toISOString() };
      (await enter(stage.lead, activity, form(person, upToMidnight))).expect(201);
    });

    it('for oneself, for who did not sign up, by who is not an organizer', async () => {
      const activity = await stage.activity();
      await stage.signUp(stage.lead, activity);
      expect((await enter(stage.lead, activity, form(stage.lead))).refusal).toEqual([403, 'own_hours']);
      const person = await stage.volunteer('孙没报名');
      expect((await enter(stage.lead, activity, form(person))).refusal).toEqual([403, 'not_signed_up']);
      expect((await enter(person, activity, form(stage.lead))).status).toBe(403);
      expect((await enter(officer, activity, form(person))).status).toBe(403);
    });

    it('while the volunteer is checked in, and where they overlap a record', async () => {
      const activity = await stage.activity('09:00', '18:00');
      const person = await stage.volunteer('周重叠', activity);
      stage.time('10:00');
      (await stage.checkIn(person, activity)).expect(200);
      stage.time('12:00');
      const until11 = form(person);
      expect((await enter(stage.lead, activity, until11)).refusal).toEqual([409, 'still_checked_in']);
      (await stage.checkOut(person, activity)).expect(200);
      expect((await enter(stage.lead, activity, until11)).refusal).toEqual([409, 'record_overlaps']);
      // Touching is not overlapping.
      (await enter(stage.lead, activity, form(person, { endAt: at('10:00').toISOString() }))).expect(201);
    });

    it('beyond twelve hours of one day', async () => {
      const activity = await stage.activity('08:00', '23:00');
      const person = await stage.volunteer('吴超时', activity);
      stage.time('23:30');
      const hours = (from: string, to: string) =>
        form(person, { startAt: at(from).toISOString(), endAt: at(to).toISOString() });
      expect((await enter(stage.lead, activity, hours('08:00', '20:01'))).refusal).toEqual([
        409,
        'daily_cap',
      ]);
      (await enter(stage.lead, activity, hours('08:00', '20:00'))).expect(201);
      expect((await enter(stage.lead, activity, hours('20:00', '20:01'))).refusal).toEqual([
        409,
        'daily_cap',
      ]);
    });
  });

  it('are not reviewed by their recorder, their volunteer, strangers or a unit beside', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('郑审核', activity);
    const { id } = (await enter(stage.admin, activity, form(person))).expect(201);
    expect((await review(stage.admin, 'organizer', id, approval)).refusal).toEqual([403, 'own_entry']);
    expect((await review(person, 'organizer', id, approval)).refusal).toEqual([
      403,
      'not_organization_admin',
    ]);
    expect((await review(sibling, 'unit', id, approval)).refusal).toEqual([403, 'out_of_scope']);
    expect((await review(person, 'unit', id, approval)).refusal).toEqual([403, 'not_unit_officer']);
    const ghost = '01JD0000000000000000000000';
    expect((await review(officer, 'unit', ghost, approval)).refusal).toEqual([
      404,
      'service_record_not_found',
    ]);

    await stage.signUp(officer, activity);
    const own = (await enter(stage.admin, activity, form(officer))).expect(201);
    expect((await review(officer, 'unit', own.id, approval)).refusal).toEqual([403, 'own_hours']);
    expect((await stage.record(id)).state).toBe('PENDING');
  });

  it('long after the activity are for the unit above and public for longer', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('冯补录', activity);
    stage.time('09:00', SATURDAY);
    expect((await enter(stage.lead, activity, form(person))).refusal).toEqual([400, 'proof_required']);
    const invented = form(person, { proof: [`${'0'.repeat(40)}.jpg`] });
    expect((await enter(stage.lead, activity, invented)).refusal).toEqual([404, 'proof_not_found']);
    const proof = [await world.app.parts.privateFiles.put(Buffer.from('签到表'), 'jpg')];
    const { id, source } = (await enter(stage.lead, activity, form(person, { proof }))).expect(201);
    expect(source).toBe('RETROACTIVE');
    expect((await review(stage.admin, 'organizer', id, approval)).refusal).toEqual([403, 'unit_must_review']);
    const queue = '/api/unit/service-records?queue=PENDING&limit=50';
    const ids = async (by: Person) =>
      (await by.get(queue)).expect(200).items.map((item: { id: string }) => item.id);
    expect(await ids(officer)).toContain(id);
    const [shown] = (await officer.get(queue)).expect(200).items.slice(-1);
    expect(shown.proofs).toBe(1);
    const file = (audience: string, place = 0) => `/api/${audience}/service-records/${id}/proofs/${place}`;
    expect((await officer.get(file('unit'))).expect(200)).toBe('签到表');
    expect((await stage.admin.get(file('organizer'))).status).toBe(200);
    expect((await sibling.get(file('unit'))).refusal).toEqual([403, 'out_of_scope']);
    expect((await person.get(file('organizer'))).status).toBe(403);
    expect((await officer.get(file('unit', 1))).refusal).toEqual([404, 'proof_not_found']);
    expect(await ids(await world.officer('110000'))).toContain(id);
    expect(await ids(sibling)).not.toContain(id);
    (await review(officer, 'unit', id, approval)).expect(204);
    expect(await ids(officer)).not.toContain(id);
    // Seven working days after Saturday the 28th: 30 November to 8 December.
    expect((await stage.record(id)).publicityUntil).toEqual(at('00:00', '2026-12-09'));
  });

  describe('at the same instant', () => {
    it('of five that overlap one is taken', async () => {
      const activity = await stage.activity();
      const person = await stage.volunteer('陈并发', activity);
      const answers = await Promise.all(
        Array.from({ length: 5 }, (_, i) =>
          enter(stage.lead, activity, form(person, { startAt: at(`09:0${i}`).toISOString() })),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
      expect(
        await world.database.manager.countBy(ServiceRecord, { volunteerId: person.volunteerId, day: MONDAY }),
      ).toBe(1);
    });

    it('of an approval and a rejection one holds', async () => {
      const activity = await stage.activity();
      const person = await stage.volunteer('褚两审', activity);
      const { id } = (await enter(stage.lead, activity, form(person))).expect(201);
      const answers = await Promise.all([
        review(stage.admin, 'organizer', id, approval),
        review(officer, 'unit', id, { decision: 'REJECT', reason: '没有到场' }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
      const approved = answers[0]!.status === 204;
      expect((await stage.record(id)).state).toBe(approved ? 'IN_PUBLICITY' : 'REJECTED');
    });
  });
});
