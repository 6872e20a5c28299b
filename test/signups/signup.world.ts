import { DAY, HOUR } from '../../server/platform/clock';
import { cellText, readSheet } from '../../server/platform/sheets';
import { activityForm } from '../support/activity';
import type { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import { createWorld, type World } from '../support/world';

const agreed = { riskAcknowledged: true };

describe('signing up', () => {
  let world: World;
  let admin: Person;
  let organization: TestOrganization;

  beforeAll(async () => {
    world = await createWorld();
    admin = await world.person('组织管理员').register();
    organization = await world.organization({ admin });
  });
  afterAll(() => world.stop());

  type Choices = Partial<Parameters<World['activity']>[0]>;
  let days = 0;
  /** Each on a day of its own, so that only who means to overlap does. */
  const publish = (choices: Choices = {}) => {
    days += 1;
    const startsAt = new Date(world.clock.now().getTime() + days * DAY);
    return world.activity({ organization, admin, startsAt, ...choices });
  };
  const path = (id: string) => `/api/volunteer/activities/${id}/signups`;
  const signUp = (person: Person, id: string) => person.post(path(id), agreed);
  const eligibility = async (person: Person, id: string) =>
    (await person.get(`/api/volunteer/activities/${id}/eligibility`)).expect(200);
  const codesFor = async (person: Person, id: string) =>
    (await eligibility(person, id)).reasons.map((reason: { code: string }) => reason.code);
  const taken = async (id: string) =>
    (await admin.get(`/api/organizer/activities/${id}`)).expect(200).takenPlaces;

  it('takes a volunteer from eligible to confirmed, to their own list and to the organizer’s', async () => {
    const person = await world.person('王小明').register();
    const id = await publish();
    expect(await eligibility(person, id)).toMatchObject({ eligible: true, reasons: [], signUp: null });
    const answer = (await person.post(path(id), { ...agreed, remark: '我带电源线' })).expect(201);
    expect(answer).toMatchObject({ activityId: id, state: 'CONFIRMED', remark: '我带电源线' });
    expect(await eligibility(person, id)).toMatchObject({
      eligible: false,
      reasons: [],
      signUp: { id: answer.id },
    });

    const mine = (await person.get('/api/volunteer/signups')).expect(200);
    expect(mine.items).toMatchObject([{ id: answer.id, title: '科学实验进社区', penaltyFree: false }]);
    const list = (await admin.get(`/api/organizer/activities/${id}/signups`)).expect(200);
    expect(list.items).toMatchObject([
      { id: answer.id, name: '王小明', volunteerNumber: person.number, remark: '我带电源线' },
    ]);
    expect(list.items[0].phone).toBe(`${person.phone.slice(0, 3)}****${person.phone.slice(-4)}`);
    expect(await taken(id)).toBe(1);
  });

  it('goes to the organizers as a sheet without formulas and without whole phone numbers, and leaves a trace', async () => {
    const person = await world.person('王表格').register();
    const waiting = await world.person('李候补').register();
    const id = await publish({ places: 1 });
    (await person.post(path(id), { ...agreed, remark: '=HYPERLINK("x")' })).expect(201);
    (await waiting.post(path(id), { ...agreed, waitlist: true })).expect(201);
    const sheetOf = async (who: Person, query = '') => {
      const response = await fetch(`${world.url}/api/organizer/activities/${id}/signup-sheet${query}`, {
        headers: { authorization: `Bearer ${who.token}` },
      });
      if (response.status !== 200) return response.status;
      const cells: string[][] = [];
      const content = Buffer.from(await response.arrayBuffer());
      for await (const rows of readSheet(content, 'signups.xlsx'))
        cells.push(...rows.map((row) => row.cells.map(cellText)));
      return cells;
    };
    const masked = `${person.phone.slice(0, 3)}****${person.phone.slice(-4)}`;
    expect(await sheetOf(admin)).toEqual([
      expect.arrayContaining(['姓名', '状态']),
      expect.arrayContaining(['王表格', person.number, masked, '已报名', `'=HYPERLINK("x")`]),
      expect.arrayContaining(['李候补', '候补中']),
    ]);
    expect(await sheetOf(admin, '?state=WAITLISTED')).toHaveLength(2);
    expect(await sheetOf(person)).toBe(403);
    const { items } = (await admin.get(`/api/organizer/organizations/${organization.id}/audit`)).expect(200);
    expect(items[0]).toMatchObject({ action: 'signups.exported' });
  });

  it('answers ten taps at the same moment with one sign-up', async () => {
    const person = await world.person('陈快').register();
    const id = await publish();
    const answers = await Promise.all(Array.from({ length: 10 }, () => signUp(person, id)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await taken(id)).toBe(1);
  });

  it('says literally why not, before and at the button (R30)', async () => {
    const unregistered = await world.person('未注册').logIn();
    const minor = await world.person('小李').register({
      birthDay: '2010-06-01',
      guardian: { name: '老李', phone: '13900000001' },
    });
    const person = await world.person('赵六').register({ birthDay: '1990-01-01' });
    const full = await publish({ places: 1 });
    (await signUp(await world.person('先到').register(), full)).expect(201);
    const soon = new Date(world.clock.now().getTime() + HOUR).toISOString();
    const cases: [Person, string, [number, string]][] = [
      [unregistered, await publish(), [403, 'not_registered']],
      [minor, await publish(), [403, 'guardian_consent_missing']],
      [person, await publish({ form: { minAge: 60 } }), [403, 'too_young']],
      [person, await publish({ form: { maxAge: 20 } }), [403, 'too_old']],
      [person, await publish({ form: { membersOnly: true } }), [403, 'members_only']],
      [person, await publish({ form: { recruitFrom: soon } }), [409, 'not_recruiting']],
      [person, full, [409, 'activity_full']],
    ];
    for (const [who, id, refusal] of cases) {
      expect(await codesFor(who, id)).toEqual([refusal[1]]);
      expect((await signUp(who, id)).refusal).toEqual(refusal);
    }
    const risky = await publish({ form: { riskLevel: 'LOW', insurance: '人保 P001' } });
    expect(await codesFor(minor, risky)).toEqual(['guardian_consent_missing', 'minor_in_risky_activity']);
    const answer = await signUp(minor, risky);
    expect(answer.body.detail.reasons).toHaveLength(2);
    expect((await world.anonymous.get(`/api/public/activities/${full}`)).body.reasons).toMatchObject([
      { code: 'not_logged_in' },
      { code: 'activity_full' },
    ]);
    expect((await person.post(path(full), { riskAcknowledged: false })).refusal).toEqual([
      400,
      'risk_not_acknowledged',
    ]);
    expect((await world.anonymous.post(path(full), agreed)).refusal).toEqual([401, 'session_missing']);
    const unknown = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
    expect((await signUp(person, unknown)).refusal).toEqual([404, 'activity_not_found']);
    expect((await person.get(`/api/organizer/activities/${full}/signups`)).refusal).toEqual([
      403,
      'not_organizer',
    ]);
  });

  it('confirms one of two activities at the same time, even when both are tapped at once', async () => {
    const startsAt = new Date(world.clock.now().getTime() + 100 * DAY);
    const early = await publish({ startsAt });
    const late = await publish({ startsAt: new Date(startsAt.getTime() + HOUR) });
    const next = await publish({ startsAt: new Date(startsAt.getTime() + 3 * HOUR) });
    for (const name of ['周一', '周二', '周三']) {
      const person = await world.person(name).register();
      const answers = await Promise.all([signUp(person, early), signUp(person, late)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect(answers.find(({ status }) => status === 409)?.body.code).toBe('time_overlap');
      (await signUp(person, next)).expect(201);
    }
    expect((await taken(early)) + (await taken(late))).toBe(3);
  });

  it('gives the place back exactly once, with the reason, until the start (R32)', async () => {
    const person = await world.person('吴九').register();
    const other = await world.person('郑十').register();
    const id = await publish({ places: 1 });
    const { id: signUpId } = (await signUp(person, id)).expect(201);
    const cancellation = `/api/volunteer/signups/${signUpId}/cancellation`;
    expect((await other.post(cancellation, { reason: '不是我的' })).refusal).toEqual([
      404,
      'signup_not_found',
    ]);
    expect((await person.post(cancellation, {})).refusal).toEqual([400, 'invalid_input']);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => person.post(cancellation, { reason: '临时有事' })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
    expect(answers[0]!.body).toMatchObject({ state: 'CANCELLED', stateReason: '临时有事' });
    expect(await taken(id)).toBe(0);

    (await signUp(other, id)).expect(201);
    expect((await signUp(person, id)).refusal).toEqual([409, 'activity_full']);
    expect(await taken(id)).toBe(1);
  });

  it('does not let go after the start', async () => {
    const person = await world.person('冯一').register();
    const id = await publish({ startsAt: new Date(world.clock.now().getTime() + 2 * HOUR) });
    const { id: signUpId } = (await signUp(person, id)).expect(201);
    world.advance(2 * HOUR);
    const answer = await person.post(`/api/volunteer/signups/${signUpId}/cancellation`, {
      reason: '临时有事',
    });
    expect(answer.refusal).toEqual([409, 'activity_begun']);
    expect(await taken(id)).toBe(1);
  });

  it('lets a draft back only until the first sign-up, then only cancelling for everybody (R24)', async () => {
    const untouched = await publish();
    (await admin.post(`/api/organizer/activities/${untouched}/withdrawal`)).expect(204);

    const id = await publish();
    const people = await Promise.all(['甲一', '乙二', '丙三'].map((name) => world.person(name).register()));
    for (const person of people) (await signUp(person, id)).expect(201);
    const [first, ...others] = people as [Person, ...Person[]];
    const { signUp: own } = await eligibility(first, id);
    (await first.post(`/api/volunteer/signups/${own.id}/cancellation`, { reason: '临时有事' })).expect(200);
    const withdrawal = await admin.post(`/api/organizer/activities/${id}/withdrawal`);
    expect(withdrawal.refusal).toEqual([409, 'activity_signed_up']);

    const cancellation = `/api/organizer/activities/${id}/cancellation`;
    expect((await admin.post(cancellation, {})).refusal).toEqual([400, 'invalid_input']);
    (await admin.post(cancellation, { reason: '暴雨预警' })).expect(204);
    expect((await signUp(first, id)).refusal).toEqual([409, 'not_recruiting']);
    await world.settle();
    for (const person of others) {
      const mine = (await person.get('/api/volunteer/signups?state=CANCELLED')).expect(200);
      expect(mine.items).toMatchObject([{ stateReason: '暴雨预警', activityState: 'CANCELLED' }]);
    }
    expect((await first.get('/api/volunteer/signups')).body.items[0].stateReason).toBe('临时有事');
    expect(await taken(id)).toBe(0);
  });

  it('marks cancelling free of consequence for who signed up before a change of time (R24)', async () => {
    const before = await world.person('卫一').register();
    const after = await world.person('卫二').register();
    const id = await publish();
    (await signUp(before, id)).expect(201);
    const { startsAt, endsAt, recruitUntil, place, areaCode, latitude, longitude, radiusMetres } =
      activityForm(world.clock.now(), { startsAt: new Date(world.clock.now().getTime() + 200 * DAY) });
    const moved = {
      startsAt,
      endsAt,
      recruitUntil,
      place,
      areaCode,
      latitude,
      longitude,
      radiusMetres,
      reason: '场地维修',
    };
    world.advance(1_000);
    (await admin.post(`/api/organizer/activities/${id}/rescheduling`, moved)).expect(204);
    world.advance(1_000);
    (await signUp(after, id)).expect(201);
    const free = async (person: Person) =>
      (await person.get('/api/volunteer/signups')).body.items[0].penaltyFree;
    expect([await free(before), await free(after)]).toEqual([true, false]);
  });
});
