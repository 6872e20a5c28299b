import type { ActivityForm } from '../../server/activities/activity.dto';
import { DAY, HOUR } from '../../server/platform/clock';
import { activityForm, approval, draftActivity } from '../support/activity';
import type { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import { createWorld, type World } from '../support/world';

describe('the life of an activity', () => {
  let world: World;
  let admin: Person;
  let organization: TestOrganization;
  let officer: Person;
  let neighbour: Person;

  beforeAll(async () => {
    world = await createWorld();
    admin = await world.person('组织管理员').register();
    organization = await world.organization({ admin });
    officer = await world.officer('110105');
    neighbour = await world.officer('110106');
  });
  afterAll(() => world.stop());

  const publish = (form: Partial<ActivityForm> = {}) => world.activity({ organization, admin, form });
  const draft = (form: Partial<ActivityForm> = {}) => draftActivity(world, { organization, admin, form });
  const own = (id: string, step: string) => `/api/organizer/activities/${id}/${step}`;
  const review = (id: string) => `/api/unit/activities/${id}/review`;
  const state = async (id: string) => (await admin.get(`/api/organizer/activities/${id}`)).body.state;

  it('goes from draft over return and correction to publication and close', async () => {
    const id = await draft();
    const page = `/api/public/activities/${id}`;
    expect((await world.anonymous.get(page)).refusal).toEqual([404, 'activity_not_found']);
    (await admin.post(own(id, 'submission'))).expect(204);
    const queue = (await officer.get('/api/unit/activities?state=PENDING')).expect(200);
    expect(queue.items.map((item: { id: string }) => item.id)).toContain(id);

    const verdict = { ...approval, decision: 'RETURN', reason: '请写清楚用电风险' };
    (await officer.post(review(id), verdict)).expect(204);
    const returned = (await admin.get(`/api/organizer/activities/${id}`)).expect(200);
    expect(returned).toMatchObject({ state: 'RETURNED', stateReason: '请写清楚用电风险' });

    const corrected = activityForm(world.clock.now(), { form: { title: '科学实验进社区（改）' } });
    (await admin.put(`/api/organizer/activities/${id}`, corrected)).expect(200);
    (await admin.post(own(id, 'submission'))).expect(204);
    (await officer.post(review(id), approval)).expect(204);
    expect((await world.anonymous.get(page)).expect(200)).toMatchObject({
      title: '科学实验进社区（改）',
      organizationName: organization.name,
      areaName: '北京市朝阳区',
      phase: 'recruiting',
      freePlaces: 10,
      leadName: '组****',
      reasons: [{ code: 'not_logged_in' }],
    });

    expect((await admin.post(own(id, 'closing'), { peopleServed: 12 })).refusal).toEqual([
      409,
      'activity_not_ended',
    ]);
    world.advance(27 * HOUR);
    (await admin.post(own(id, 'closing'), { peopleServed: 12 })).expect(204);
    expect((await world.anonymous.get(page)).expect(200)).toMatchObject({ state: 'CLOSED', phase: 'ended' });
  });

  it('keeps what only those who run it should know from the public page', async () => {
    const id = await publish({ riskLevel: 'LOW', insurance: '人保财险 PICC-2026-001' });
    const page = (await world.anonymous.get(`/api/public/activities/${id}`)).expect(200);
    expect(page.insured).toBe(true);
    expect(JSON.stringify(page)).not.toContain('PICC');
    expect(JSON.stringify(page)).not.toContain(admin.volunteerId);
  });

  it.each([
    ['no risk notice (R20)', { riskNotice: '' }, [400, 'invalid_input']],
    ['a fee (R22)', { fee: 10 }, [400, 'invalid_input']],
    ['a title of 51 characters', { title: '科'.repeat(51) }, [400, 'invalid_input']],
    ['no places', { places: 0 }, [400, 'invalid_input']],
    ['an unknown area', { areaCode: '999999' }, [400, 'unknown_area']],
    ['an end before its start', { endsAt: '2020-01-01T00:00:00+08:00' }, [400, 'ends_before_start']],
    [
      'recruiting beyond its start',
      { recruitUntil: '2099-01-01T00:00:00Z' },
      [400, 'recruitment_after_start'],
    ],
    ['a lead from elsewhere', { leadId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' }, [400, 'lead_not_member']],
  ])('refuses a plan with %s', async (_, form, refusal) => {
    const path = `/api/organizer/organizations/${organization.id}/activities`;
    const body = { ...activityForm(world.clock.now()), ...form };
    expect((await admin.post(path, body)).refusal).toEqual(refusal);
  });

  it('lets a risky one wait for its insurance (R23), and a late one for new times', async () => {
    const risky = await draft({ riskLevel: 'HIGH' });
    expect((await admin.post(own(risky, 'submission'))).refusal).toEqual([400, 'insurance_required']);
    const late = await draft();
    (await admin.post(own(late, 'submission'))).expect(204);
    world.advance(DAY);
    expect((await officer.post(review(late), approval)).refusal).toEqual([400, 'recruitment_past']);
    expect(await state(late)).toBe('PENDING');
  });

  it('leaves each decision to whom it belongs', async () => {
    const stranger = await world.person('路人').register();
    const id = await draft();
    const form = activityForm(world.clock.now());
    const path = `/api/organizer/organizations/${organization.id}/activities`;
    const refusals = [
      await stranger.post(path, form),
      await stranger.get(`/api/organizer/activities/${id}`),
      await stranger.put(`/api/organizer/activities/${id}`, form),
      await stranger.post(own(id, 'submission')),
      await stranger.post(review(id), approval),
      await world.anonymous.post(path, form),
      await officer.post(review(id), approval),
    ].map((answer) => answer.refusal);
    expect(refusals).toEqual([
      [403, 'not_organization_admin'],
      [403, 'not_organizer'],
      [403, 'not_organization_admin'],
      [403, 'not_organization_admin'],
      [403, 'not_unit_officer'],
      [401, 'session_missing'],
      [409, 'activity_state_changed'],
    ]);
  });

  it('shows and gives a unit only what lies below it (R10)', async () => {
    const id = await draft();
    (await admin.post(own(id, 'submission'))).expect(204);
    const seen = async (person: Person) =>
      (await person.get('/api/unit/activities?state=PENDING&limit=50'))
        .expect(200)
        .items.some((item: { id: string }) => item.id === id);
    expect(await seen(officer)).toBe(true);
    expect(await seen(await world.officer('110000'))).toBe(true);
    expect(await seen(neighbour)).toBe(false);
    expect((await neighbour.get(`/api/unit/activities/${id}`)).refusal).toEqual([403, 'out_of_scope']);
    expect((await neighbour.post(review(id), approval)).refusal).toEqual([403, 'out_of_scope']);
    const takeDown = `/api/unit/activities/${id}/take-down`;
    expect((await neighbour.post(takeDown, { reason: '内容不实' })).refusal).toEqual([403, 'out_of_scope']);
    expect(await state(id)).toBe('PENDING');
  });

  it('publishes only with the whole checklist, never half, never without a reason to refuse (R21)', async () => {
    const id = await draft();
    (await admin.post(own(id, 'submission'))).expect(204);
    const half = { ...approval, checklist: { ...approval.checklist, freeForThoseServed: false } };
    expect((await officer.post(review(id), half)).refusal).toEqual([400, 'checklist_incomplete']);
    const mute = { ...approval, decision: 'REJECT' };
    expect((await officer.post(review(id), mute)).refusal).toEqual([400, 'reason_required']);
    expect(await state(id)).toBe('PENDING');
  });

  it('is not reviewed by who runs it', async () => {
    const both = await world.officer('110108');
    const theirs = await world.organization({
      admin: await world.person('海淀').register(),
      areaCode: '110108',
    });
    (await both.post(`/api/volunteer/organizations/${theirs.id}/memberships`, {})).expect(201);
    const id = await draftActivity(world, {
      organization: theirs,
      admin: theirs.admin,
      form: { leadId: both.volunteerId },
    });
    (await theirs.admin.post(own(id, 'submission'))).expect(204);
    expect((await both.post(review(id), approval)).refusal).toEqual([403, 'own_activity']);
    (await (await world.officer('110000')).post(review(id), approval)).expect(204);
  });

  it('is approved once by two officers at the same moment', async () => {
    const id = await draft();
    (await admin.post(own(id, 'submission'))).expect(204);
    const city = await world.officer('110000');
    const answers = await Promise.all(
      [officer, city, officer, city].map((each) => each.post(review(id), approval)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409, 409]);
  });

  it('is moved only before it begins, and says so on its page (R24)', async () => {
    const id = await publish();
    const startsAt = new Date(world.clock.now().getTime() + 2 * DAY);
    const { endsAt, place, areaCode, latitude, longitude, radiusMetres } = activityForm(world.clock.now(), {
      startsAt,
    });
    const moved = {
      startsAt: startsAt.toISOString(),
      endsAt,
      recruitUntil: startsAt.toISOString(),
      place: `${place}二层`,
      areaCode,
      latitude,
      longitude,
      radiusMetres,
      reason: '场地维修',
    };
    const past = {
      ...moved,
      startsAt: '2020-01-01T09:00:00+08:00',
      recruitUntil: '2020-01-01T08:00:00+08:00',
    };
    expect((await admin.post(own(id, 'rescheduling'), past)).refusal).toEqual([400, 'recruitment_order']);
    (await admin.post(own(id, 'rescheduling'), moved)).expect(204);
    expect((await world.anonymous.get(`/api/public/activities/${id}`)).expect(200)).toMatchObject({
      startsAt: moved.startsAt,
      place: moved.place,
      rescheduleReason: '场地维修',
    });
    const [post] = (await admin.get(`/api/organizer/activities/${id}`)).expect(200).posts;
    (await admin.put(`/api/organizer/posts/${post.id}/places`, { places: 12 })).expect(200);
    // As it was a moment ago is no change.
    (await admin.put(`/api/organizer/posts/${post.id}/places`, { places: 12 })).expect(200);
    world.advance(1_000);
    const { changes } = (await world.anonymous.get(`/api/public/activities/${id}`)).expect(200);
    expect(changes).toMatchObject([
      { kind: 'PLACES', side: 'ORGANIZATION', items: [{ from: '10 人', to: '12 人' }] },
      { kind: 'RESCHEDULE', side: 'ORGANIZATION', reason: '场地维修' },
    ]);
    expect(changes[1].items).toContainEqual({ label: '地点', from: place, to: moved.place });
    const labels = changes[1].items.map(({ label }: { label: string }) => label);
    expect(new Set(labels)).toEqual(new Set(['开始时间', '结束时间', '报名截止', '地点']));
    expect(JSON.stringify(changes)).not.toContain(admin.name);
    for (const page of ['organizer', 'unit']) {
      const by = page === 'unit' ? officer : admin;
      const seen = (await by.get(`/api/${page}/activities/${id}/changes`)).expect(200);
      expect(seen.items[1].actorName).toBe(admin.name);
    }
    expect((await neighbour.get(`/api/unit/activities/${id}/changes`)).refusal).toEqual([
      403,
      'out_of_scope',
    ]);
    world.advance(2 * DAY + HOUR);
    expect((await admin.post(own(id, 'rescheduling'), moved)).refusal).toEqual([409, 'activity_begun']);
    expect((await admin.post(own(id, 'withdrawal'))).status).toBe(204);
    expect((await admin.post(own(id, 'cancellation'), { reason: '太晚了' })).refusal).toEqual([
      409,
      'activity_state_changed',
    ]);
  });

  it('leaves the public pages when it is taken down', async () => {
    const id = await publish();
    (await world.anonymous.get(`/api/public/activities/${id}`)).expect(200);
    (await officer.post(`/api/unit/activities/${id}/take-down`, { reason: '内容不实' })).expect(204);
    world.advance(1_000);
    expect((await world.anonymous.get(`/api/public/activities/${id}`)).refusal).toEqual([
      404,
      'activity_not_found',
    ]);
    expect((await admin.get(`/api/organizer/activities/${id}`)).expect(200).stateReason).toBe('内容不实');
  });
});
