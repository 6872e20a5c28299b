import { CloseOut } from '../../server/close-outs';
import { AuditEntry } from '../../server/platform/audit';
import { FRIDAY, Stage } from '../service-hours/stage';
import { createWorld, type World } from '../support/world';

describe('an activity that has ended', () => {
  let world: World;
  let stage: Stage;
  beforeAll(async () => {
    world = await createWorld();
    stage = await Stage.open(world);
  });
  afterAll(() => world.stop());

  it('is closed out with what it came to, once nothing is left to settle', async () => {
    const activity = await stage.activity();
    const own = (what: string) => `/api/organizer/activities/${activity.id}/${what}`;
    const there = await stage.volunteer('蒋到场', activity);
    const absent = await stage.volunteer('沈缺席', activity);
    const excused = await stage.volunteer('韩说明', activity);
    const stands = async () => (await stage.lead.get(own('close-out'))).expect(200);
    const publicly = async () =>
      (await world.anonymous.get(`/api/public/activities/${activity.id}/outcome`)).body;
    const codes = async () =>
      (await stands()).blockers.map((each: { code: string; count: number }) => [each.code, each.count]);
    const close = (by = stage.lead) => by.post(own('closing'), { peopleServed: 60, note: '多来了一个班' });
    stage.time('08:50');
    (await stage.checkIn(there, activity)).expect(200);
    stage.time('11:20');
    expect((await stage.lead.post(own('absences'))).refusal).toEqual([409, 'activity_not_ended']);
    const [late] = (await excused.get('/api/volunteer/signups')).expect(200).items;
    const said = { reason: '路上出了事故' };
    (await excused.post(`/api/volunteer/signups/${late.id}/excuse`, said)).expect(200);
    stage.time('11:40');
    expect((await there.get(own('close-out'))).refusal).toEqual([403, 'not_organizer']);
    expect(await codes()).toEqual([
      ['open_check_ins', 1],
      ['undecided_attendance', 1],
      ['open_excuses', 1],
    ]);
    (await stage.checkOut(there, activity)).expect(200);
    expect((await close()).refusal).toEqual([409, 'close_out_blocked']);
    // Who has said why is heard, not noted together with the others.
    expect((await stage.lead.post(own('absences'))).expect(200)).toEqual({ noted: 1, left: 0 });
    expect((await stage.lead.post(own('absences'))).expect(200)).toEqual({ noted: 0, left: 0 });
    await world.settle();
    const told = (await absent.get('/api/volunteer/inbox')).expect(200).items;
    expect(told.map(({ title }: { title: string }) => title)).toContain('没有到场记录');
    expect(await codes()).toEqual([['open_excuses', 1]]);
    const accepted = { decision: 'ACCEPT' };
    (await stage.lead.post(`/api/organizer/signups/${late.id}/excuse-decision`, accepted)).expect(204);
    expect(await stands()).toMatchObject({
      closable: true,
      recapState: 'NONE',
      proposal: null,
      figures: { signedUp: 3, attended: 1, noShow: 1, excused: 1, undecided: 0, minutesInPublicity: 150 },
    });
    expect(await publicly()).toEqual({ peopleServed: null, closedAt: null });
    const correction = { peopleServed: 55, note: '多来了半个班', reason: '点错了人数' };
    const correct = (by = stage.lead, form: object = correction) => by.put(own('close-out'), form);
    expect((await correct()).refusal).toEqual([404, 'close_out_not_found']);

    // Some days later the organizers are reminded, once, and of what is closed not at all.
    const open = await stage.activity('13:00', '14:00', { title: '没有结项的活动' });
    (await close(there)).expect(403);
    (await close()).expect(204);
    expect((await close()).refusal).toEqual([409, 'activity_state_changed']);
    expect(await stands()).toMatchObject({
      ...{ state: 'CLOSED', closable: false, peopleServed: 60, note: '多来了一个班', correctedAt: null },
      proposal: '本次活动有 1 名科技志愿者参加，服务 60 人，服务时长共 2.5 小时。',
    });
    expect(await publicly()).toMatchObject({ peopleServed: 60 });

    // The unit above reads it, one beside it does not; what was said is corrected with a reason, and once at a time.
    const unitPath = `/api/unit/activities/${activity.id}/close-out`;
    const officer = await world.officer('110105');
    expect((await officer.get(unitPath)).expect(200)).toMatchObject({
      peopleServed: 60,
      note: '多来了一个班',
    });
    expect((await (await world.officer('110106')).get(unitPath)).refusal).toEqual([403, 'out_of_scope']);
    expect((await correct(there)).refusal).toEqual([403, 'not_organizer']);
    expect((await correct(officer)).refusal).toEqual([403, 'not_organizer']);
    const unexplained = { peopleServed: 55 };
    expect((await correct(stage.lead, unexplained)).refusal).toEqual([400, 'invalid_input']);
    const answers = await Promise.all([
      correct(),
      correct(stage.admin, { peopleServed: 54, reason: '再数了一遍' }),
    ]);
    const [first] = answers.filter(({ status }) => status === 204);
    expect(first).toBeDefined();
    (await correct()).expect(204);
    expect((await officer.get(unitPath)).expect(200)).toMatchObject({
      ...{ peopleServed: 55, note: '多来了半个班', correctionReason: '点错了人数' },
      correctedAt: expect.any(String),
    });
    expect((await publicly()).peopleServed).toBe(55);
    const audited = await world.database.manager.find(AuditEntry, {
      where: { action: 'close-out.corrected', subjectId: activity.id },
      order: { id: 'ASC' },
    });
    // Nothing of what it was is lost, whoever came first.
    const steps = audited.map(({ detail }) => detail as { from: number; to: number });
    expect(steps.map(({ from }) => from)).toEqual([60, ...steps.slice(0, -1).map(({ to }) => to)]);
    expect(steps.at(-1)!.to).toBe(55);
    stage.time('15:00', FRIDAY);
    await world.runSchedules();
    await world.runSchedules();
    await world.settle();
    const { items } = (await stage.admin.get('/api/volunteer/inbox?limit=50')).expect(200);
    const reminders = items.filter(({ title }: { title: string }) => title === '活动结束了，请结项');
    expect(reminders.filter(({ body }: { body: string }) => body.includes(open.title))).toHaveLength(1);
    const { manager } = world.database;
    expect(await manager.findOneByOrFail(CloseOut, { activityId: activity.id })).toMatchObject({
      remindedAt: null,
      figures: { attended: 1, noShow: 1 },
    });
  });
});
