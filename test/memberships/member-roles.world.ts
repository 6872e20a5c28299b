import { Membership } from '../../server/memberships';
import { Organization } from '../../server/organizations';
import { AuditEntry } from '../../server/platform/audit';
import { insertRows } from '../../server/platform/database';
import { newId } from '../../server/platform/ids';
import type { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import { createWorld, type World } from '../support/world';

describe('admins of an organization', () => {
  let world: World;
  let admin: Person;
  let team: TestOrganization;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    admin = await world.person('管理员').register();
    team = await world.organization({ admin, joinMode: 'OPEN' });
  });
  afterAll(() => world.stop());

  const base = () => `/api/organizer/organizations/${team.id}`;
  const member = async (name: string): Promise<{ person: Person; id: string }> => {
    const person = await world.person(name).register();
    const { id } = (await person.post(`/api/volunteer/organizations/${team.id}/memberships`)).expect(201);
    return { person, id };
  };
  const setRole = (who: Person, id: string, role: string) =>
    who.put(`${base()}/members/${id}/role`, { role });
  const ownId = async (person: Person) =>
    (
      await world.database.manager.findOneByOrFail(Membership, {
        openKey: `${team.id}:${person.volunteerId}`,
      })
    ).id;
  const admins = () =>
    world.database.manager.countBy(Membership, { organizationId: team.id, state: 'ACTIVE', role: 'ADMIN' });
  const memberCount = async () =>
    (await world.database.manager.findOneByOrFail(Organization, { id: team.id })).memberCount;

  /** Members without faces, for counts only. */
  async function fillTo(total: number): Promise<void> {
    const missing = total - (await memberCount());
    const now = world.clock.now();
    const rows = Array.from({ length: missing }, () => {
      const volunteerId = newId();
      return {
        id: newId(),
        organizationId: team.id,
        volunteerId,
        openKey: `${team.id}:${volunteerId}`,
        role: 'MEMBER' as const,
        origin: 'APPLY' as const,
        state: 'ACTIVE' as const,
        appliedAt: now,
        joinedAt: now,
      };
    });
    await insertRows(world.database.manager, Membership, rows);
    await world.database.manager.update(Organization, { id: team.id }, { memberCount: total });
  }

  it('are as many as the member count allows, exactly, under parallel promotion (R13)', async () => {
    const candidates = await Promise.all(['甲', '乙', '丙', '丁'].map(member));
    await fillTo(100);
    expect((await setRole(admin, candidates[0]!.id, 'ADMIN')).refusal).toEqual([409, 'admins_full']);
    await fillTo(201);
    const answers = await Promise.all(candidates.map(({ id }) => setRole(admin, id, 'ADMIN')));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 204, 409, 409]);
    expect(await admins()).toBe(3);
  });

  it('stay when the member count falls, but no other is added (R13)', async () => {
    const [second, third] = await Promise.all([member('甲'), member('乙')]);
    await fillTo(101);
    (await setRole(admin, second.id, 'ADMIN')).expect(204);
    (await third.person.post(`/api/volunteer/organizations/${team.id}/departure`)).expect(204);
    expect([await memberCount(), await admins()]).toEqual([100, 2]);
    const fourth = await member('丙');
    expect((await setRole(admin, fourth.id, 'ADMIN')).refusal).toEqual([409, 'admins_full']);
    (await second.person.get(`${base()}/members?state=APPLIED`)).expect(200);
  });

  it('never become none: the last one cannot leave, step down or be removed, also at the same time', async () => {
    const own = await ownId(admin);
    const departure = `/api/volunteer/organizations/${team.id}/departure`;
    expect((await admin.post(departure)).refusal).toEqual([409, 'last_admin']);
    expect((await setRole(admin, own, 'MEMBER')).refusal).toEqual([409, 'last_admin']);
    const removal = `${base()}/members/${own}/removal`;
    expect((await admin.post(removal, { reason: '误操作' })).refusal).toEqual([409, 'last_admin']);

    const second = await member('甲');
    await fillTo(101);
    (await setRole(admin, second.id, 'ADMIN')).expect(204);
    // Either may go, not both; demoting the other one first would let them leave as a plain member.
    const answers = await Promise.all([admin.post(departure), second.person.post(departure)]);
    expect(answers.map((answer) => answer.body.code ?? answer.status).sort()).toEqual([204, 'last_admin']);
    expect(await admins()).toBe(1);
  });

  it('never become none when they demote each other at the same time', async () => {
    const [own, second] = [await ownId(admin), await member('甲')];
    await fillTo(101);
    (await setRole(admin, second.id, 'ADMIN')).expect(204);
    const answers = await Promise.all([
      setRole(admin, second.id, 'MEMBER'),
      setRole(second.person, own, 'MEMBER'),
    ]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(await admins()).toBe(1);
  });

  it('hand over where one is the limit, in one step that is audited', async () => {
    const { person, id } = await member('接班人');
    (await admin.post(`${base()}/admin-handovers`, { membershipId: id })).expect(204);
    (await person.get(`${base()}/members`)).expect(200);
    expect((await admin.get(`${base()}/members`)).refusal).toEqual([403, 'not_organization_admin']);
    expect((await admin.post(`${base()}/admin-handovers`, { membershipId: id })).refusal).toEqual([
      403,
      'not_organization_admin',
    ]);
    expect((await person.post(`${base()}/admin-handovers`, { membershipId: id })).refusal).toEqual([
      409,
      'role_unchanged',
    ]);
    expect(await admins()).toBe(1);
    const entries = await world.database.manager.findBy(AuditEntry, { subjectId: id });
    expect(entries.map(({ action }) => action)).toEqual(['membership.promoted']);
  });

  it('remove a member with a reason that is shown; the member is out at once', async () => {
    const { person, id } = await member('离队');
    const before = await memberCount();
    const removal = `${base()}/members/${id}/removal`;
    expect((await admin.post(removal, {})).refusal).toEqual([400, 'invalid_input']);
    expect((await person.post(removal, { reason: '自己动手' })).refusal).toEqual([
      403,
      'not_organization_admin',
    ]);
    (await admin.post(removal, { reason: '长期不参加活动' })).expect(204);
    expect((await admin.post(removal, { reason: '再次' })).refusal).toEqual([
      409,
      'membership_state_changed',
    ]);
    expect(await memberCount()).toBe(before - 1);
    const [own] = (await person.get('/api/volunteer/memberships')).body.items;
    expect(own).toMatchObject({ state: 'REMOVED', stateReason: '长期不参加活动' });
  });

  it('are first named by a reviewing unit where there is none, once', async () => {
    const society = await world.database.manager.findOneByOrFail(Organization, { legacyNumber: 'A-01' });
    const path = `/api/unit/organizations/${society.id}/first-admin`;
    const [one, other] = [await world.person('秘书长').register(), await world.person('干事').register()];
    const national = await world.officer('000000');
    const beside = await world.officer('110105');
    const naming = (who: Person, whom: Person) => who.post(path, { volunteerNumber: whom.number });
    expect((await naming(beside, one)).refusal).toEqual([403, 'out_of_scope']);
    const unknown = await national.post(path, { volunteerNumber: 'V0000000000' });
    expect(unknown.refusal).toEqual([404, 'volunteer_not_found']);

    const answers = await Promise.all([naming(national, one), naming(national, other)]);
    const outcomes = answers.map((answer) => answer.body.code ?? answer.status).sort();
    expect(outcomes).toEqual([204, 'has_admin']);
    const named = answers[0]!.status === 204 ? one : other;
    (await named.get(`/api/organizer/organizations/${society.id}/members`)).expect(200);
    const { memberCount: members } = await world.database.manager.findOneByOrFail(Organization, {
      id: society.id,
    });
    expect(members).toBe(1);
  });
});
