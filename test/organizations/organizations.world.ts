import { Organization } from '../../server/organizations';
import { AuditEntry } from '../../server/platform/audit';
import type { Person } from '../support/person';
import { createWorld, type World } from '../support/world';

const CHECKLIST = { nameProper: true, parentCorrect: true, principalConfirmed: true, purposePublic: true };
const APPROVAL = { decision: 'APPROVE', checklist: CHECKLIST };

describe('organizations', () => {
  let world: World;
  let chaoyang: Organization;
  let officer: Person;
  beforeAll(async () => {
    world = await createWorld();
    chaoyang = await world.staff.unit('110105');
    officer = await world.officer('110105');
  });
  afterAll(() => world.stop());

  const form = (changes: object = {}) => ({ ...world.staff.applicationForm(chaoyang), ...changes });
  const apply = async (person: Person, changes: object = {}) =>
    (await person.post('/api/organizer/organizations', form(changes))).expect(201);
  const queueOf = async (person: Person, state = 'PENDING'): Promise<string[]> => {
    const page = (await person.get(`/api/unit/organizations?state=${state}&limit=50`)).expect(200);
    return page.items.map(({ id }: { id: string }) => id);
  };
  const actionsOn = async (id: string) =>
    (await world.database.manager.findBy(AuditEntry, { subjectId: id })).map(({ action }) => action);

  it('takes an application from its volunteer to its county, and approved to everybody', async () => {
    const person = await world.person('周敏').register();
    const { id, state, territoryParent } = await apply(person, {
      name: '朝阳 科普队',
      principalName: '周敏',
    });
    expect({ state, territoryParent }).toEqual({
      state: 'PENDING',
      territoryParent: { id: chaoyang.id, name: '北京市朝阳区科学技术协会' },
    });
    expect((await world.anonymous.get(`/api/public/organizations/${id}`)).refusal).toEqual([
      404,
      'organization_not_found',
    ]);
    expect(await queueOf(officer)).toContain(id);
    expect((await officer.get(`/api/unit/organizations/${id}`)).expect(200).applicant).toEqual({
      number: person.number,
      name: '周敏',
      phone: `${person.phone.slice(0, 3)}****${person.phone.slice(-4)}`,
    });

    (await officer.post(`/api/unit/organizations/${id}/review`, APPROVAL)).expect(204);
    await world.settle();

    const seen = (await world.anonymous.get(`/api/public/organizations/${id}`)).expect(200);
    expect(seen).toMatchObject({
      name: '朝阳 科普队',
      areaName: '北京市朝阳区',
      principalName: '周*',
      memberCount: 1,
    });
    expect(await actionsOn(id)).toEqual(['organization.approved']);
    expect(await queueOf(officer)).not.toContain(id);
    const own = (await person.get('/api/organizer/organizations')).expect(200);
    expect(own.items).toMatchObject([{ organizationId: id, role: 'ADMIN', state: 'ACTIVE' }]);
  });

  it('shows an application to the units above it and to nobody beside it', async () => {
    const { id } = await apply(await world.person('申请人').register());
    const [province, national, sibling, elsewhere] = await Promise.all(
      ['110000', '000000', '110101', '130100'].map((code) => world.officer(code)),
    );
    for (const above of [officer, province!, national!]) expect(await queueOf(above)).toContain(id);
    for (const beside of [sibling!, elsewhere!]) {
      expect(await queueOf(beside)).not.toContain(id);
      const path = `/api/unit/organizations/${id}`;
      expect((await beside.get(path)).refusal).toEqual([403, 'out_of_scope']);
      expect((await beside.post(`${path}/review`, APPROVAL)).refusal).toEqual([403, 'out_of_scope']);
    }
    (await province!.post(`/api/unit/organizations/${id}/review`, APPROVAL)).expect(204);
  });

  it('reviews on the line of the organization: system units do not decide about local teams, nor the reverse', async () => {
    const national = await world.staff.unit('000000');
    const person = await world.person('学会人').register();
    const { id } = await apply(person, { line: 'SYSTEM', systemParentId: national.id });
    expect(await queueOf(officer)).not.toContain(id);
    expect((await officer.post(`/api/unit/organizations/${id}/review`, APPROVAL)).refusal).toEqual([
      403,
      'out_of_scope',
    ]);
    expect(await queueOf(await world.officer('000000'))).toContain(id);
  });

  it('lets nobody review their own application', async () => {
    const { id } = await apply(officer);
    expect((await officer.post(`/api/unit/organizations/${id}/review`, APPROVAL)).refusal).toEqual([
      403,
      'own_application',
    ]);
    const above = await world.officer('110000');
    (await above.post(`/api/unit/organizations/${id}/review`, APPROVAL)).expect(204);
  });

  it('returns with a reason, takes the corrected application, rejects for good', async () => {
    const person = await world.person('改进者').register();
    const { id } = await apply(person);
    const review = (body: object) => officer.post(`/api/unit/organizations/${id}/review`, body);
    const returned = { decision: 'RETURN', checklist: { ...CHECKLIST, nameProper: false } };
    expect((await review(returned)).refusal).toEqual([400, 'reason_required']);
    expect((await review({ ...APPROVAL, checklist: returned.checklist })).refusal).toEqual([
      400,
      'checklist_incomplete',
    ]);
    (await review({ ...returned, reason: '名称请写全称' })).expect(204);
    const [own] = (await person.get('/api/organizer/organization-applications')).expect(200).items;
    expect(own).toMatchObject({ id, state: 'RETURNED', stateReason: '名称请写全称' });

    const resubmit = (who: Person) =>
      who.post(`/api/organizer/organizations/${id}/resubmission`, form({ name: '朝阳区改进科普队' }));
    expect((await resubmit(await world.person('旁人').register())).refusal).toEqual([403, 'not_applicant']);
    expect((await resubmit(person)).expect(200)).toMatchObject({
      name: '朝阳区改进科普队',
      state: 'PENDING',
      stateReason: null,
    });
    expect((await resubmit(person)).refusal).toEqual([409, 'organization_state_changed']);

    (await review({ decision: 'REJECT', checklist: CHECKLIST, reason: '不属于科技志愿服务' })).expect(204);
    expect((await resubmit(person)).refusal).toEqual([409, 'organization_state_changed']);
    expect((await review(APPROVAL)).refusal).toEqual([409, 'organization_state_changed']);
    expect(await actionsOn(id)).toEqual(['organization.returned', 'organization.rejected']);
  });

  it.each([
    ['no parent on its line', { territoryParentId: undefined }, [400, 'parent_required']],
    ['a parent that does not exist', { territoryParentId: '0'.repeat(26) }, [400, 'parent_unknown']],
    ['an area that does not exist', { areaCode: '999999' }, [400, 'unknown_area']],
    ['a name of blanks', { name: '\u200b\u200b\u200b' }, [400, 'name_malformed']],
    ['no category', { categories: [] }, [400, 'invalid_input']],
    ['a state of its own choice', { state: 'ACTIVE' }, [400, 'invalid_input']],
    ['the name of a society, in other widths', { name: '　中国数学会 ' }, [409, 'organization_name_taken']],
  ])('refuses an application with %s', async (_, changes, refusal) => {
    const person = await world.person('申请人').register();
    expect((await person.post('/api/organizer/organizations', form(changes))).refusal).toEqual(refusal);
  });

  it('refuses a parent that is not active, and a seventh level', async () => {
    const person = await world.person('申请人').register();
    const pending = await apply(person);
    expect(
      (await person.post('/api/organizer/organizations', form({ territoryParentId: pending.id }))).refusal,
    ).toEqual([400, 'parent_unknown']);

    let parent = chaoyang.id;
    for (let level = 1; level <= 6; level++) {
      const founder = await world.person('逐级').register();
      const { id } = await apply(founder, { territoryParentId: parent });
      (await officer.post(`/api/unit/organizations/${id}/review`, APPROVAL)).expect(204);
      parent = id;
    }
    const last = await world.person('第七级').register();
    expect(
      (await last.post('/api/organizer/organizations', form({ territoryParentId: parent }))).refusal,
    ).toEqual([409, 'too_deep']);
  });

  it('gives a name once, however many ask for it at the same time', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => world.person('抢名').register()));
    const spellings = ['同名科普队（一）', '同名科普队(一)', ' 同名科普队（一）', '同名科普队（一）　'];
    const answers = await Promise.all(
      people.map((person, index) =>
        person.post('/api/organizer/organizations', form({ name: spellings[index % 4] })),
      ),
    );
    const outcomes = answers.map((answer) => answer.body.code ?? answer.status).sort();
    expect(outcomes).toEqual([201, ...Array(7).fill('organization_name_taken')]);
  });

  it('is reviewed once, however many officers decide at the same time', async () => {
    const { id } = await apply(await world.person('申请人').register());
    const above = await world.officer('110000');
    const refusing = { decision: 'REJECT', checklist: CHECKLIST, reason: '重复申请' };
    const answers = await Promise.all(
      [officer, above, officer, above].map((who, index) =>
        who.post(`/api/unit/organizations/${id}/review`, index % 2 ? refusing : APPROVAL),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409, 409]);
    expect(await actionsOn(id)).toHaveLength(1);
  });

  it('is out of sight while suspended, by a unit above only', async () => {
    const admin = await world.person('停用').register();
    const { id } = await world.organization({ admin, name: '停用测试科普队' });
    const path = `/api/unit/organizations/${id}`;
    const sibling = await world.officer('110101');
    expect((await sibling.post(`${path}/suspension`, { reason: '越权' })).refusal).toEqual([
      403,
      'out_of_scope',
    ]);
    expect((await sibling.post(`${path}/resumption`)).refusal).toEqual([403, 'out_of_scope']);
    expect((await officer.post(`${path}/resumption`)).refusal).toEqual([409, 'organization_state_changed']);
    (await officer.post(`${path}/suspension`, { reason: '年度核查' })).expect(204);
    expect((await world.anonymous.get(`/api/public/organizations/${id}`)).status).toBe(404);
    const joining = `/api/volunteer/organizations/${id}/memberships`;
    const joiner = await world.person('想加入').register();
    expect((await joiner.post(joining)).refusal).toEqual([409, 'organization_inactive']);
    (await officer.post(`${path}/resumption`)).expect(204);
    (await world.anonymous.get(`/api/public/organizations/${id}`)).expect(200);
    expect(await actionsOn(id)).toEqual([
      'organization.approved',
      'organization.suspended',
      'organization.resumed',
    ]);
  });

  it('is found by area, line, type and part of its name, page by page', async () => {
    const find = async (query: string): Promise<string[]> => {
      const page = (await world.anonymous.get(`/api/public/organizations?limit=50&${query}`)).expect(200);
      return page.items.map(({ name }: { name: string }) => name);
    };
    const admin = await world.person('石家庄人').register();
    await world.organization({ admin, areaCode: '130102', name: '长安区100%科普_队' });
    expect(await find('areaCode=130102')).toEqual(['长安区100%科普_队']);
    expect(await find('areaCode=130000')).toEqual(['长安区100%科普_队']);
    expect(await find('areaCode=110000')).not.toContain('长安区100%科普_队');
    expect(await find(`name=${encodeURIComponent('100%科')}`)).toEqual(['长安区100%科普_队']);
    expect(await find(`name=${encodeURIComponent('普_队')}`)).toEqual(['长安区100%科普_队']);
    expect(await find(`name=${encodeURIComponent('长_区')}`)).toEqual([]);
    expect(await find(`line=SYSTEM&name=${encodeURIComponent('数学会')}`)).toEqual(['中国数学会']);
    expect(await find(`type=15&name=${encodeURIComponent('中国科技馆')}`)).toEqual(['中国科技馆发展基金会']);

    const seen = new Set<string>();
    for (let next: string | null = ''; next !== null; ) {
      const page: { items: { id: string }[]; next: string | null } = (
        await world.anonymous.get(
          `/api/public/organizations?line=SYSTEM&limit=50${next && `&cursor=${next}`}`,
        )
      ).expect(200);
      for (const { id } of page.items) seen.add(id);
      next = page.next;
    }
    expect(seen.size).toBe(
      await world.database.manager.countBy(Organization, {
        kind: 'ORGANIZATION',
        line: 'SYSTEM',
        state: 'ACTIVE',
      }),
    );
  });

  it('unfolds the system line level by level: societies at the top, and units that lead to an organization', async () => {
    const below = async (parentId = '') => {
      const items: { id: string; name: string; kind: string; hasChildren: boolean }[] = [];
      for (let next: string | null = ''; next !== null; ) {
        const query = `limit=50${parentId && `&parentId=${parentId}`}${next && `&cursor=${next}`}`;
        const page: { items: typeof items; next: string | null } = (
          await world.anonymous.get(`/api/public/organization-tree?${query}`)
        ).expect(200);
        items.push(...page.items);
        next = page.next;
      }
      return items;
    };
    const society = (await below()).find(({ name }) => name === '中国数学会')!;
    expect(society).toMatchObject({ kind: 'ORGANIZATION', hasChildren: false });
    const chief = await world.person('会长').register();
    const add = async (name: string, systemParentId: string) => {
      const { id } = await apply(chief, {
        line: 'SYSTEM',
        territoryParentId: undefined,
        name,
        systemParentId,
      });
      (await (await world.officer('000000')).post(`/api/unit/organizations/${id}/review`, APPROVAL)).expect(
        204,
      );
      return id as string;
    };
    const local = await add('朝阳区数学教师协会', chaoyang.id);
    const section = await add('中国数学会科普分会', society.id);
    const top = await below();
    // A unit that leads to nothing is not shown.
    expect(top[0]).toMatchObject({ name: '北京市科学技术协会', kind: 'CAST_UNIT', hasChildren: true });
    expect(top.map(({ name }) => name)).not.toContain('河北省科学技术协会');
    expect(top.find(({ id }) => id === society.id)?.hasChildren).toBe(true);
    expect(await below(society.id)).toMatchObject([{ id: section, hasChildren: false }]);
    expect(await below(top[0]!.id)).toMatchObject([{ id: chaoyang.id, hasChildren: true }]);
    expect((await below(chaoyang.id)).map(({ id }) => id)).toContain(local);
  });

  it('lists the CAST units level by level', async () => {
    const [national] = (await world.anonymous.get('/api/public/units')).expect(200).items;
    expect(national).toMatchObject({ name: '中国科学技术协会', level: 'national', parentId: null });
    const provinces = (await world.anonymous.get(`/api/public/units?parentId=${national.id}`)).expect(200);
    expect(provinces.items.map(({ name }: { name: string }) => name)).toEqual([
      '北京市科学技术协会',
      '河北省科学技术协会',
    ]);
  });
});

