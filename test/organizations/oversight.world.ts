import type { Person } from '../support/person';
import { createWorld, type World } from '../support/world';

describe('oversight', () => {
  let world: World;
  let admin: Person;
  let chaoyang: Person;
  let beijing: Person;
  let team: { id: string; name: string; admin: Person };
  beforeAll(async () => {
    world = await createWorld();
    admin = await world.platformAdmin();
    chaoyang = await world.officer('110105');
    beijing = await world.officer('110000');
    team = await world.organization({ admin: await world.person('队长').register(), name: '总览科普队' });
    await world.activity({ organization: team, admin: team.admin });
  });
  afterAll(() => world.stop());

  const nodesOf = async (who: Person, query: string) =>
    (await who.get(`/api/unit/tree?${query}`)).expect(200).items as Record<string, unknown>[];

  it('shows units their subtree level by level, with what is below each node', async () => {
    const form = world.staff.applicationForm(await world.staff.unit('110105'));
    const applicant = await world.person('申请人').register();
    (await applicant.post('/api/organizer/organizations', form)).expect(201);

    const [root] = await nodesOf(beijing, 'line=TERRITORY');
    const counts = { organizations: 1, members: 1, activities: 1, waiting: 1 };
    expect(root).toMatchObject({
      name: '北京市科学技术协会',
      kind: 'CAST_UNIT',
      hasChildren: true,
      ...counts,
    });
    const counties = await nodesOf(beijing, `line=TERRITORY&parentId=${root!.id}`);
    expect(counties).toHaveLength(16);
    const county = counties.find(({ name }) => name === '北京市朝阳区科学技术协会')!;
    expect(county).toMatchObject(counts);
    expect(counties.find(({ name }) => name === '北京市东城区科学技术协会')).toMatchObject({
      organizations: 0,
      hasChildren: false,
    });
    const below = await nodesOf(chaoyang, `line=TERRITORY&parentId=${county.id}`);
    expect(below.map(({ name, state }) => [name, state])).toEqual([
      [team.name, 'ACTIVE'],
      [form.name, 'PENDING'],
    ]);
    const sibling = await world.officer('110101');
    for (const [who, parentId] of [
      [sibling, county.id],
      [chaoyang, root!.id],
    ] as const) {
      expect((await who.get(`/api/unit/tree?line=TERRITORY&parentId=${parentId}`)).refusal).toEqual([
        403,
        'out_of_scope',
      ]);
    }
    expect((await chaoyang.get('/api/unit/tree')).refusal).toEqual([400, 'invalid_input']);
  });

  it('counts what waits, and finds organizations by name or number', async () => {
    const waitingOf = async (who: Person) =>
      Object.fromEntries(
        (await who.get('/api/unit/queues'))
          .expect(200)
          .items.map(({ queue, waiting }: { queue: string; waiting: number }) => [queue, waiting]),
      );
    const nothing = {
      ...{ changes: 0, activities: 0, recaps: 0, hours: 0, objections: 0 },
      'legacy-claims': 0,
    };
    expect(await waitingOf(chaoyang)).toEqual({ ...nothing, organizations: 1 });
    expect(await waitingOf(await world.officer('110101'))).toEqual({ ...nothing, organizations: 0 });

    const find = async (query: string) =>
      (await chaoyang.get(`/api/unit/organizations?${query}`))
        .expect(200)
        .items.map(({ name }: { name: string }) => name);
    const { number } = (await world.anonymous.get(`/api/public/organizations/${team.id}`)).expect(200);
    expect(await find(`name=${encodeURIComponent('总览')}`)).toEqual([team.name]);
    expect(await find(`name=${number}`)).toEqual([team.name]);
    expect(await find(`name=${encodeURIComponent('%')}`)).toEqual([]);
  });

  it('finds the volunteers of the area and of organizations below, masked, and nobody else', async () => {
    const near = await world.person('本地居民').register();
    const member = await world.person('外地成员').register({ areaCode: '130102' });
    (await member.post(`/api/volunteer/organizations/${team.id}/memberships`)).expect(201);
    const find = async (who: Person, person: Person) =>
      (await who.get(`/api/unit/volunteers?number=${person.number}`)).expect(200).items;
    expect(await find(chaoyang, near)).toMatchObject([
      { name: '本***', phone: `${near.phone.slice(0, 3)}****${near.phone.slice(-4)}` },
    ]);
    expect(await find(chaoyang, member)).toHaveLength(1);
    const sibling = await world.officer('110101');
    for (const person of [near, member]) expect(await find(sibling, person)).toEqual([]);
  });

  it('gives the list away as a spreadsheet, and says so in the audit log', async () => {
    const answer = await chaoyang.get('/api/unit/organization-sheet?state=ACTIVE');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('spreadsheetml');
    const path = `/api/platform/audit?action=organizations.exported&volunteerNumber=${chaoyang.number}`;
    const { items } = (await admin.get(path)).expect(200);
    expect(items).toMatchObject([
      { detail: '{"filter":{"state":"ACTIVE"}}', volunteerNumber: chaoyang.number },
    ]);
  });

  it('shows earlier opinions to who decides next', async () => {
    (await chaoyang.post(`/api/unit/organizations/${team.id}/suspension`, { reason: '年度核查' })).expect(
      204,
    );
    (await chaoyang.post(`/api/unit/organizations/${team.id}/resumption`)).expect(204);
    const path = `/api/unit/organizations/${team.id}/opinions`;
    const { items } = (await beijing.get(path)).expect(200);
    expect(
      items.map((item: { action: string; reason: string | null }) => [item.action, item.reason]),
    ).toEqual([
      ['organization.resumed', null],
      ['organization.suspended', '年度核查'],
      ['organization.approved', null],
    ]);
    const sibling = await world.officer('110101');
    expect((await sibling.get(path)).refusal).toEqual([403, 'out_of_scope']);
  });

  it('finds what was done by actor, action, subject and period', async () => {
    const find = async (query: string) =>
      (await admin.get(`/api/platform/audit?limit=50&${query}`))
        .expect(200)
        .items.map(({ action }: { action: string }) => action);
    const today = new Date(world.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    const ofTeam = `subjectId=${team.id}&volunteerNumber=${chaoyang.number}`;
    expect(await find(`${ofTeam}&action=organization.suspended&from=${today}&to=${today}`)).toEqual([
      'organization.suspended',
    ]);
    expect(await find(`${ofTeam}&action=organization`)).toHaveLength(3);
    expect(await find(`${ofTeam}&to=2020-01-01`)).toEqual([]);
    expect((await admin.get('/api/platform/audit?volunteerNumber=V0000000000')).refusal).toEqual([
      404,
      'volunteer_not_found',
    ]);
    expect((await chaoyang.get('/api/platform/audit')).refusal).toEqual([403, 'not_platform_admin']);
  });

  it('changes a limit while running, with who and why, inside its bounds', async () => {
    const path = '/api/platform/limits/maxMemberships';
    const joiner = await world.person('多归属').register();
    (await admin.put(path, { value: 1, reason: '试点收紧' })).expect(204);
    (await joiner.post(`/api/volunteer/organizations/${team.id}/memberships`)).expect(201);
    const other = await world.organization({ admin: await world.person('另一队长').register() });
    const join = () => joiner.post(`/api/volunteer/organizations/${other.id}/memberships`);
    expect((await join()).refusal).toEqual([409, 'too_many_memberships']);
    (await admin.put(path, { value: 5, reason: '恢复通知规定' })).expect(204);
    (await join()).expect(201);

    const { items } = (await admin.get('/api/platform/limits')).expect(200);
    expect(items.find(({ name }: { name: string }) => name === 'maxMemberships')).toMatchObject({
      value: 5,
      standard: 5,
      lastChange: { reason: '恢复通知规定', changedBy: admin.name },
    });
    const history = (await admin.get(`${path}/changes`)).expect(200);
    expect(history.items.map(({ value }: { value: number }) => value)).toEqual([5, 1]);
    const table: [string, object, unknown][] = [
      [path, { value: 0, reason: '太小' }, [400, 'limit_out_of_range']],
      [path, { value: 101, reason: '太大' }, [400, 'limit_out_of_range']],
      [path, { value: 2.5, reason: '小数' }, [400, 'invalid_input']],
      [path, { value: 3 }, [400, 'invalid_input']],
      ['/api/platform/limits/agreementVersion', { value: 3, reason: '不可调' }, [400, 'invalid_input']],
    ];
    for (const [where, body, refusal] of table) {
      expect([body, (await admin.put(where, body)).refusal]).toEqual([body, refusal]);
    }
  });

  it('shows the background work', async () => {
    const { items } = (await admin.get('/api/platform/jobs')).expect(200);
    expect(items.map(({ queue }: { queue: string }) => queue)).toContain('notices.send');
  });
});
