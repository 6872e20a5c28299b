import { cellText, readSheet } from '../../server/platform/sheets';
import type { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import { createWorld, type World } from '../support/world';

describe('the office of an organization', () => {
  let world: World;
  let admin: Person;
  let team: TestOrganization;
  let base: string;
  beforeAll(async () => {
    world = await createWorld();
    admin = await world.person('林晓').register();
    team = await world.organization({ admin, joinMode: 'REVIEW' });
    base = `/api/organizer/organizations/${team.id}`;
    for (const name of ['=赵一', '钱二']) {
      const person = await world.person(name).register({ name });
      (await person.post(`/api/volunteer/organizations/${team.id}/memberships`)).expect(201);
    }
    const { items } = (await admin.get(`${base}/members?state=APPLIED`)).expect(200);
    for (const { id } of items.slice(0, 1)) {
      (await admin.post(`${base}/members/${id}/review`, { decision: 'APPROVE' })).expect(204);
    }
    await world.settle();
  });
  afterAll(() => world.stop());

  it('counts members, applicants, followers and admins', async () => {
    expect((await admin.get(`${base}/summary`)).expect(200)).toEqual({
      members: 2,
      applicants: 1,
      followers: 2,
      admins: 1,
      allowedAdmins: 1,
    });
  });

  it('finds members by name, number and role', async () => {
    const names = async (query: string) =>
      (await admin.get(`${base}/members?${query}`))
        .expect(200)
        .items.map(({ name }: { name: string }) => name);
    expect(await names('text=%E8%B5%B5')).toEqual(['=赵一']);
    expect(await names(`text=${admin.number}`)).toEqual(['林晓']);
    expect(await names('role=ADMIN')).toEqual(['林晓']);
    expect(await names('text=%25')).toEqual([]);
    expect(await names('state=APPLIED&text=%E9%92%B1')).toEqual(['钱二']);
  });

  it('gives the list of members as a sheet without formulas and without whole phone numbers', async () => {
    const response = await fetch(`${world.url}${base}/member-sheet?state=ACTIVE`, {
      headers: { authorization: `Bearer ${admin.token}` },
    });
    expect(response.status).toBe(200);
    expect(decodeURIComponent(response.headers.get('content-disposition')!)).toContain('成员名单');
    const content = Buffer.from(await response.arrayBuffer());
    const cells: string[][] = [];
    for await (const rows of readSheet(content, 'members.xlsx')) {
      cells.push(...rows.map((row) => row.cells.map(cellText)));
    }
    expect(cells.map(([name]) => name)).toEqual(['姓名', '林晓', "'=赵一"]);
    expect(cells[1]).toContain(`${admin.phone.slice(0, 3)}****${admin.phone.slice(-4)}`);
  });

  it('tells what was done in it, newest first', async () => {
    const { items } = (await admin.get(`${base}/audit`)).expect(200);
    const actions = items.map(({ action }: { action: string }) => action);
    expect(actions).toEqual(['members.exported', 'membership.approved', 'organization.approved']);
    expect(items.map(({ subjectName }: { subjectName: string }) => subjectName)).toEqual([
      team.name,
      '=赵一',
      team.name,
    ]);
    expect(items[0].actorName).toBe('林晓');
  });

  it('lets its admins describe it, and nobody else', async () => {
    const profile = { intro: '每周六在社区做实验。', categories: ['popularization'], joinMode: 'OPEN' };
    const put = (who: Person, form: object) => who.put(`${base}/profile`, form);
    const stranger = await world.person('路过').register();
    const shown = async () => (await world.anonymous.get(`/api/public/organizations/${team.id}`)).expect(200);
    const before = await shown();
    expect((await put(stranger, profile)).refusal).toEqual([403, 'not_organization_admin']);
    expect((await put(admin, { ...profile, categories: [] })).refusal).toEqual([400, 'invalid_input']);
    expect((await put(admin, { ...profile, name: '改个名' })).refusal).toEqual([400, 'invalid_input']);
    expect(await shown()).toEqual(before);
    (await put(admin, profile)).expect(204);
    expect(await shown()).toMatchObject(profile);
    (await put(admin, { ...profile, joinMode: 'REVIEW' })).expect(204);
    const { items } = (await admin.get(`${base}/audit`)).expect(200);
    expect(items[0]).toMatchObject({ action: 'organization.described' });
  });

  it('is nobody else’s', async () => {
    const stranger = await world.person('外人').register();
    for (const path of ['summary', 'member-sheet', 'audit', 'recaps']) {
      expect((await stranger.get(`${base}/${path}`)).refusal).toEqual([403, 'not_organization_admin']);
    }
  });
});
