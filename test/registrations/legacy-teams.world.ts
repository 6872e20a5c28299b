import { Organization } from '../../server/organizations';
import { ImportDesk } from '../support/import-desk';
import {
  download,
  listedPeople,
  ORGANIZATION_HEADER,
  organizationRow,
  upload,
  VOLUNTEER_HEADER,
  volunteerRow,
} from '../support/imports';
import type { Person } from '../support/person';
import { syntheticPhoto, uploadFile } from '../support/photo';
import { createWorld, type World } from '../support/world';

const UNIT = '北京市朝阳区科学技术协会';

describe('teams of the old system', () => {
  let world: World;
  let county: Person;
  let officer: Person;
  beforeAll(async () => {
    world = await createWorld();
    officer = await world.staff.importOfficer();
    county = await world.officer('110105');
    const [a, b] = listedPeople(2);
    const rows = [ORGANIZATION_HEADER, ...teams(a!, b!)];
    await importAll(officer, rows, true);
  }, 60_000);
  afterAll(() => world?.stop());

  const teams = (...admins: ReturnType<typeof listedPeople>) =>
    ['老科普队', '老农技队'].map((name, index) => {
      const row = organizationRow(name, UNIT, admins[index]!, `OLD-00${index + 1}`);
      row[7] = `老队长${index + 1}`;
      return row;
    });
  const importAll = async (by: Person, rows: string[][], legacy = false) => {
    const desk = new ImportDesk(world, by);
    return desk.see(await desk.imported(rows, { kind: 'ORGANIZATION', legacy }));
  };
  const team = (name: string) => world.database.manager.findOneByOrFail(Organization, { name });
  const told = async (who: Person): Promise<string[]> =>
    (await who.get('/api/volunteer/inbox')).expect(200).items.map(({ title }: { title: string }) => title);
  const find = async (by: Person, query: string) =>
    (await by.get(`/api/organizer/legacy-teams?${query}`)).expect(200).items;

  it('are found by name, old number or admin, by somebody who says which', async () => {
    const person = await world.person('来认领的人').register();
    const { id } = await team('老科普队');
    for (const query of ['name=科普队', 'legacyNumber=OLD-001', `adminName=${encodeURIComponent('老队长1')}`])
      expect(await find(person, query)).toEqual([
        { id, name: '老科普队', areaName: '北京市朝阳区', legacyNumber: 'OLD-001', claimed: false },
      ]);
    expect(await find(person, 'name=没有这样的队')).toEqual([]);
    expect((await person.get('/api/organizer/legacy-teams')).refusal).toEqual([400, 'marks_missing']);
  });

  it('can do nothing until their unit has linked them to who claims them (R14)', async () => {
    const person = await world.person('老队长').register();
    const { id } = await team('老科普队');
    const proof = await uploadFile(person, '/api/organizer/legacy-proofs', await syntheticPhoto());
    expect(proof.status).toBe(201);
    const { name } = proof.body as unknown as { name: string };
    const claims = `/api/organizer/legacy-teams/${id}/claims`;
    const form = { statement: '我是这支队伍的负责人，附原系统截图。', proofs: [name] };
    // Two claim at once: one waits for the review, the other learns so.
    const rival = await world.person('另一个人').register();
    const answers = await Promise.all([
      person.post(claims, form),
      rival.post(claims, { ...form, proofs: [] }),
    ]);
    expect(answers.map(({ refusal }) => refusal).sort()).toEqual([
      [201, undefined],
      [409, 'already_claimed'],
    ]);
    const winner = answers[0]!.status === 201 ? person : rival;
    expect((await find(winner, 'legacyNumber=OLD-001'))[0].claimed).toBe(true);

    const { items: queues } = (await county.get('/api/unit/queues')).expect(200);
    expect(queues).toContainEqual({ queue: 'legacy-claims', waiting: 1 });
    const [claim] = (await county.get('/api/unit/legacy-claims')).expect(200).items;
    expect(claim).toMatchObject({
      organizationName: '老科普队',
      claimantName: winner.name,
      state: 'CLAIMED',
    });
    const review = `/api/unit/legacy-claims/${claim.id}/review`;
    const elsewhere = await world.officer('130102');
    for (const [who, body, refusal] of [
      [elsewhere, { decision: 'LINK' }, [403, 'out_of_scope']],
      [county, { decision: 'REJECT' }, [400, 'reason_required']],
      [county, { decision: 'KEEP' }, [400, 'invalid_input']],
    ] as [Person, unknown, unknown][])
      expect((await who.post(review, body)).refusal).toEqual(refusal);
    expect((await elsewhere.get('/api/unit/legacy-claims')).expect(200).items).toEqual([]);

    if (claim.proofs.length > 0) {
      const path = `/api/unit/legacy-claims/${claim.id}/proofs/${claim.proofs[0].name}`;
      expect((await download(county, path)).subarray(0, 2).toString('hex')).toBe('ffd8');
      expect((await elsewhere.get(path)).refusal).toEqual([403, 'out_of_scope']);
    }

    (await county.post(review, { decision: 'REJECT', reason: '请补充证明。' })).expect(204);
    const [own] = (await winner.get('/api/organizer/legacy-claims')).expect(200).items;
    expect(own).toMatchObject({ state: 'REJECTED', reason: '请补充证明。' });
    await world.settle();
    expect(await told(winner)).toEqual(['队伍关联没有通过']);
    // A rejected claim can be made again; two officers decide, one of them does.
    const again = (await person.post(claims, form)).expect(201);
    const decide = () => county.post(`/api/unit/legacy-claims/${again.id}/review`, { decision: 'LINK' });
    const decisions = (await Promise.all([decide(), decide()])).map(({ refusal }) => refusal);
    expect(decisions.sort()).toEqual([
      [204, undefined],
      [409, 'legacy_claim_decided'],
    ]);
    await world.settle();
    const members = (await person.get(`/api/organizer/organizations/${id}/members`)).expect(200).items;
    expect(members.map(({ role }: { role: string }) => role)).toEqual(['ADMIN']);
    expect((await told(person))[0]).toBe('原系统队伍已关联');
    expect((await person.post(claims, form)).refusal).toEqual([404, 'legacy_team_not_found']);
  });

  it('say what to do to an admin of theirs who came before the link', async () => {
    const [listed] = listedPeople(1);
    const rows = [ORGANIZATION_HEADER, organizationRow('老环保队', UNIT, listed!, 'OLD-009')];
    await importAll(officer, rows, true);
    const admin = world.person(listed!.name);
    world.desk.control.putPerson({ id: admin.id, nickname: listed!.name, phone: listed!.phone });
    await admin.logIn();
    await admin.confirmPhone();
    const claim = {
      name: listed!.name,
      lastSix: listed!.id.slice(-6),
      agreementVersion: '2026-01',
      consents: { identity: true, location: false, photos: false, sharing: false },
    };
    expect((await admin.post('/api/volunteer/claim', claim)).status).toBeLessThan(300);
    await world.settle();
    const { id } = await team('老环保队');
    const refused = await admin.get(`/api/organizer/organizations/${id}/members`);
    expect(refused.refusal).toEqual([403, 'organization_not_linked']);
    expect(refused.body.message).toContain('认领原系统队伍');
  });

  it('are superseded by the form: the same record and members, and an open claim ends', async () => {
    const { id } = await team('老农技队');
    const [person, admin] = listedPeople(2);
    const list = (
      await upload(officer, [VOLUNTEER_HEADER, volunteerRow(person!, 'OLD-002')], { legacy: true })
    ).expect(201);
    await world.settle();
    (await officer.post(`/api/unit/imports/${list.id}/confirmation`)).expect(204);
    const claimant = await world.person('晚来的人').register();
    const form = { statement: '我是这支队伍的负责人。', proofs: [] };
    (await claimant.post(`/api/organizer/legacy-teams/${id}/claims`, form)).expect(201);
    const rows = [ORGANIZATION_HEADER, organizationRow('新农技队', UNIT, admin!, 'OLD-002')];
    expect(await importAll(county, rows)).toMatchObject({ state: 'DONE', importedCount: 1, warningCount: 1 });
    expect(await team('新农技队')).toMatchObject({ id, linkState: 'LINKED', legacyNumber: 'OLD-002' });
    const [own] = (await claimant.get('/api/organizer/legacy-claims')).expect(200).items;
    expect(own.state).toBe('SUPERSEDED');
    expect(await told(claimant)).toEqual(['队伍不再需要关联']);
  });
});
