import { Organization } from '../../server/organizations';
import { OrganizationTree } from '../../server/organizations/organization-tree';
import { AuditEntry } from '../../server/platform/audit';
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
      appeals: 0,
      absences: 0,
      demands: 0,
      'past-activities': 0,
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

  const ask = (who: Person, id: string, change: object, audience = 'unit') =>
    who.post(`/api/${audience}/organizations/${id}/changes`, { reason: '区划调整', ...change });
  const decide = (who: Person, changeId: string, verdict: object = { decision: 'APPROVE' }) =>
    who.post(`/api/unit/organization-changes/${changeId}/decision`, verdict);
  const move = (who: Person, unitId: string, parentId: string) =>
    who.post(`/api/platform/units/${unitId}/moves`, { parentId, reason: '区划调整' });
  const decideMove = (who: Person, changeId: string) =>
    who.post(`/api/platform/unit-moves/${changeId}/decision`, { decision: 'APPROVE' });
  const rowOf = (id: string) => world.database.manager.findOneByOrFail(Organization, { id });

  it('moves a CAST unit with all below it on both axes, as one asks and another decides', async () => {
    const [county, city, other] = await Promise.all(
      ['130102', '130100', '130200'].map((code) => world.staff.unit(code)),
    );
    const [countyOfficer, cityOfficer, hebei] = [
      await world.officer('130102'),
      await world.officer('130100'),
      await world.officer('130000'),
    ];
    const below = await world.organization({
      admin: await world.person('随迁队长').register(),
      name: '随区迁移科普队',
      areaCode: '130102',
    });
    const otherOfficer = await world.officer('130200');
    const [asking, deciding] = [await world.platformAdmin(), await world.platformAdmin()];
    // An officer of the old and the new parent is told once.
    const both = await world.person('两地干部').register();
    for (const unitId of [city!.id, other!.id]) {
      const form = { volunteerNumber: both.number, role: 'UNIT_OFFICER', unitId };
      (await admin.post('/api/platform/appointments', form)).expect(201);
    }
    const national = await world.staff.unit('000000');
    const table: [Person, string, string, unknown][] = [
      [asking, county!.id, city!.id, [409, 'parent_unchanged']],
      [asking, county!.id, county!.id, [409, 'unit_level']],
      [asking, city!.id, county!.id, [409, 'unit_level']],
      [asking, national.id, city!.id, [409, 'unit_level']],
      [asking, county!.id, below.id, [409, 'unit_level']],
      [asking, county!.id, '0'.repeat(26), [404, 'organization_not_found']],
      [asking, below.id, city!.id, [403, 'out_of_scope']],
      [hebei, county!.id, other!.id, [403, 'not_platform_admin']],
    ];
    for (const [who, unitId, parentId, refusal] of table) {
      expect([unitId, (await move(who, unitId, parentId)).refusal]).toEqual([unitId, refusal]);
    }
    const byUnit = { kind: 'MOVE_UNIT', parentId: other!.id };
    expect((await ask(countyOfficer, county!.id, byUnit)).refusal).toEqual([403, 'out_of_scope']);
    expect((await ask(below.admin, below.id, byUnit, 'organizer')).refusal).toEqual([
      400,
      'change_not_of_kind',
    ]);
    expect((await ask(cityOfficer, county!.id, { kind: 'DISSOLVE' })).refusal).toEqual([
      400,
      'change_not_of_kind',
    ]);

    // The unit above asks, which may not decide: the province stands above both places, and so does the platform.
    const first = (await ask(cityOfficer, county!.id, byUnit)).expect(201);
    expect(first).toMatchObject({
      was: city!.name,
      becomes: other!.name,
      decidedAt: { name: '河北省科学技术协会' },
    });
    const queue = (await hebei.get('/api/unit/organization-changes?state=PENDING')).expect(200);
    expect(queue.items.map((item: { id: string }) => item.id)).toContain(first.id);
    (await hebei.get(`/api/unit/organization-changes/${first.id}`)).expect(200);
    expect((await decide(cityOfficer, first.id)).refusal).toEqual([403, 'decided_above']);
    (await decide(hebei, first.id, { decision: 'RETURN', reason: '等待批复' })).expect(204);

    const { id: changeId } = (await move(asking, county!.id, other!.id)).expect(201);
    expect((await decideMove(asking, changeId)).refusal).toEqual([403, 'own_request']);
    const listed = (await deciding.get('/api/platform/unit-moves?state=PENDING')).expect(200);
    expect(listed.items).toMatchObject([{ id: changeId, reason: '区划调整' }]);
    const answers = await Promise.all([decideMove(deciding, changeId), decide(hebei, changeId)]);
    expect(answers.map((answer) => answer.body.code ?? answer.status).sort()).toEqual([204, 'change_closed']);

    await world.settle();
    const told = async (who: Person) => {
      const { items } = (await who.get('/api/volunteer/inbox?limit=50')).expect(200);
      return items
        .map(({ title }: { title: string }) => title)
        .filter((title: string) => /上级已变更|已划出|已划入/.test(title));
    };
    expect(await told(countyOfficer)).toEqual(['本级科协的上级已变更']);
    expect(await told(cityOfficer)).toEqual(['一个下级科协已划出']);
    expect(await told(otherOfficer)).toEqual(['一个下级科协已划入']);
    expect(await told(both)).toEqual(['一个下级科协已划出']);
    // Neither the units around nor who asked.
    for (const who of [beijing, asking]) expect(await told(who)).toEqual([]);

    const moved = await rowOf(county!.id);
    expect(moved).toMatchObject({ territoryParentId: other!.id, systemParentId: other!.id });
    expect(moved.territoryPath).toBe(`${other!.territoryPath}${county!.id}/`);
    expect(moved.systemPath).toBe(`${other!.systemPath}${county!.id}/`);
    expect((await rowOf(below.id)).territoryPath).toBe(`${moved.territoryPath}${below.id}/`);
    (await otherOfficer.get(`/api/unit/organizations/${below.id}`)).expect(200);
    const lost = await cityOfficer.get(`/api/unit/organizations/${below.id}`);
    expect(lost.refusal).toEqual([403, 'out_of_scope']);
    const entries = await world.database.manager.findBy(AuditEntry, { subjectId: county!.id });
    expect(entries.map(({ action }) => action)).toEqual([
      'organization-change.returned',
      'unit.moved',
      'organization-change.approved',
    ]);
  });

  it('keeps every path in order when a unit and the one above it move at the same time', async () => {
    const [county, city, to] = await Promise.all(
      ['130102', '130200', '110000'].map((code) => world.staff.unit(code)),
    );
    const [asking, deciding] = [await world.platformAdmin(), await world.platformAdmin()];
    const back = await world.staff.unit('130100');
    const ids: string[] = [];
    for (const [unitId, parentId] of [
      [county!.id, back.id],
      [city!.id, to!.id],
    ] as const) {
      ids.push((await move(asking, unitId, parentId)).expect(201).id);
    }
    const answers = await Promise.all(ids.map((id) => decideMove(deciding, id)));
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    const rows = await world.database.manager.find(Organization);
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const row of rows) {
      const parents = [row.territoryParentId, row.systemParentId].map((id) => byId.get(id ?? ''));
      expect([row.name, row.territoryPath, row.systemPath]).toEqual([
        row.name,
        `${parents[0]?.territoryPath ?? '/'}${row.id}/`,
        `${parents[1]?.systemPath ?? '/'}${row.id}/`,
      ]);
    }
    expect(byId.get(city!.id)!.territoryPath.startsWith(to!.territoryPath)).toBe(true);
    const tree = new OrganizationTree();
    const circle = await Promise.allSettled(
      [
        [city!.id, back.id],
        [back.id, city!.id],
      ].map(([id, parentId]) => world.database.transaction((tx) => tree.moveUnit(tx, id!, parentId!))),
    );
    expect(circle.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
