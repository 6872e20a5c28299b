import { Following, Membership } from '../../server/memberships';
import { Organization } from '../../server/organizations';
import { AuditEntry } from '../../server/platform/audit';
import type { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import { createWorld, type World } from '../support/world';

describe('joining', () => {
  let world: World;
  let admin: Person;
  let team: TestOrganization;
  beforeAll(async () => {
    world = await createWorld();
    admin = await world.person('管理员').register();
    team = await world.organization({ admin, joinMode: 'REVIEW' });
  });
  afterAll(() => world.stop());

  const join = (person: Person, organizationId = team.id, body: object = {}) =>
    person.post(`/api/volunteer/organizations/${organizationId}/memberships`, body);
  const leave = (person: Person, organizationId = team.id) =>
    person.post(`/api/volunteer/organizations/${organizationId}/departure`);
  const members = (person: Person, state = 'ACTIVE', organizationId = team.id) =>
    person.get(`/api/organizer/organizations/${organizationId}/members?state=${state}`);
  const review = (person: Person, membershipId: string, body: object, organizationId = team.id) =>
    person.post(`/api/organizer/organizations/${organizationId}/members/${membershipId}/review`, body);
  const memberCount = async (id = team.id) =>
    (await world.database.manager.findOneByOrFail(Organization, { id })).memberCount;
  const follows = (person: Person, organizationId = team.id) =>
    world.database.manager.existsBy(Following, { organizationId, volunteerId: person.volunteerId });

  it('asks the admins, who see only masked numbers, and counts and follows on admission', async () => {
    const person = await world.person('钱进').register();
    const before = await memberCount();
    const applied = (await join(person, team.id, { remark: '中学物理教师' })).expect(201);
    expect(applied).toMatchObject({ state: 'APPLIED', role: 'MEMBER', organizationName: team.name });
    expect([await memberCount(), await follows(person)]).toEqual([before, false]);

    const waiting = (await members(admin, 'APPLIED')).expect(200).items;
    expect(waiting).toMatchObject([
      {
        id: applied.id,
        name: '钱进',
        volunteerNumber: person.number,
        phone: `${person.phone.slice(0, 3)}****${person.phone.slice(-4)}`,
        remark: '中学物理教师',
      },
    ]);
    (await review(admin, applied.id, { decision: 'APPROVE' })).expect(204);
    expect([await memberCount(), await follows(person)]).toEqual([before + 1, true]);
    expect((await person.get('/api/volunteer/memberships')).expect(200).items).toMatchObject([
      { id: applied.id, state: 'ACTIVE' },
    ]);
    expect((await review(admin, applied.id, { decision: 'APPROVE' })).refusal).toEqual([
      409,
      'membership_state_changed',
    ]);
    expect(await memberCount()).toBe(before + 1);
    const entries = await world.database.manager.findBy(AuditEntry, { subjectId: applied.id });
    expect(entries.map(({ action }) => action)).toEqual(['membership.approved']);
  });

  it('rejects with a reason that the volunteer sees, and they may apply again', async () => {
    const person = await world.person('孙立').register();
    const { id } = (await join(person)).expect(201);
    expect((await review(admin, id, { decision: 'REJECT' })).refusal).toEqual([400, 'reason_required']);
    (await review(admin, id, { decision: 'REJECT', reason: '请先参加一次培训' })).expect(204);
    expect((await person.get('/api/volunteer/memberships')).body.items).toMatchObject([
      { state: 'REJECTED', stateReason: '请先参加一次培训' },
    ]);
    (await join(person)).expect(201);
  });

  it('lets only its own admins see and decide (R63)', async () => {
    const person = await world.person('李想').register();
    const { id } = (await join(person)).expect(201);
    const stranger = await world.person('别的管理员').register();
    const other = await world.organization({ admin: stranger });
    for (const who of [person, stranger, await world.officer('110105')]) {
      expect((await members(who)).refusal).toEqual([403, 'not_organization_admin']);
      expect((await review(who, id, { decision: 'APPROVE' })).refusal).toEqual([
        403,
        'not_organization_admin',
      ]);
    }
    // An admin elsewhere cannot reach the membership through their own organization.
    expect((await review(stranger, id, { decision: 'APPROVE' }, other.id)).refusal).toEqual([
      404,
      'membership_not_found',
    ]);
    expect((await world.anonymous.get(`/api/organizer/organizations/${team.id}/members`)).refusal).toEqual([
      401,
      'session_missing',
    ]);
  });

  it('refuses members to an organization of the old system until it is linked (R14)', async () => {
    await world.database.manager.update(Organization, { id: team.id }, { linkState: 'UNLINKED' });
    expect((await members(admin)).refusal).toEqual([403, 'organization_not_linked']);
    await world.database.manager.update(Organization, { id: team.id }, { linkState: 'LINKED' });
    (await members(admin)).expect(200);
  });

  it('admits at once where joining is open, once per person however often they tap', async () => {
    const open = await world.organization({ admin: await world.person('开放').register(), joinMode: 'OPEN' });
    const person = await world.person('急性子').register();
    const answers = await Promise.all(Array.from({ length: 6 }, () => join(person, open.id)));
    const outcomes = answers.map((answer) => answer.body.code ?? answer.status).sort();
    expect(outcomes).toEqual([201, ...Array(5).fill('already_member')]);
    expect([await memberCount(open.id), await follows(person, open.id)]).toEqual([2, true]);
  });

  it.each([
    ['nobody registered', async () => world.person('路人').logIn(), () => team.id, [403, 'not_registered']],
    [
      'a minor before consent',
      async () =>
        world.person('少年').register({
          birthDay: '2010-06-01',
          guardian: { name: '家长', phone: '13800000003' },
        }),
      () => team.id,
      [403, 'not_verified'],
    ],
    [
      'no such organization',
      async () => world.person('甲').register(),
      () => '0'.repeat(26),
      [404, 'organization_not_found'],
    ],
  ])('refuses %s', async (_, someone, organizationId, refusal) => {
    expect((await join(await someone(), organizationId())).refusal).toEqual(refusal);
  });

  it('refuses to join a CAST unit', async () => {
    const { id } = await world.staff.unit('110105');
    const person = await world.person('乙').register();
    expect((await join(person, id)).refusal).toEqual([409, 'organization_inactive']);
  });

  it('ends in one call, keeps history, and withdraws what is still waiting', async () => {
    const person = await world.person('吴迪').register();
    const before = await memberCount();
    const { id } = (await join(person)).expect(201);
    (await leave(person)).expect(204);
    expect((await leave(person)).refusal).toEqual([404, 'membership_not_found']);
    expect(await memberCount()).toBe(before);

    const again = (await join(person)).expect(201);
    (await review(admin, again.id, { decision: 'APPROVE' })).expect(204);
    const answers = await Promise.all([leave(person), leave(person), leave(person)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
    expect(await memberCount()).toBe(before);
    const history = (await person.get('/api/volunteer/memberships')).body.items;
    expect(history.map((each: { id: string; state: string }) => [each.id, each.state])).toEqual([
      [again.id, 'LEFT'],
      [id, 'LEFT'],
    ]);
  });

  it('is followed without joining, stopped, and followed twice as once', async () => {
    const person = await world.person('关注者').register();
    const path = `/api/volunteer/organizations/${team.id}/following`;
    await Promise.all([person.put(path), person.put(path), person.put(path)]);
    expect((await person.get('/api/volunteer/followings')).expect(200).items).toMatchObject([
      { organizationId: team.id, organizationName: team.name },
    ]);
    (await person.delete(path)).expect(204);
    (await person.delete(path)).expect(204);
    expect((await person.get('/api/volunteer/followings')).body.items).toEqual([]);
    const newcomer = await world.person('未注册').logIn();
    expect((await newcomer.put(path)).refusal).toEqual([403, 'not_registered']);
  });
});

describe('room for memberships (R12)', () => {
  let world: World;
  const teams: TestOrganization[] = [];
  beforeAll(async () => {
    world = await createWorld();
    for (let index = 0; index < 8; index++) {
      const admin = await world.person(`管理员${index}`).register();
      teams.push(await world.organization({ admin, joinMode: index % 2 ? 'OPEN' : 'REVIEW' }));
    }
  });
  afterAll(() => world.stop());

  const join = (person: Person, { id }: TestOrganization) =>
    person.post(`/api/volunteer/organizations/${id}/memberships`);
  const found = async (person: Person) =>
    person.post(
      '/api/organizer/organizations',
      world.staff.applicationForm(await world.staff.unit('110105')),
    );
  const openOf = (person: Person) =>
    world.database.manager
      .createQueryBuilder(Membership, 'membership')
      .where('membership.volunteerId = :id AND membership.openKey IS NOT NULL', { id: person.volunteerId })
      .getCount();

  it('is exactly five, pending included, when eight are asked for at the same time', async () => {
    const person = await world.person('热心人').register();
    const answers = await Promise.all(teams.map((team) => join(person, team)));
    const outcomes = answers.map((answer) => answer.body.code ?? answer.status).sort();
    expect(outcomes).toEqual([201, 201, 201, 201, 201, ...Array(3).fill('too_many_memberships')]);
    expect(await openOf(person)).toBe(5);

    const [first] = (await person.get('/api/volunteer/memberships')).body.items;
    const refused = teams.find((_, index) => answers[index]!.status === 409)!;
    expect((await join(person, refused)).refusal).toEqual([409, 'too_many_memberships']);
    (await person.post(`/api/volunteer/organizations/${first.organizationId}/departure`)).expect(204);
    (await join(person, refused)).expect(201);
  });

  it('counts organizations that somebody is founding, also in parallel, and approval never goes beyond it', async () => {
    const person = await world.person('创办人').register();
    const answers = await Promise.all([
      ...teams.slice(0, 4).map((team) => join(person, team)),
      ...Array.from({ length: 4 }, () => found(person)),
    ]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(({ refusal }) => refusal[1]))).toEqual(
      new Set(['too_many_memberships']),
    );
    const officer = await world.officer('110105');
    const checklist = {
      nameProper: true,
      parentCorrect: true,
      principalConfirmed: true,
      purposePublic: true,
    };
    for (const answer of answers.slice(4).filter(({ status }) => status === 201)) {
      const path = `/api/unit/organizations/${answer.body.id}/review`;
      (await officer.post(path, { decision: 'APPROVE', checklist })).expect(204);
    }
    await world.settle();
    expect(await openOf(person)).toBe(5);
    expect((await join(person, teams[7]!)).refusal).toEqual([409, 'too_many_memberships']);
  });
});
