import { CheckIn } from '../../server/service-hours';
import type { Person } from '../support/person';
import { createWorld, type World } from '../support/world';
import { at, far, near, Stage } from './stage';

const TUESDAY = '2026-11-24';
let keys = 0;
const newKey = (): string => `attempt-key-${String(++keys).padStart(8, '0')}`;

describe('attendance where the network is bad', () => {
  let world: World;
  let stage: Stage;
  beforeAll(async () => {
    world = await createWorld();
    stage = await Stage.open(world);
  });
  afterAll(() => world.stop());
  beforeEach(() => stage.time('09:00'));

  const checkInsOf = (person: Person): Promise<CheckIn[]> =>
    world.database.manager.findBy(CheckIn, { volunteerId: person.volunteerId });

  it('answers a retried scan with what the first one made, even after the check-out', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('王重试', activity);
    const scan = { code: await stage.code(activity), key: newKey() };
    const answers = await Promise.all([1, 2, 3, 4].map(() => stage.checkIn(person, activity, scan)));
    expect(new Set(answers.map((answer) => answer.expect(200).id)).size).toBe(1);
    stage.time('10:30');
    const leaving = { ...near, key: newKey() };
    const out = (await stage.checkOut(person, activity, leaving)).expect(200);
    // A request that was lost on its way and arrives only now opens nothing.
    expect((await stage.checkIn(person, activity, scan)).expect(200)).toMatchObject({ state: 'CLOSED' });
    expect((await stage.checkOut(person, activity, leaving)).expect(200)).toEqual(out);
    expect(await checkInsOf(person)).toHaveLength(1);
  });

  it('takes the same code from a crowd, but nobody’s scan for somebody else', async () => {
    const activity = await stage.activity();
    const crowd = await Promise.all([1, 2, 3].map((i) => stage.volunteer(`人群${i}`, activity)));
    const code = await stage.code(activity);
    const key = newKey();
    const [first, second, third] = crowd as [Person, Person, Person];
    (await stage.checkIn(first, activity, { code, key })).expect(200);
    (await stage.checkIn(second, activity, { code, key: newKey() })).expect(200);
    expect((await stage.checkIn(third, activity, { code, key })).refusal).toEqual([409, 'scan_used']);
    const other = await stage.activity();
    await stage.signUp(first, other);
    (await stage.checkOut(first, activity)).expect(200);
    expect((await stage.checkIn(first, other, { ...near, key })).refusal).toEqual([409, 'scan_used']);
  });

  it('takes a scan made without network for its signed time, where the position proves the place', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('李离线', activity);
    const code = await stage.code(activity);
    stage.time('09:20');
    expect((await stage.checkIn(person, activity, { code })).refusal).toEqual([409, 'code_expired']);
    expect((await stage.checkIn(person, activity, { code, ...far })).refusal).toEqual([403, 'too_far']);
    const late = { code, ...near, key: newKey() };
    const made = (await stage.checkIn(person, activity, late)).expect(200);
    expect(made).toMatchObject({ method: 'QR', inAt: at('09:00').toISOString() });
    const [kept] = await checkInsOf(person);
    expect(kept).toMatchObject({ inDelaySeconds: 1200, inDistanceMetres: 111 });
    const list = await stage.lead.get(`/api/organizer/activities/${activity.id}/attendance`);
    expect(list.expect(200).items).toMatchObject([{ inDelaySeconds: 1200, outDelaySeconds: null }]);

    stage.time('10:30');
    const leaving = await stage.code(activity);
    stage.time('11:01');
    const tooLate = await stage.checkOut(person, activity, { code: leaving, ...near });
    expect(tooLate.refusal).toEqual([409, 'code_expired']);
    stage.time('10:59');
    const out = (await stage.checkOut(person, activity, { code: leaving, ...near })).expect(200);
    expect(out).toMatchObject({ minutes: 90, outAt: at('10:30').toISOString() });
  });

  it('takes a scan of 23:50 after midnight, one of 00:10 not', async () => {
    const activity = await stage.activity('20:00', '22:00', { endsAt: at('02:00', TUESDAY) });
    const [early, late] = await Promise.all(
      ['赵午夜', '钱午夜'].map((name) => stage.volunteer(name, activity)),
    );
    stage.time('19:50');
    for (const person of [early!, late!]) (await stage.checkIn(person, activity)).expect(200);
    stage.time('23:50');
    const code = await stage.code(activity);
    stage.time('00:00', TUESDAY);
    await world.runSchedules();
    expect((await checkInsOf(early!))[0]).toMatchObject({ state: 'AUTO_CLOSED', outAt: null });
    stage.time('00:10', TUESDAY);
    const out = (await stage.checkOut(early!, activity, { code, ...near })).expect(200);
    expect(out).toMatchObject({ state: 'CLOSED', minutes: 230 });
    expect((await stage.record(out.recordId)).day).toBe('2026-11-23');
    expect((await stage.checkOut(late!, activity, near)).refusal).toEqual([409, 'auto_closed']);
    const now = await stage.code(activity);
    expect((await stage.checkOut(late!, activity, { code: now })).refusal).toEqual([409, 'auto_closed']);
  });

  it('lets the lead scan a volunteer’s own code, but not their own', async () => {
    const activity = await stage.activity();
    const person = await stage.volunteer('孙无网', activity);
    const path = (what: string) => `/api/organizer/activities/${activity.id}/${what}`;
    const { number } = (await person.get('/api/volunteer/me')).expect(200).volunteer;
    stage.time('08:50');
    const own = (await stage.lead.get('/api/volunteer/me')).expect(200).volunteer.number;
    const scan = { code: `https://stvs.example/v/${number}`, key: newKey() };
    expect((await person.post(path('check-ins'), scan)).status).toBe(403);
    const made = (await stage.lead.post(path('check-ins'), scan)).expect(200);
    expect(made).toMatchObject({ state: 'OPEN', method: 'PERSONAL' });
    stage.time('10:00');
    const out = (await stage.admin.post(path('check-outs'), { code: number })).expect(200);
    expect(out).toMatchObject({ id: made.id, minutes: 60 });
    await stage.signUp(stage.lead, activity);
    const refused = await stage.lead.post(path('check-ins'), { code: own });
    expect(refused.refusal).toEqual([403, 'own_hours']);
    expect((await stage.lead.post(path('check-ins'), { code: 'V0000000000' })).status).toBe(404);
  });

  it('reminds who is still in a quarter of an hour after the end, once', async () => {
    const activity = await stage.activity('09:00', '10:00');
    const person = await stage.volunteer('周忘记', activity);
    (await stage.checkIn(person, activity)).expect(200);
    const titles = async () =>
      (await person.get('/api/volunteer/inbox'))
        .expect(200)
        .items.map(({ title }: { title: string }) => title);
    stage.time('10:14');
    await world.runSchedules();
    expect(await titles()).not.toContain('请记得签退');
    stage.time('10:15');
    await world.runSchedules();
    await world.runSchedules();
    expect((await titles()).filter((title: string) => title === '请记得签退')).toHaveLength(1);
  });
});
