import type { EntityTarget } from 'typeorm';
import { checkLedger } from '../../scripts/check-ledger';
import { Activity } from '../../server/activities';
import { CloseOut } from '../../server/close-outs';
import { Organization } from '../../server/organizations';
import { DAY, HOUR, shanghaiDay } from '../../server/platform/clock';
import { newId } from '../../server/platform/ids';
import { LedgerEntry, ServiceRecord } from '../../server/service-hours';
import { Figures, VolunteerFigures } from '../../server/statistics';
import type { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import { createWorld, type World } from '../support/world';

describe('statistics and the showcase', () => {
  let world: World;
  let admin: Person;
  let organization: TestOrganization;
  let volunteer: Person;
  let officer: Person;
  let activityId: string;

  beforeAll(async () => {
    world = await createWorld();
    world.clock.set(new Date('2026-11-02T09:00:00+08:00'));
    admin = await world.person('组织管理员').register();
    volunteer = await world.person('周有恒').register({ areaCode: '110105' });
    organization = await world.organization({ admin, name: '=科普先锋队' });
    officer = await world.officer('110105');
    activityId = await world.activity({ organization, admin });
    world.advance(2 * DAY);
    await record(600);
    await midnight();
  });
  afterAll(() => world.stop());

  /** Minutes become effective as they do after publicity. */
  async function record(minutes: number, who = volunteer, state: ServiceRecord['state'] = 'EFFECTIVE') {
    const now = world.clock.now();
    const row = {
      ...{ id: newId(), activityId, organizationId: organization.id, volunteerId: who.volunteerId, minutes },
      ...{
        day: '2026-11-03',
        startAt: now,
        endAt: now,
        content: '讲解',
        source: 'CHECKED_IN',
        createdAt: now,
      },
      ...{ reviewLevel: 'ORGANIZATION', state, stateSince: now },
    } as unknown as ServiceRecord;
    await world.database.transaction(async (tx) => {
      await tx.manager.insert(ServiceRecord, row);
      const { id: recordId, volunteerId, day } = row;
      if (state !== 'EFFECTIVE') return;
      const entry = { id: newId(), volunteerId, recordId, kind: 'GRANT' as const, minutes, day, at: now };
      await tx.manager.insert(LedgerEntry, entry);
      tx.emit('service-record.effective', { recordId, volunteerId, minutes });
    });
    return row;
  }
  async function midnight() {
    await world.settle();
    await world.runSchedules();
  }
  const publicly = async (path: string) => (await world.anonymous.get(`/api/public${path}`)).expect(200);
  const consent = (person: Person, granted: boolean) =>
    person.put('/api/volunteer/consents/SHOWCASE', { granted });

  it('tells the country, its areas and organizations, and as of when (R80, R82)', async () => {
    const asOf = world.clock.now().getTime();
    const country = await publicly('/figures?from=2026-11-01&to=2026-11-04');
    expect(country.periods.map((period: { period: string }) => period.period)).toHaveLength(4);
    expect(country.range).toMatchObject({
      activitiesPublished: 1,
      activitiesHeld: 1,
      organizations: 1,
      minutes: 600,
    });
    expect(Math.abs(Date.parse(country.asOf) - asOf)).toBeLessThan(HOUR);
    expect((await publicly('/figures?areaCode=110105')).total).toMatchObject({
      minutes: 600,
      organizations: 1,
    });
    expect((await publicly('/figures?areaCode=130000')).total).toMatchObject({
      minutes: 0,
      organizations: 0,
    });
    const { items } = await publicly('/figures/areas?period=2026-11');
    expect(items).toHaveLength(34);
    expect(items[0]).toMatchObject({ areaCode: '110000', name: '北京市', minutes: 600 });
    const own = (await admin.get(`/api/organizer/organizations/${organization.id}/figures`)).expect(200);
    expect(own).toMatchObject({ name: organization.name, total: { minutes: 600, activitiesHeld: 1 } });
    expect(own.periods).toHaveLength(12);
    expect(await publicly(`/organizations/${organization.id}/figures`)).toEqual({
      asOf: country.asOf,
      activitiesHeld: 1,
      attended: 0,
      peopleServed: 0,
      minutes: 600,
    });
    const nobody = `/api/public/organizations/${newId()}/figures`;
    expect((await world.anonymous.get(nobody)).refusal).toEqual([404, 'organization_not_found']);
  });

  it('tells oneself at once, everybody else at midnight (R82)', async () => {
    await record(60);
    await world.settle();
    const mine = (await volunteer.get('/api/volunteer/figures')).expect(200);
    expect(mine).toMatchObject({ minutes: 660, minutesThisYear: 660, activities: 1, shown: false });
    expect((await publicly('/figures')).total.minutes).toBe(600);
    await midnight();
    expect((await publicly('/figures')).total.minutes).toBe(660);
  });

  it('proves what is kept, and names the one figure that is wrong', async () => {
    const check = async () => {
      const said: string[] = [];
      return [await checkLedger(world.database, (line) => said.push(line)), ...said];
    };
    const well = [
      0,
      'the ledger and the figures agree with the records: 660 effective minutes of 1 volunteers',
    ];
    expect(await check()).toEqual(well);
    const { manager } = world.database;
    const ofTeam = { scope: 'ORGANIZATION', scopeId: organization.id } as const;
    const whose = `ORGANIZATION ${organization.id}`;
    const corruptions: [EntityTarget<object>, object, string, string[]][] = [
      [Figures, { ...ofTeam, period: 'ALL' }, 'minutes', [`${whose} ALL minutes: 661 kept, 660 counted`]],
      [
        Figures,
        { ...ofTeam, period: '2026-11-03' },
        'minutes',
        [
          `${whose} 2026-11-03 minutes: 661 kept, 660 counted`,
          // The month is not what its days add up to then.
          `${whose} 2026-11 minutes: 660 kept, 661 counted`,
        ],
      ],
      [
        VolunteerFigures,
        { volunteerId: volunteer.volunteerId, period: '2026' },
        'minutes',
        [`volunteer ${volunteer.volunteerId} 2026 minutes: 661 kept, 660 counted`],
      ],
      [Organization, { id: organization.id }, 'memberCount', [`${whose} memberCount: 2 kept, 1 counted`]],
      [
        Activity,
        { id: activityId },
        'takenPlaces',
        [`ACTIVITY ${activityId} takenPlaces: 1 kept, 0 counted`],
      ],
    ];
    for (const [entity, which, column, lines] of corruptions) {
      await manager.increment(entity, which, column, 1);
      expect(await check()).toEqual([1, ...lines]);
      await manager.decrement(entity, which, column, 1);
    }
    expect(await check()).toEqual(well);
  });

  it('counts who was served as the close-out says, and follows its correction', async () => {
    const own = `/api/organizer/activities/${activityId}`;
    const served = async () => (await publicly('/figures?areaCode=110105&from=2026-11&to=2026-11')).range;
    const ofTeam = async () => (await publicly(`/organizations/${organization.id}/figures`)).peopleServed;
    expect((await served()).peopleServed).toBe(0);
    (await admin.post(`${own}/closing`, { peopleServed: 60 })).expect(204);
    await midnight();
    expect([(await served()).peopleServed, await ofTeam()]).toEqual([60, 60]);
    const correction = { peopleServed: 45, reason: '有一个班没有来' };
    (await admin.put(`${own}/close-out`, correction)).expect(204);
    await midnight();
    expect([(await served()).peopleServed, await ofTeam()]).toEqual([45, 45]);
    // A correction that nothing counted is found.
    const said: string[] = [];
    const { manager } = world.database;
    await manager.update(CloseOut, { activityId }, { peopleServed: 46 });
    expect(await checkLedger(world.database, (line) => said.push(line))).toBe(1);
    expect(said).toContain(`ORGANIZATION ${organization.id} 2026-11-03 peopleServed: 45 kept, 46 counted`);
    await manager.update(CloseOut, { activityId }, { peopleServed: 45 });
    expect(await checkLedger(world.database, () => {})).toBe(0);
  });

  it('counts somebody where they live now', async () => {
    const live = (areaCode: string) =>
      volunteer.put('/api/volunteer/profile', { areaCode, serviceCategories: [], profile: {} });
    const volunteersOf = async (areaCode: string) =>
      (await publicly(`/figures?areaCode=${areaCode}`)).total.volunteers;
    const before = await volunteersOf('110105');
    (await live('130102')).expect(204);
    await midnight();
    expect([await volunteersOf('110105'), await volunteersOf('130102')]).toEqual([before - 1, 1]);
    (await live('110105')).expect(204);
    await midnight();
  });

  it('shows volunteers masked and only with their consent, by undisputed hours', async () => {
    expect((await publicly('/showcase/volunteers')).items).toEqual([]);
    (await consent(volunteer, true)).expect(204);
    const busier = await world.person('吴不让').register();
    const disputed = await record(900, busier);
    (await consent(busier, true)).expect(204);
    await midnight();
    expect((await publicly('/showcase/volunteers?areaCode=110000&period=2026')).items).toEqual([
      { name: '吴**', areaName: '北京市朝阳区', minutes: 900, activities: 1 },
      { name: '周**', areaName: '北京市朝阳区', minutes: 660, activities: 1 },
    ]);
    expect((await publicly('/showcase/volunteers?areaCode=130000')).items).toEqual([]);

    const path = `/api/volunteer/service-records/${disputed.id}/reports`;
    (await volunteer.post(path, { reason: '当天没有见到他' })).expect(204);
    await midnight();
    const { items } = await publicly('/showcase/volunteers?period=2026-11');
    expect(items.map((item: { name: string }) => item.name)).toEqual(['周**']);
    expect((await publicly('/showcase/organizations')).items).toMatchObject([
      { organizationId: organization.id, minutes: 660, memberCount: 1 },
    ]);
    (await consent(volunteer, false)).expect(204);
    expect((await publicly('/showcase/volunteers')).items).toEqual([]);
    (await consent(volunteer, true)).expect(204);
  });

  it('honours those who reach what is published, and nobody else (R81)', async () => {
    expect(await publicly('/showcase/honours')).toEqual({
      volunteer: { activities: 10, minutes: 1200 },
      organization: { people: 20, activities: 50, minutesPerHead: 300, minutes: 6000 },
    });
    const set = (activities: number, minutes: number) =>
      world.database.manager.query(
        `UPDATE volunteer_figures SET activities = ${activities}, minutes = ${minutes} WHERE grain = 'YEAR'`,
      );
    for (const [activities, minutes, count] of [
      [9, 1200, 0],
      [10, 1199, 0],
      [10, 1200, 1],
    ]) {
      await set(activities!, minutes!);
      const { items } = await publicly('/showcase/volunteers?period=2026&honoured=true');
      expect(items).toHaveLength(count!);
    }
    const reach = (people: number, activities: number, minutes: number) =>
      Promise.all([
        world.database.manager.query(
          `UPDATE organizations SET member_count = ${people} WHERE kind = 'ORGANIZATION'`,
        ),
        world.database.manager.query(
          `UPDATE figures SET activities_held = ${activities}, minutes = ${minutes} WHERE grain = 'YEAR'`,
        ),
      ]);
    for (const [people, activities, minutes, count] of [
      [19, 50, 6000, 0],
      [20, 49, 6000, 0],
      [20, 50, 5999, 0],
      [21, 50, 6000, 0],
      [20, 50, 6000, 1],
    ]) {
      await reach(people!, activities!, minutes!);
      const { items } = await publicly('/showcase/organizations?period=2026&honoured=true');
      expect(items).toHaveLength(count!);
    }
  });

  it('lets a unit read and take away its own area and nothing beside it', async () => {
    const neighbour = await world.officer('110106');
    const city = await world.officer('110000');
    const own = (await officer.get('/api/unit/figures')).expect(200);
    expect(own.name).toBe('北京市朝阳区');
    expect(own.total.minutes).toBe(660);
    (await city.get('/api/unit/figures?areaCode=110105')).expect(200);
    expect(
      (await city.get('/api/unit/figures/areas?period=2026-11')).expect(200).items.length,
    ).toBeGreaterThan(10);
    expect((await officer.get('/api/unit/figures/organizations')).expect(200).items).toMatchObject([
      { organizationId: organization.id, minutes: 660 },
    ]);
    expect((await neighbour.get('/api/unit/figures/organizations')).expect(200).items).toEqual([]);
    const refusals = [
      await neighbour.get('/api/unit/figures?areaCode=110105'),
      await neighbour.get('/api/unit/figures/areas?areaCode=110000'),
      await neighbour.get('/api/unit/figures/export?kind=AREAS&format=csv&areaCode=110105'),
      await neighbour.get(`/api/unit/organizations/${organization.id}/figures`),
      await officer.get('/api/unit/figures?areaCode=000000'),
      await volunteer.get('/api/unit/figures'),
      await volunteer.get(`/api/organizer/organizations/${organization.id}/figures`),
      await officer.post('/api/platform/figures/refreshes', { from: '2026-11-01', to: '2026-11-02' }),
    ].map(({ refusal }) => refusal);
    expect(refusals).toEqual([
      [403, 'out_of_scope'],
      [403, 'out_of_scope'],
      [403, 'out_of_scope'],
      [403, 'out_of_scope'],
      [403, 'out_of_scope'],
      [403, 'not_unit_officer'],
      [403, 'not_organization_admin'],
      [403, 'not_platform_admin'],
    ]);
  });

  it('exports neutralized cells, logged (R64)', async () => {
    const path = '/api/unit/figures/export?kind=ORGANIZATIONS';
    const csv = (await officer.get(`${path}&format=csv`)).expect(200);
    expect(csv).toContain('"\'=科普先锋队"');
    expect(csv).toContain('"11.00"');
    const answer = await officer.get(`${path}&format=xlsx`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('spreadsheetml');
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    const years = await officer.get('/api/unit/figures/export?kind=PERIODS&format=csv&from=2026&to=2026');
    // With who was served.
    expect(years.expect(200)).toMatch(/服务对象（人次）[\s\S]*"2026",.*"45","/);
    (await officer.get('/api/unit/figures/export?kind=AREAS&format=csv')).expect(200);
    const rows = await world.database.manager.query(
      "SELECT detail FROM audit_entries WHERE action = 'figures.exported'",
    );
    expect(rows).toHaveLength(4);
  });

  it.each([
    ['/figures?from=2026-13-01&to=2026-13-02', [400, 'invalid_input']],
    ['/figures?from=2026-02-30&to=2026-03-01', [400, 'no_such_day']],
    ['/figures?from=2026-02&to=2026-03-01', [400, 'periods_differ']],
    ['/figures?from=2026-03&to=2026-02', [400, 'range_order']],
    ['/figures?from=2020-01-01&to=2026-02-01', [400, 'range_too_long']],
    ['/figures?from=2026-01', [400, 'range_incomplete']],
    ['/figures?areaCode=999999', [400, 'unknown_area']],
    ['/figures/areas?areaCode=12', [400, 'invalid_input']],
    ['/showcase/volunteers?period=2026-11-01', [400, 'invalid_input']],
    ['/showcase/organizations?limit=51', [400, 'invalid_input']],
    ['/showcase/volunteers?cursor=xyz', [400, 'invalid_cursor']],
  ])('refuses %s', async (path, refusal) => {
    expect((await world.anonymous.get(`/api/public${path}`)).refusal).toEqual(refusal);
  });

  it('counts a range again when the platform asks', async () => {
    const platform = await world.platformAdmin();
    await world.database.manager.query("UPDATE figures SET minutes = 1 WHERE scope = 'AREA'");
    const today = shanghaiDay(world.clock.now());
    (await platform.post('/api/platform/figures/refreshes', { from: '2026-11-01', to: today })).expect(204);
    await world.settle();
    expect((await publicly('/figures')).total.minutes).toBe(660);
    const { refusal } = await platform.post('/api/platform/figures/refreshes', {
      from: today,
      to: '2026-11-01',
    });
    expect(refusal).toEqual([400, 'range_order']);
  });
});