describe('audiences', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.stop());

  it('are settled before anything else: registered, verified, appointed', async () => {
    const newcomer = await world.person('新人').logIn();
    const volunteer = await world.person('志愿者').register();
    const officer = await world.officer('110105');
    const minor = await world
      .person('未成年')
      .register({ birthDay: '2010-06-01', guardian: { name: '家长', phone: '13800000001' } });
    const table: [Person, string, unknown][] = [
      [newcomer, '/api/organizer/organizations', [403, 'not_registered']],
      [newcomer, '/api/unit/organizations', [403, 'not_registered']],
      [newcomer, '/api/platform/appointments', [403, 'not_registered']],
      [minor, '/api/organizer/organizations', [403, 'not_verified']],
      [volunteer, '/api/organizer/organizations', [200, undefined]],
      [volunteer, '/api/unit/organizations', [403, 'not_unit_officer']],
      [volunteer, '/api/platform/appointments', [403, 'not_platform_admin']],
      [officer, '/api/unit/organizations', [200, undefined]],
      [officer, '/api/platform/appointments', [403, 'not_platform_admin']],
      [await world.platformAdmin(), '/api/unit/organizations', [403, 'not_unit_officer']],
      [await world.platformAdmin(), '/api/platform/appointments', [200, undefined]],
    ];
    for (const [who, path, answer] of table) {
      expect([who.name, path, (await who.get(path)).refusal]).toEqual([who.name, path, answer]);
    }
  });
});
