import { DAY, HOUR, shanghaiDay } from '../../server/platform/clock';
import { activityForm, approval } from '../support/activity';
import type { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import { createWorld, type World } from '../support/world';

const PHONE = '13912345678';

describe('demands', () => {
  let world: World;
  let requester: Person;
  let admin: Person;
  let other: Person;
  let organization: TestOrganization;
  let rival: TestOrganization;
  let officer: Person;
  let neighbour: Person;

  beforeAll(async () => {
    world = await createWorld();
    requester = await world.person('王需求').register();
    admin = await world.person('组织管理员').register();
    other = await world.person('另一位管理员').register();
    organization = await world.organization({ admin });
    rival = await world.organization({ admin: other });
    officer = await world.officer('110105');
    neighbour = await world.officer('110106');
  });
  afterAll(() => world.stop());

  const form = (more: object = {}) => ({
    bodyName: '望京街道新时代文明实践所',
    bodyKind: 'practice_centre',
    contactName: '王需求',
    contactPhone: PHONE,
    areaCode: '110105',
    place: '望京街道文化活动中心',
    title: '想请人为孩子们讲航天',
    category: 'popularization',
    fromDay: shanghaiDay(world.clock.now()),
    untilDay: shanghaiDay(new Date(world.clock.now().getTime() + 60 * DAY)),
    peopleExpected: 40,
    description: '暑期托管班有四十名孩子，希望讲一次航天科普并做小实验。',
    riskNotice: '活动室在二楼，上下楼梯要有人照看。',
    ...more,
  });
  const own = (id: string, step = '') => `/api/volunteer/demands/${id}${step}`;
  const unit = (id: string, step = '') => `/api/unit/demands/${id}${step}`;
  const at = (where: { id: string }, id: string, step = '') =>
    `/api/organizer/organizations/${where.id}/demands/${id}${step}`;
  const submit = async (more: object = {}): Promise<string> =>
    (await requester.post('/api/volunteer/demands', form(more))).expect(201).id;
  const publish = async (more: object = {}): Promise<string> => {
    const id = await submit(more);
    (await officer.post(unit(id, '/review'), { decision: 'PUBLISH' })).expect(204);
    return id;
  };
  const state = async (id: string) => (await requester.get(own(id))).expect(200).state;
  const board = async (query = '') =>
    (await world.anonymous.get(`/api/public/demands${query}`))
      .expect(200)
      .items.map((item: { id: string }) => item.id);
  const waiting = async (by: Person): Promise<number> =>
    (await by.get('/api/unit/queues'))
      .expect(200)
      .items.find(({ queue }: { queue: string }) => queue === 'demands').waiting;
  const titles = async (person: Person): Promise<string[]> => {
    await world.settle();
    const { items } = (await person.get('/api/volunteer/inbox')).expect(200);
    return items.map((item: { title: string }) => item.title);
  };
  const withdraw = (id: string) => requester.post(own(id, '/withdrawal'), { reason: '不再需要了' });

  it('is posted once however often the form is sent, and only its sender gets it back', async () => {
    const post = (by: Person, key: string) => by.post('/api/volunteer/demands', form({ key }));
    const key = 'f6'.repeat(12);
    const together = await Promise.all([post(requester, key), post(requester, key)]);
    const [id, ...rest] = new Set(
      [...together, await post(requester, key)].map((answer) => answer.expect(201).id),
    );
    expect(rest).toEqual([]);
    const others = (await post(other, key)).expect(201).id;
    expect(others).not.toBe(id);
    expect((await post(requester, '短')).refusal).toEqual([400, 'invalid_input']);
    (await withdraw(id)).expect(204);
    (await other.post(own(others, '/withdrawal'), { reason: '不再需要了' })).expect(204);
  });

  it('goes from asking over dispatch and service to a rating', async () => {
    const profile = { disciplines: ['590', '140'] };
    const physicist = await world.person('李物理').register({ profile });
    (await physicist.post(`/api/volunteer/organizations/${organization.id}/memberships`)).expect(201);
    const id = await submit({ discipline: '140' });
    expect(await board()).not.toContain(id);
    expect((await world.anonymous.get(`/api/public/demands/${id}`)).refusal).toEqual([
      404,
      'demand_not_found',
    ]);
    const queue = (await officer.get('/api/unit/demands?state=SUBMITTED')).expect(200);
    expect(queue.items.map((item: { id: string }) => item.id)).toContain(id);
    expect([await waiting(officer), await waiting(neighbour)]).toEqual([queue.items.length, 0]);
    (await officer.post(unit(id, '/review'), { decision: 'PUBLISH' })).expect(204);
    expect(await waiting(officer)).toBe(queue.items.length - 1);
    expect(await board('?areaCode=110000&category=popularization')).toContain(id);
    expect(await board('?areaCode=130000')).not.toContain(id);

    const { items } = (await officer.get(unit(id, '/matches'))).expect(200);
    const proposal = items.find(
      (item: { organizationId: string }) => item.organizationId === organization.id,
    );
    expect(proposal.reasons.map((reason: { code: string }) => reason.code)).toEqual([
      'area',
      'category',
      'discipline',
    ]);

    (await officer.post(unit(id, '/dispatch'), { organizationId: organization.id })).expect(204);
    expect(await titles(admin)).toContain('有一条需求派给您的组织');
    (await admin.post(at(organization, id, '/acceptance'))).expect(204);
    expect(await titles(requester)).toEqual(expect.arrayContaining(['需求已通过审核', '您的需求有组织接单']));

    const now = world.clock.now();
    const path = `/api/organizer/organizations/${organization.id}/activities`;
    const plan = activityForm(now, { form: { demandId: id } });
    const activityId = (await admin.post(path, plan)).expect(201).id;
    (await admin.post(`/api/organizer/activities/${activityId}/submission`)).expect(204);
    (await officer.post(`/api/unit/activities/${activityId}/review`, approval)).expect(204);
    await world.settle();
    expect((await requester.get(own(id))).expect(200)).toMatchObject({ state: 'IN_SERVICE', activityId });
    expect((await withdraw(id)).refusal).toEqual([409, 'demand_state_changed']);
    expect(await board('?answered=true')).toContain(id);

    world.advance(27 * HOUR);
    (await admin.post(`/api/organizer/activities/${activityId}/closing`, { peopleServed: 30 })).expect(204);
    expect(await titles(requester)).toContain('服务已完成，请评价');
    (await requester.post(own(id, '/rating'), { rating: 5, comment: '孩子们很喜欢' })).expect(204);
    const again = await requester.post(own(id, '/rating'), { rating: 1 });
    expect(again.refusal).toEqual([409, 'demand_state_changed']);
    const file = (await requester.get(own(id))).expect(200);
    expect(file).toMatchObject({ state: 'RATED', rating: 5, ratingComment: '孩子们很喜欢' });
    expect(file.trail.map((step: { step: string }) => step.step)).toEqual([
      'SUBMIT',
      'PUBLISH',
      'DISPATCH',
      'ACCEPT',
      'BEGIN',
      'COMPLETE',
      'RATE',
    ]);
    expect(await titles(admin)).toContain('需求方评价了服务');
  });

  it('answers with the reason when it cannot be met (R70)', async () => {
    const id = await submit();
    expect((await officer.post(unit(id, '/review'), { decision: 'REJECT' })).refusal).toEqual([
      400,
      'reason_required',
    ]);
    const reason = '属于商业推广，不在志愿服务范围';
    (await officer.post(unit(id, '/review'), { decision: 'REJECT', reason })).expect(204);
    expect((await requester.get(own(id))).expect(200)).toMatchObject({
      state: 'REJECTED',
      stateReason: reason,
    });
    expect(await titles(requester)).toContain('需求没有对接');
  });

  it('returns to the pool when declined, given back or not answered in time (R71)', async () => {
    const id = await publish();
    const dispatch = (to: TestOrganization) => officer.post(unit(id, '/dispatch'), { organizationId: to.id });
    (await dispatch(organization)).expect(204);
    (await admin.post(at(organization, id, '/declining'), { reason: '这个月排满了' })).expect(204);
    expect(await state(id)).toBe('OPEN');

    (await dispatch(rival)).expect(204);
    world.advance(71 * HOUR);
    await world.runSchedules();
    expect(await state(id)).toBe('DISPATCHED');
    world.advance(2 * HOUR);
    await world.runSchedules();
    expect(await state(id)).toBe('OPEN');
    expect((await other.post(at(rival, id, '/acceptance'))).refusal).toEqual([409, 'demand_state_changed']);
    expect(await titles(officer)).toEqual(expect.arrayContaining(['需求回到待对接', '需求回到待对接']));
    const { items } = (await officer.get(unit(id, '/matches'))).expect(200);
    const proposed = items.map((item: { organizationId: string }) => item.organizationId);
    expect(proposed).not.toContain(organization.id);
    expect(proposed).not.toContain(rival.id);

    (await admin.post(at(organization, id, '/taking'))).expect(204);
    (await admin.post(at(organization, id, '/release'), { reason: '负责人生病了' })).expect(204);
    expect(await state(id)).toBe('OPEN');
    (await withdraw(id)).expect(204);
  });

  it('comes back to its organization when the activity is cancelled', async () => {
    const id = await publish();
    (await admin.post(at(organization, id, '/taking'))).expect(204);
    const activityId = await world.activity({ organization, admin, form: { demandId: id } });
    await world.settle();
    expect(await state(id)).toBe('IN_SERVICE');
    (await admin.post(`/api/organizer/activities/${activityId}/cancellation`, { reason: '场地停电' })).expect(
      204,
    );
    await world.settle();
    expect((await requester.get(own(id))).expect(200)).toMatchObject({ state: 'ACCEPTED', activityId: null });
    (await withdraw(id)).expect(204);
    expect(await titles(admin)).toContain('需求已撤回');
  });

  it('lets exactly one of two organizations take it, and one officer dispatch it', async () => {
    for (let round = 0; round < 4; round++) {
      const id = await publish();
      const answers = await Promise.all([
        admin.post(at(organization, id, '/taking')),
        other.post(at(rival, id, '/taking')),
        officer.post(unit(id, '/dispatch'), { organizationId: rival.id }),
      ]);
      const outcomes = answers.map(({ refusal: [status, code] }) => code ?? status).sort();
      expect(outcomes).toEqual([204, 'demand_state_changed', 'demand_state_changed']);
      const file = (await requester.get(own(id))).expect(200);
      expect(file.trail.filter((step: { step: string }) => /TAKE|DISPATCH/.test(step.step))).toHaveLength(1);
      (await withdraw(id)).expect(204);
    }
  });

  it('shows a phone only to the organization that accepted, and logs the look (R60)', async () => {
    const id = await publish();
    expect((await admin.post(at(organization, id, '/contact'))).refusal).toEqual([403, 'demand_not_yours']);
    (await admin.post(at(organization, id, '/taking'))).expect(204);
    expect((await admin.get(at(organization, id))).expect(200).contactPhone).toBe('139****5678');
    expect((await admin.post(at(organization, id, '/contact'))).expect(200)).toEqual({
      name: '王需求',
      phone: PHONE,
    });
    const page = (await world.anonymous.get(`/api/public/demands/${id}`)).expect(200);
    expect(page).toMatchObject({ contactName: '王**', organization: { name: organization.name } });
    expect(JSON.stringify(page)).not.toContain('5678');
    const rows = await world.database.manager.query('SELECT contact_phone FROM demands');
    expect(JSON.stringify(rows)).not.toContain(PHONE);
    expect(world.logLines.join('')).not.toContain(PHONE);
    const logged = await world.database.manager.query(
      "SELECT subject_id AS id FROM audit_entries WHERE action = 'demand.contact-opened'",
    );
    expect(logged).toEqual([{ id }]);
    (await withdraw(id)).expect(204);
  });

  it.each([
    ['an unknown area', { areaCode: '999999' }, [400, 'unknown_area']],
    ['no risks (R70)', { riskNotice: '' }, [400, 'invalid_input']],
    ['days that are over', { fromDay: '2020-01-01', untilDay: '2020-01-02' }, [400, 'days_past']],
    ['days in the wrong order', { untilDay: '2020-01-02' }, [400, 'days_order']],
    ['no phone', { contactPhone: '12345' }, [400, 'invalid_input']],
    ['a price', { price: 100 }, [400, 'invalid_input']],
  ])('refuses a demand with %s', async (_, more, refusal) => {
    expect((await requester.post('/api/volunteer/demands', form(more))).refusal).toEqual(refusal);
  });

  it('leaves each decision to whom it belongs', async () => {
    const newcomer = await world.person('路人').logIn();
    const id = await publish();
    const organizationId = organization.id;
    const plan = activityForm(world.clock.now(), { form: { demandId: id } });
    const refusals = [
      await newcomer.post('/api/volunteer/demands', form()),
      await world.anonymous.post('/api/volunteer/demands', form()),
      await admin.get(own(id)),
      await admin.post(own(id, '/withdrawal'), { reason: '不要了' }),
      await neighbour.get(unit(id)),
      await neighbour.get(unit(id, '/matches')),
      await neighbour.post(unit(id, '/dispatch'), { organizationId }),
      await requester.post(unit(id, '/review'), { decision: 'PUBLISH' }),
      await other.post(at(organization, id, '/taking')),
      await admin.post(at(organization, id, '/acceptance')),
      await admin.get(at(organization, id)),
      await admin.post(`/api/organizer/organizations/${organizationId}/activities`, plan),
      await requester.post(own(id, '/rating'), { rating: 5 }),
      await requester.post(own(id, '/rating'), { rating: 6 }),
    ].map((answer) => answer.refusal);
    expect(refusals).toEqual([
      [403, 'not_registered'],
      [401, 'session_missing'],
      [404, 'demand_not_found'],
      [404, 'demand_not_found'],
      [403, 'out_of_scope'],
      [403, 'out_of_scope'],
      [403, 'out_of_scope'],
      [403, 'not_unit_officer'],
      [403, 'not_organization_admin'],
      [409, 'demand_state_changed'],
      [404, 'demand_not_found'],
      [400, 'demand_not_found'],
      [409, 'demand_state_changed'],
      [400, 'invalid_input'],
    ]);
    expect(await state(id)).toBe('OPEN');
    const mine = (await officer.post('/api/volunteer/demands', form())).expect(201).id;
    expect((await officer.post(unit(mine, '/review'), { decision: 'PUBLISH' })).refusal).toEqual([
      403,
      'own_demand',
    ]);
  });

  it('stops somebody who asks for everything at once', async () => {
    const eager = await world.person('李多求').register();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => eager.post('/api/volunteer/demands', form())),
    );
    const refused = answers.filter(({ status }) => status !== 201).map(({ refusal }) => refusal);
    expect(refused).toEqual([
      [409, 'too_many_demands'],
      [409, 'too_many_demands'],
    ]);
  });
});
