import { CheckIn, ServiceRecord } from '../../server/service-hours';
import { createWorld, type World } from '../support/world';
import { at, FRIDAY, far, MONDAY, near, Stage } from './stage';

const TUESDAY = '2026-11-24';

describe('attendance', () => {
  let world: World;
  let stage: Stage;
  beforeAll(async () => {
    world = await createWorld();
    stage = await Stage.open(world);
  });
  afterAll(() => world.stop());

  it('by code at the beginning and by position at the end becomes a record in publicity', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('王小明', activity);
    stage.time('08:45');
    const checkIn = (await stage.checkIn(person, activity, { code: await stage.code(activity) })).expect(200);
    expect(checkIn).toMatchObject({ state: 'OPEN', method: 'QR', outAt: null });
    stage.time('10:15');
    const checkOut = (await stage.checkOut(person, activity)).expect(200);
    // Coming a quarter of an hour early is not service.
    expect(checkOut).toMatchObject({ id: checkIn.id, state: 'CLOSED', minutes: 75, hours: '1.25' });
    expect(await stage.record(checkOut.recordId)).toMatchObject({
      state: 'IN_PUBLICITY',
      source: 'CHECKED_IN',
      day: MONDAY,
      startAt: at('09:00'),
      publicityUntil: at('00:00', FRIDAY),
    });
    expect(await stage.signUpStateOf(person, activity)).toBe('ATTENDED');
    const hours = (await person.get('/api/volunteer/hours')).expect(200);
    expect(hours).toMatchObject({ minutes: 0, hours: '0.00', starLevel: 0 });
    expect(hours.records.items).toMatchObject([
      {
        activityTitle: '社区科普日',
        minutes: 75,
        sentence: '11月23日起公示，到11月26日结束，没有异议就计入服务时长，您不用做什么。',
      },
    ]);
  });

  it('uses no position of who takes the consent back; the code at the place is enough (R02)', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('赵不定', activity);
    (await person.put('/api/volunteer/consents/LOCATION', { granted: false })).expect(204);
    stage.time('09:00');
    expect((await stage.checkIn(person, activity)).refusal).toEqual([403, 'location_not_agreed']);
    const code = await stage.code(activity);
    expect((await stage.checkIn(person, activity, { ...near, code })).expect(200)).toMatchObject({
      method: 'QR',
    });
  });

  it('keeps the position only where it was the proof', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('李定位', activity);
    stage.time('09:00');
    const code = await stage.code(activity);
    (await stage.checkIn(person, activity)).expect(200);
    (await stage.checkOut(person, activity, { code })).expect(200);
    const { manager } = world.database;
    expect(await manager.findOneByOrFail(CheckIn, { volunteerId: person.volunteerId })).toMatchObject({
      inMethod: 'GPS',
      inAccuracyMetres: 31,
      inDistanceMetres: 111,
      outMethod: 'QR',
      outLatitude: null,
      outDistanceMetres: null,
    });
  });

  it('may be repeated on either end with the same answer', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('赵重复', activity);
    stage.time('09:00');
    const first = (await stage.checkIn(person, activity)).expect(200);
    // Even from elsewhere: one is in already.
    const second = (await stage.checkIn(person, activity, far)).expect(200);
    expect(second).toEqual(first);
    stage.time('10:00');
    const out = (await stage.checkOut(person, activity)).expect(200);
    stage.time('10:30');
    expect((await stage.checkOut(person, activity)).expect(200)).toEqual(out);
    const current = await person.get(`/api/volunteer/activities/${activity.id}/check-in`);
    expect(current.expect(200).checkIn).toMatchObject({ id: first.id, state: 'CLOSED' });
  });

  it('of less than a minute of the activity makes no record', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('钱早退', activity);
    stage.time('08:40');
    (await stage.checkIn(person, activity)).expect(200);
    stage.time('08:59');
    expect((await stage.checkOut(person, activity)).expect(200)).toMatchObject({
      minutes: 0,
      recordId: null,
    });
    expect(await stage.signUpStateOf(person, activity)).toBe('CONFIRMED');
  });

  describe('check-in refuses', () => {
    let activity: Awaited<ReturnType<Stage['activity']>>;
    let person: Awaited<ReturnType<Stage['volunteer']>>;
    beforeAll(async () => {
      activity = await stage.activity();
      person = await stage.volunteer('孙拒绝', activity);
    });
    beforeEach(() => stage.time('09:00'));
    const nearAt = (time: string) => {
      stage.time(time);
      return near;
    };

    it.each<[string, () => Promise<object>, [number, string]]>([
      ['neither code nor position', async () => ({}), [400, 'code_or_position']],
      ['a malformed key', async () => ({ ...near, key: 'short' }), [400, 'invalid_input']],
      ['a position too far away', async () => far, [403, 'too_far']],
      [
        'a vague position',
        async () => ({ position: { ...near.position, accuracyMetres: 201 } }),
        [409, 'position_inaccurate'],
      ],
      [
        'a position without accuracy',
        async () => ({ position: { latitude: 39, longitude: 116 } }),
        [400, 'invalid_input'],
      ],
      ['an invented code', async () => ({ code: `${activity.id}-59000000.AAAA` }), [403, 'code_foreign']],
      [
        'the code of another activity',
        async () => ({ code: await stage.code(await stage.activity()) }),
        [403, 'code_foreign'],
      ],
      [
        'a photograph of a code',
        async () => {
          const code = await stage.code(activity);
          world.advance(41_000);
          return { code };
        },
        [409, 'code_expired'],
      ],
      ['coming too early', async () => nearAt('08:29'), [409, 'too_early']],
      ['coming after the end', async () => nearAt('11:30'), [409, 'activity_ended']],
    ])('%s', async (_, presence, refusal) => {
      expect((await stage.checkIn(person, activity, await presence())).refusal).toEqual(refusal);
    });

    it('no code that was replaced a moment ago', async () => {
      const other = await stage.volunteer('宽限', activity);
      const code = await stage.code(activity);
      world.advance(30_000 + 5_000);
      (await stage.checkIn(other, activity, { code })).expect(200);
    });

    it('and says how far it is', async () => {
      const { message } = (await stage.checkIn(person, activity, far)).body;
      expect(message).toBe(
        '您距离活动地点还有 556 米，需要在 200 米以内。请走近一些再试，或扫描现场的签到码。',
      );
    });

    it('who is not registered, not signed up, not logged in', async () => {
      const visitor = await world.person('访客').logIn();
      expect((await stage.checkIn(visitor, activity)).refusal).toEqual([403, 'not_registered']);
      const stranger = await stage.volunteer('没报名');
      expect((await stage.checkIn(stranger, activity)).refusal).toEqual([403, 'not_signed_up']);
      const path = `/api/volunteer/activities/${activity.id}/check-in`;
      expect((await world.anonymous.post(path, near)).refusal).toEqual([401, 'session_missing']);
    });

    it('an activity that was called off', async () => {
      const cancelled = await stage.activity('09:00', '11:30', { state: 'CANCELLED' });
      const signedUp = await stage.volunteer('白跑', cancelled);
      expect((await stage.checkIn(signedUp, cancelled)).refusal).toEqual([409, 'activity_not_held']);
    });

    it('who is still checked in elsewhere, and names the place', async () => {
      const first = await stage.activity('09:00', '11:30', { title: '科技馆导览' });
      const busy = await stage.volunteer('两头跑', first, activity);
      (await stage.checkIn(busy, first)).expect(200);
      const answer = await stage.checkIn(busy, activity);
      expect(answer.refusal).toEqual([409, 'checked_in_elsewhere']);
      expect(answer.body.message).toContain('科技馆导览');
      (await stage.checkOut(busy, first)).expect(200);
      (await stage.checkIn(busy, activity)).expect(200);
    });
  });

  describe('check-out refuses', () => {
    it('who never checked in, who left already, who is away', async () => {
      const activity = await stage.activity();
      const person = await stage.volunteer('周签退', activity);
      stage.time('09:00');
      expect((await stage.checkOut(person, activity)).refusal).toEqual([409, 'not_checked_in']);
      (await stage.checkIn(person, activity)).expect(200);
      expect((await stage.checkOut(person, activity, far)).refusal).toEqual([403, 'too_far']);
      expect((await stage.checkOut(person, activity, {})).refusal).toEqual([400, 'code_or_position']);
    });
  });

  it('ends at midnight without counting, and may begin again on the next day', async () => {
    const activity = await stage.activity('20:00', '22:00', { endsAt: at('12:00', TUESDAY) });
    const person = await stage.volunteer('吴过夜', activity);
    stage.time('20:00');
    (await stage.checkIn(person, activity)).expect(200);
    stage.time('23:59');
    await world.runSchedules();
    const path = `/api/volunteer/activities/${activity.id}/check-in`;
    expect((await person.get(path)).body.checkIn.state).toBe('OPEN');
    stage.time('00:00', TUESDAY);
    // Refused before the schedule comes by as well as after.
    expect((await stage.checkOut(person, activity)).refusal).toEqual([409, 'auto_closed']);
    await world.runSchedules();
    expect((await person.get(path)).body.checkIn.state).toBe('AUTO_CLOSED');
    expect((await stage.checkOut(person, activity)).refusal).toEqual([409, 'auto_closed']);
    expect((await person.get('/api/volunteer/hours')).body.records.items).toEqual([]);

    stage.time('09:00', TUESDAY);
    (await stage.checkIn(person, activity)).expect(200);
    stage.time('10:00', TUESDAY);
    world.advance(1_000);
    expect((await stage.checkOut(person, activity)).expect(200).minutes).toBe(60);
  });

  it('begins again on the next day even where the schedule was late', async () => {
    const activity = await stage.activity('20:00', '22:00', { endsAt: at('12:00', TUESDAY) });
    const person = await stage.volunteer('郑迟到', activity);
    stage.time('20:00');
    const first = (await stage.checkIn(person, activity)).expect(200);
    stage.time('09:00', TUESDAY);
    const second = (await stage.checkIn(person, activity)).expect(200);
    expect(second.id).not.toBe(first.id);
  });

  it('is void when the activity is called off or the sign-up is gone', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('冯取消', activity);
    stage.time('09:00');
    (await stage.checkIn(person, activity)).expect(200);
    await world.database.transaction(async (tx) => {
      tx.emit('activity.cancelled', { activityId: activity.id });
    });
    await world.settle();
    expect((await stage.checkOut(person, activity)).refusal).toEqual([409, 'not_checked_in']);
    (await stage.checkIn(person, await withSignUp(person))).expect(200);
  });

  const withSignUp = async (person: Awaited<ReturnType<Stage['volunteer']>>) => {
    const next = await stage.activity();
    await stage.signUp(person, next);
    return next;
  };

  it('beyond twelve hours a day waits for the unit above', async () => {
    const activity = await stage.activity('08:00', '23:00');
    const person = await stage.volunteer('陈拼命', activity);
    stage.time('07:59');
    (await stage.checkIn(person, activity)).expect(200);
    stage.time('20:01');
    const { recordId, minutes } = (await stage.checkOut(person, activity)).expect(200);
    expect(minutes).toBe(721);
    expect(await stage.record(recordId)).toMatchObject({ state: 'PENDING', reviewLevel: 'UNIT' });
  });

  describe('the code', () => {
    it('changes, and tells how long it lasts', async () => {
      const activity = await stage.activity();
      stage.time('09:00');
      const path = `/api/organizer/activities/${activity.id}/check-in-code`;
      const first = (await stage.lead.get(path)).expect(200);
      expect(first.secondsLeft).toBeGreaterThan(0);
      expect(first.secondsLeft).toBeLessThanOrEqual(30);
      world.advance(30_000);
      expect((await stage.admin.get(path)).expect(200).code).not.toBe(first.code);
    });

    it('is not for everybody', async () => {
      const activity = await stage.activity();
      const stranger = await stage.volunteer('何路人', activity);
      const path = `/api/organizer/activities/${activity.id}/check-in-code`;
      expect((await stranger.get(path)).status).toBe(403);
      expect((await world.anonymous.get(path)).status).toBe(401);
      const list = await stranger.get(`/api/organizer/activities/${activity.id}/attendance`);
      expect(list.status).toBe(403);
    });
  });

  it('is listed for the organizers by name', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('许名单', activity);
    stage.time('09:00');
    (await stage.checkIn(person, activity)).expect(200);
    const list = await stage.lead.get(`/api/organizer/activities/${activity.id}/attendance`);
    expect(list.expect(200).items).toMatchObject([{ volunteerName: '许名单', state: 'OPEN', method: 'GPS' }]);
  });

  describe('at the same instant', () => {
    const { manager } = { manager: () => world.database.manager };

    it('eight check-ins are one', async () => {
      const activity = await stage.activity();
      const person = await stage.volunteer('吕并发', activity);
      stage.time('09:00');
      const answers = await Promise.all(Array.from({ length: 8 }, () => stage.checkIn(person, activity)));
      expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      expect(await manager().countBy(CheckIn, { volunteerId: person.volunteerId })).toBe(1);
    });

    it('of check-ins to several activities one succeeds', async () => {
      const activities = await Promise.all([stage.activity(), stage.activity(), stage.activity()]);
      const person = await stage.volunteer('施分身', ...activities);
      stage.time('09:00');
      const answers = await Promise.all(activities.map((activity) => stage.checkIn(person, activity)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      expect(await manager().countBy(CheckIn, { volunteerId: person.volunteerId })).toBe(1);
    });

    it('five check-outs make one record', async () => {
      const activity = await stage.activity();
      const person = await stage.volunteer('张连点', activity);
      stage.time('09:00');
      (await stage.checkIn(person, activity)).expect(200);
      stage.time('10:00');
      const answers = await Promise.all(Array.from({ length: 5 }, () => stage.checkOut(person, activity)));
      expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
      expect(new Set(answers.map(({ body }) => body.recordId)).size).toBe(1);
      expect(await manager().countBy(ServiceRecord, { volunteerId: person.volunteerId })).toBe(1);
    });
  });
});
