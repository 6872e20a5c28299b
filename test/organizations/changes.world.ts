import { IsNull, Not } from 'typeorm';
import { Activity } from '../../server/activities';
import { Certificate } from '../../server/certificates';
import { Following, Membership } from '../../server/memberships';
import { Organization } from '../../server/organizations';
import { AuditEntry } from '../../server/platform/audit';
import type { Person } from '../support/person';
import { syntheticPhoto, uploadFile } from '../support/photo';
import { sampleRow } from '../support/sample-row';
import type { TestOrganization } from '../support/staff';
import { createWorld, type World } from '../support/world';

const APPROVE = { decision: 'APPROVE' };

/** Entities with an `organizationId` whose rows stay with a merged organization, and why. */
const STAYS: Record<string, string> = {
  AuditEntry: 'only added to (R64); read together with those of the organization that goes on',
  DemandTrail: 'what was done, by whom it was done',
  LegacyAssociation: 'claims of the team that was; an open one is superseded',
  OrganizationChange: 'requests about the one that was; open ones go back',
};
/** Handed on by the members themselves, in portions. */
const BY_MEMBERS = ['Membership', 'Following'];

describe('changes of organizations', () => {
  let world: World;
  let chaoyang: Person;
  let beijing: Person;
  beforeAll(async () => {
    world = await createWorld();
    chaoyang = await world.officer('110105');
    beijing = await world.officer('110000');
  });
  afterAll(() => world.stop());

  const organization = async (name: string, areaCode = '110105'): Promise<TestOrganization> =>
    world.organization({ admin: await world.person(`${name}管理员`).register(), name, areaCode });
  const upload = async (who: Person, bytes?: Buffer): Promise<string> => {
    const answer = await uploadFile(who, '/api/organizer/change-proofs', bytes ?? (await syntheticPhoto()));
    return (answer.body as unknown as { name: string }).name;
  };
  const ask = (who: Person, id: string, change: object, audience = 'organizer') =>
    who.post(`/api/${audience}/organizations/${id}/changes`, { reason: '年度调整', ...change });
  const decide = (who: Person, changeId: string, verdict: object = APPROVE) =>
    who.post(`/api/unit/organization-changes/${changeId}/decision`, verdict);
  const rowOf = (id: string) => world.database.manager.findOneByOrFail(Organization, { id });
  const asked = async (who: Person, id: string, change: object) =>
    (await ask(who, id, change)).expect(201).id as string;
  const approved = async (by: Person, who: Person, id: string, change: object) => {
    (await decide(by, await asked(who, id, change))).expect(204);
    await world.settle();
  };
  const noticesOf = async (who: Person): Promise<string[]> =>
    (await who.get('/api/volunteer/inbox?limit=50'))
      .expect(200)
      .items.map(({ title }: { title: string }) => title);

  it('renames on a document: returned with a reason, corrected, approved, and told', async () => {
    const { id, admin } = await organization('更名前科普队');
    const proof = await upload(admin);
    const rename = { kind: 'RENAME', name: '更名后科普队', proofs: [proof] };
    const first = (await ask(admin, id, rename)).expect(201);
    expect(first).toMatchObject({
      state: 'PENDING',
      was: '更名前科普队',
      becomes: '更名后科普队',
      decidedAt: { name: '北京市朝阳区科学技术协会' },
    });
    expect((await ask(admin, id, rename)).refusal).toEqual([409, 'change_already_open']);

    const path = `/api/unit/organization-changes/${first.id}`;
    const queue = (await chaoyang.get('/api/unit/organization-changes?state=PENDING')).expect(200);
    expect(queue.items.map((item: { id: string }) => item.id)).toContain(first.id);
    expect((await chaoyang.get(`${path}/proofs/${proof}`)).expect(200)).toBeDefined();
    expect((await world.anonymous.get(`/files/${proof}`)).status).toBe(404);
    const sibling = await world.officer('110101');
    for (const beside of ['', `/proofs/${proof}`]) {
      expect((await sibling.get(path + beside)).refusal).toEqual([403, 'out_of_scope']);
    }
    expect((await decide(sibling, first.id)).refusal).toEqual([403, 'out_of_scope']);

    expect((await decide(chaoyang, first.id, { decision: 'RETURN' })).refusal).toEqual([
      400,
      'reason_required',
    ]);
    const returned = { decision: 'RETURN', reason: '证明上没有盖章' };
    const verdicts = await Promise.all([
      decide(chaoyang, first.id, returned),
      decide(beijing, first.id, returned),
    ]);
    expect(verdicts.map((answer) => answer.body.code ?? answer.status).sort()).toEqual([
      204,
      'change_closed',
    ]);
    await approved(chaoyang, admin, id, rename);
    expect((await rowOf(id)).name).toBe('更名后科普队');
    expect(await noticesOf(admin)).toEqual(expect.arrayContaining(['组织变更被退回', '组织变更已通过']));
    const history = (await admin.get(`/api/organizer/organizations/${id}/changes`)).expect(200);
    expect(history.items.map(({ state }: { state: string }) => state)).toEqual(['APPROVED', 'RETURNED']);
    const entries = await world.database.manager.findBy(AuditEntry, { subjectId: id });
    expect(entries.map(({ action }) => action)).toEqual([
      'organization.approved',
      'organization-change.returned',
      'organization.renamed',
      'organization-change.approved',
    ]);
  });

  it('changes the principal, without their name in the audit log', async () => {
    const { id, admin } = await organization('换负责人科普队');
    const described = { intro: '做科普', categories: ['popularization'], joinMode: 'OPEN' };
    const own = `/api/organizer/organizations/${id}/profile`;
    (await admin.put(own, { ...described, principalPhone: '13912345678' })).expect(204);
    expect((await admin.get(own)).expect(200).principalPhone).toBe('139****5678');
    const change = { kind: 'PRINCIPAL', principalName: '欧阳新', proofs: [await upload(admin)] };
    await approved(chaoyang, admin, id, change);
    // The phone was the former one's.
    expect(await rowOf(id)).toMatchObject({ principalName: '欧阳新', principalPhone: null });
    const entries = await world.database.manager.findBy(AuditEntry, { subjectId: id });
    expect(JSON.stringify(entries)).not.toContain('欧阳新');
  });

  it('refuses what is not a change, or not theirs', async () => {
    const { id, admin } = await organization('拒绝测试科普队');
    const child = await organization('下级科普队');
    await approved(chaoyang, child.admin, child.id, { kind: 'MOVE', line: 'TERRITORY', parentId: id });
    const unit = await world.staff.unit('110105');
    const stranger = await world.person('路人').register();
    const proofs = [await upload(admin)];
    const table: [Person, object, unknown][] = [
      [admin, { kind: 'RENAME', proofs }, [400, 'change_incomplete']],
      [admin, { kind: 'RENAME', name: '新名字', intoId: id, proofs }, [400, 'change_mixed']],
      [admin, { kind: 'RENAME', name: '新名字' }, [400, 'proof_required']],
      [admin, { kind: 'RENAME', name: '新名字', proofs: ['x'] }, [400, 'proof_unknown']],
      [admin, { kind: 'RENAME', name: '新名字', proofs: [`${'0'.repeat(40)}.jpg`] }, [400, 'proof_unknown']],
      [admin, { kind: 'RENAME', name: ' 下级科普队　', proofs }, [409, 'organization_name_taken']],
      [admin, { kind: 'MOVE', line: 'TERRITORY', parentId: unit.id }, [409, 'parent_unchanged']],
      [admin, { kind: 'MOVE', line: 'TERRITORY', parentId: child.id }, [409, 'organization_cycle']],
      [admin, { kind: 'MOVE', line: 'TERRITORY', parentId: '0'.repeat(26) }, [400, 'parent_unknown']],
      [admin, { kind: 'MERGE', intoId: id }, [400, 'into_unknown']],
      [admin, { kind: 'MERGE', intoId: unit.id }, [400, 'into_unknown']],
      [admin, { kind: 'DISSOLVE' }, [409, 'has_suborganizations']],
      [admin, { kind: 'EXPLODE' }, [400, 'invalid_input']],
      [stranger, { kind: 'DISSOLVE' }, [403, 'out_of_scope']],
      [child.admin, { kind: 'DISSOLVE' }, [403, 'out_of_scope']],
    ];
    for (const [who, change, refusal] of table) {
      expect([change, (await ask(who, id, change)).refusal]).toEqual([change, refusal]);
    }
    expect(await uploadFile(admin, '/api/organizer/change-proofs', Buffer.from('<?php'))).toMatchObject({
      status: 400,
      body: { code: 'photo_unreadable' },
    });
    expect(await upload(admin, Buffer.from('%PDF-1.7 证明'))).toMatch(/\.pdf$/);
  });

  it('lets nobody decide about what they asked for or run', async () => {
    const { id } = await organization('两人规则科普队');
    const unit = await world.staff.unit('110101');
    const move = { kind: 'MOVE', line: 'TERRITORY', parentId: unit.id, reason: '划归东城' };
    const byUnit = (await ask(chaoyang, id, move, 'unit')).expect(201).id;
    expect((await decide(chaoyang, byUnit)).refusal).toEqual([403, 'decided_above']);
    const byProvince = await asked(beijing, id, { kind: 'DISSOLVE' });
    expect((await decide(beijing, byProvince)).refusal).toEqual([403, 'own_request']);
    (await chaoyang.post(`/api/unit/organization-changes/${byUnit}/withdrawal`)).expect(204);
    expect((await decide(beijing, byUnit)).refusal).toEqual([409, 'change_closed']);
    const own = await world.organization({ admin: beijing, name: '处长的科普队' });
    expect((await decide(beijing, await asked(beijing, own.id, { kind: 'DISSOLVE' }))).refusal).toEqual([
      403,
      'own_application',
    ]);
  });

  it('moves a subtree to another county by the city that stands above both, and scope follows', async () => {
    const top = await organization('迁移总队');
    const below = await organization('迁移分队');
    await approved(chaoyang, below.admin, below.id, { kind: 'MOVE', line: 'TERRITORY', parentId: top.id });
    const dongcheng = await world.staff.unit('110101');
    const officer = await world.officer('110101');
    const move = { kind: 'MOVE', line: 'TERRITORY', parentId: dongcheng.id, areaCode: '110101' };
    const changeId = await asked(top.admin, top.id, move);
    const seen = (await chaoyang.get(`/api/unit/organization-changes/${changeId}`)).expect(200);
    expect(seen.decidedAt.name).toBe('北京市科学技术协会');
    expect((await decide(chaoyang, changeId)).refusal).toEqual([403, 'decided_above']);
    expect((await officer.get(`/api/unit/organizations/${below.id}`)).refusal).toEqual([403, 'out_of_scope']);

    (await decide(beijing, changeId)).expect(204);
    for (const { id } of [top, below]) {
      (await officer.get(`/api/unit/organizations/${id}`)).expect(200);
      expect((await chaoyang.get(`/api/unit/organizations/${id}`)).refusal).toEqual([403, 'out_of_scope']);
    }
    const moved = await rowOf(below.id);
    expect(moved.territoryPath).toBe(`${dongcheng.territoryPath}${top.id}/${below.id}/`);
    expect((await rowOf(top.id)).areaCode).toBe('110101');
  });

  it('never makes a circle, whatever is approved at the same time', async () => {
    const [a, b] = [await organization('互换甲队'), await organization('互换乙队')];
    const aBelowB = await asked(a.admin, a.id, { kind: 'MOVE', line: 'TERRITORY', parentId: b.id });
    const bBelowA = await asked(b.admin, b.id, { kind: 'MOVE', line: 'TERRITORY', parentId: a.id });
    const answers = await Promise.all([decide(chaoyang, aBelowB), decide(beijing, bBelowA)]);
    expect(answers.map((answer) => answer.body.code ?? answer.status).sort()).toEqual([
      204,
      'organization_cycle',
    ]);
    const [pathOfA, pathOfB] = [(await rowOf(a.id)).territoryPath, (await rowOf(b.id)).territoryPath];
    expect([pathOfA, pathOfB].some((path) => path.endsWith(`/${a.id}/${b.id}/`))).not.toBe(
      [pathOfA, pathOfB].some((path) => path.endsWith(`/${b.id}/${a.id}/`)),
    );
  });

  it('takes along who applies below it while it moves, or refuses to dissolve above them', async () => {
    const [moving, ending] = [await organization('移动中总队'), await organization('注销中总队')];
    const dongcheng = await world.staff.unit('110101');
    const move = await asked(moving.admin, moving.id, {
      kind: 'MOVE',
      line: 'TERRITORY',
      parentId: dongcheng.id,
    });
    const end = await asked(ending.admin, ending.id, { kind: 'DISSOLVE' });
    const [one, other] = [await world.person('新甲').register(), await world.person('新乙').register()];
    const applyBelow = async (who: Person, parentId: string) => {
      const form = world.staff.applicationForm(await world.staff.unit('110105'));
      return who.post('/api/organizer/organizations', { ...form, territoryParentId: parentId });
    };
    const [child, , orphan, ended] = await Promise.all([
      applyBelow(one, moving.id),
      decide(beijing, move),
      applyBelow(other, ending.id),
      decide(beijing, end),
    ]);
    expect((await rowOf(child!.expect(201).id)).territoryPath).toMatch(
      new RegExp(`^${dongcheng.territoryPath}${moving.id}/`),
    );
    expect([
      [201, 'has_suborganizations'],
      ['parent_unknown', 204],
    ]).toContainEqual([orphan!.body.code ?? orphan!.status, ended!.body.code ?? ended!.status]);
  });

  const changesOf = async (activityId: string) =>
    (await chaoyang.get(`/api/unit/activities/${activityId}/changes`)).expect(200).items;

  it('merges a duplicate: members and activities follow, its name is free, everybody is told', async () => {
    const [kept, double] = [await organization('保留科普队'), await organization('重复科普队')];
    const [both, only] = [
      await world.person('两边都在').register(),
      await world.person('只在一边').register(),
    ];
    for (const [who, id] of [
      [both, kept.id],
      [both, double.id],
      [only, double.id],
    ] as const) {
      (await who.post(`/api/volunteer/organizations/${id}/memberships`)).expect(201);
    }
    const activityId = await world.activity({ organization: double, admin: double.admin });
    await approved(chaoyang, double.admin, double.id, { kind: 'MERGE', intoId: kept.id });

    const members = (await kept.admin.get(`/api/organizer/organizations/${kept.id}/members`)).expect(200);
    const roles = members.items.map(({ name, role }: { name: string; role: string }) => `${name} ${role}`);
    expect(roles.sort()).toEqual(
      ['两边都在 MEMBER', '只在一边 MEMBER', '保留科普队管理员 ADMIN', '重复科普队管理员 MEMBER'].sort(),
    );
    expect(await rowOf(kept.id)).toMatchObject({ memberCount: 4, activityCount: 1 });
    expect(await rowOf(double.id)).toMatchObject({
      state: 'DISSOLVED',
      memberCount: 0,
      mergedIntoId: kept.id,
      stateReason: '已并入「保留科普队」',
    });
    const activity = await world.database.manager.findOneByOrFail(Activity, { id: activityId });
    expect(activity.organizationId).toBe(kept.id);
    // Whoever signed up reads who runs it now, and that nobody in person did it.
    const { changes } = (await world.anonymous.get(`/api/public/activities/${activityId}`)).expect(200);
    const handover = { kind: 'HANDOVER', title: '换了主办组织', side: 'SYSTEM', by: '平台', reason: null };
    expect(changes).toMatchObject([handover]);
    expect(await changesOf(activityId)).toMatchObject([{ ...handover, actorName: null }]);
    expect(await noticesOf(only)).toContain('您所在的组织已合并');
    expect((await organization('重复科普队')).name).toBe('重复科普队');
  });

  it('hands on every kind of row of a merged organization; what stays is history', async () => {
    const [kept, double] = [await organization('留下的科普队'), await organization('并入的科普队')];
    const further = await organization('先并入的科普队');
    const fan = await world.person('关注的人').register();
    (await fan.put(`/api/volunteer/organizations/${double.id}/following`)).expect(204);
    await approved(chaoyang, further.admin, further.id, { kind: 'MERGE', intoId: double.id });
    const renaming = { kind: 'RENAME', name: '另一个名字', proofs: [await upload(double.admin)] };
    await asked(double.admin, double.id, renaming);

    const { manager } = world.database;
    const kinds = world.app.parts.database.manager.connection.entityMetadatas.filter(({ columns }) =>
      columns.some(({ propertyName }) => propertyName === 'organizationId'),
    );
    const owned = kinds.filter(({ name }) => !(name in STAYS) && !BY_MEMBERS.includes(name));
    expect(owned.length).toBeGreaterThanOrEqual(10);
    const rows = owned.map((kind) => sampleRow(kind, { organizationId: double.id }));
    for (const [index, kind] of owned.entries()) await manager.insert(kind.target, rows[index]!);
    await approved(chaoyang, double.admin, double.id, { kind: 'MERGE', intoId: kept.id });

    for (const [index, kind] of owned.entries()) {
      const row = await manager.findOneByOrFail(kind.target, { id: rows[index]!.id as string });
      expect([kind.name, (row as object as Activity).organizationId]).toEqual([kind.name, kept.id]);
      expect([kind.name, await manager.countBy(kind.target, { organizationId: double.id })]).toEqual([
        kind.name,
        0,
      ]);
    }
    expect(await manager.findBy(Following, { volunteerId: fan.volunteerId })).toMatchObject([
      { organizationId: kept.id },
    ]);
    expect(await manager.countBy(Membership, { organizationId: double.id, openKey: Not(IsNull()) })).toBe(0);
    // Both lead straight to the one that goes on, whose admins read what was done before.
    for (const id of [double.id, further.id])
      expect((await world.anonymous.get(`/api/public/organizations/${id}`)).expect(200).id).toBe(kept.id);
    const audit = (await kept.admin.get(`/api/organizer/organizations/${kept.id}/audit`)).expect(200);
    const actions = audit.items.map(({ action }: { action: string }) => action);
    expect(actions.filter((action: string) => action === 'organization.merged')).toHaveLength(2);
    const requests = (await chaoyang.get(`/api/unit/organizations/${double.id}/changes`)).expect(200).items;
    expect(requests.map(({ kind, state }: Record<string, string>) => [kind, state])).toEqual([
      ['MERGE', 'APPROVED'],
      ['RENAME', 'RETURNED'],
    ]);
    expect(await noticesOf(double.admin)).toContain('组织变更被退回');
  });

  it('lets certificates of a merged organization be superseded by the other, and both stand where both issued one', async () => {
    const [kept, double] = [await organization('证明留下队'), await organization('证明并入队')];
    const { manager } = world.database;
    const kind = manager.connection.getMetadata(Certificate);
    const issued = async (sequence: number, organizationId: string, holder: string): Promise<string> => {
      const openKey = `${holder}:${organizationId}:2026010120260131`;
      const row = sampleRow(kind, { year: 2026, sequence, organizationId, openKey });
      await manager.insert(Certificate, row);
      return row.id as string;
    };
    const alone = await issued(1, double.id, 'ALONE');
    const twice = await issued(2, double.id, 'TWICE');
    await issued(3, kept.id, 'TWICE');
    await approved(chaoyang, double.admin, double.id, { kind: 'MERGE', intoId: kept.id });
    const keyOf = async (id: string) => (await manager.findOneByOrFail(Certificate, { id })).openKey;
    expect(await keyOf(alone)).toBe(`ALONE:${kept.id}:2026010120260131`);
    expect(await keyOf(twice)).toBe(`TWICE:${double.id}:2026010120260131`);
  });

  it('dissolves without deleting: nothing is published any more, plans are called off, members are told', async () => {
    const { id, admin } = await organization('注销科普队');
    const member = await world.person('成员').register();
    (await member.post(`/api/volunteer/organizations/${id}/memberships`)).expect(201);
    const activityId = await world.activity({ organization: { id }, admin });
    (await member.post(`/api/volunteer/activities/${activityId}/signups`, { riskAcknowledged: true })).expect(
      201,
    );
    await approved(chaoyang, admin, id, { kind: 'DISSOLVE' });

    expect(await rowOf(id)).toMatchObject({ state: 'DISSOLVED', memberCount: 0, stateReason: '年度调整' });
    expect((await world.anonymous.get(`/api/public/organizations/${id}`)).status).toBe(404);
    const activity = await world.database.manager.findOneByOrFail(Activity, { id: activityId });
    expect(activity).toMatchObject({ state: 'CANCELLED', stateReason: '主办组织已注销' });
    expect(await changesOf(activityId)).toMatchObject([
      { kind: 'CANCEL', side: 'SYSTEM', by: '平台', actorName: null, reason: '主办组织已注销', items: [] },
    ]);
    expect(await noticesOf(member)).toEqual(
      expect.arrayContaining(['您所在的组织已注销', '您报名的活动已取消']),
    );
    const memberships = (await member.get('/api/volunteer/memberships')).expect(200);
    expect(memberships.items).toMatchObject([{ state: 'LEFT', stateReason: '组织已注销' }]);
    for (const step of ['suspension', 'resumption']) {
      const answer = await chaoyang.post(`/api/unit/organizations/${id}/${step}`, { reason: '再试' });
      expect([400, 409]).toContain(answer.status);
    }
  });

  it('keeps drafts for their applicant alone, without taking the name', async () => {
    const unit = await world.staff.unit('110105');
    const [person, other] = [await world.person('起草人').register(), await world.person('抢先').register()];
    const form = { ...world.staff.applicationForm(unit), name: '草稿科普队' };
    const draft = (await person.post('/api/organizer/organization-drafts', form)).expect(201);
    expect(draft.state).toBe('DRAFT');
    const queue = (await chaoyang.get('/api/unit/organizations?state=DRAFT')).expect(200);
    expect(queue.items).toEqual([]);
    expect((await chaoyang.get(`/api/unit/organizations/${draft.id}`)).status).toBe(404);
    (await other.post('/api/organizer/organizations', form)).expect(201);
    const submit = (name: string) =>
      person.post(`/api/organizer/organizations/${draft.id}/resubmission`, { ...form, name });
    expect((await submit('草稿科普队')).refusal).toEqual([409, 'organization_name_taken']);
    expect((await submit('草稿科普二队')).expect(200).state).toBe('PENDING');
    const discard = (who: Person) => who.delete(`/api/organizer/organization-drafts/${draft.id}`);
    expect((await discard(person)).refusal).toEqual([409, 'organization_state_changed']);
    const withdraw = (who: Person) => who.post(`/api/organizer/organizations/${draft.id}/withdrawal`);
    expect((await withdraw(other)).refusal).toEqual([403, 'not_applicant']);
    (await withdraw(person)).expect(204);
    expect((await withdraw(person)).refusal).toEqual([409, 'organization_state_changed']);
    expect((await discard(other)).refusal).toEqual([403, 'not_applicant']);
    (await discard(person)).expect(204);
    expect((await discard(person)).refusal).toEqual([404, 'organization_not_found']);
  });
});
