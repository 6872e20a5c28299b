import { In } from 'typeorm';
import { syntheticId } from '../../desk/people/synthetic';
import { ImportBatch, ImportRow } from '../../server/registrations';
import { Volunteer } from '../../server/volunteers';
import { ImportDesk, setImportStage } from '../support/import-desk';
import {
  download,
  listedPeople,
  rowsOf,
  upload,
  uploadEndless,
  VOLUNTEER_HEADER,
  volunteerRow,
} from '../support/imports';
import { Person } from '../support/person';
import { xlsxOf } from '../support/spreadsheets';
import type { TestOrganization } from '../support/staff';
import type { World } from '../support/world';

describe('collective registration of volunteers', () => {
  let world: World;
  let officer: Person;
  let county: Person;
  let desk: ImportDesk;
  let countyDesk: ImportDesk;
  let team: TestOrganization;
  beforeAll(async () => {
    ({ world, officer, county, desk, countyDesk, team } = await setImportStage());
  }, 60_000);
  afterAll(() => world?.stop());

  const peopleOf = (ids: string[]) =>
    world.database.manager.findBy(Volunteer, { name: In(ids), source: 'BULK' });

  it('tells row, column, value and remedy of every mistake, personal numbers masked, and imports the rest', async () => {
    const [good, twin, known, ...others] = listedPeople(8);
    const registered = await world.person(known!.name).register({ documentNumber: known!.id });
    const wrong = (changes: Record<number, string>, person = others.shift()!) => {
      const row = volunteerRow(person, team.name);
      for (const [column, text] of Object.entries(changes)) row[Number(column)] = text;
      return row;
    };
    const rows = [
      VOLUNTEER_HEADER,
      volunteerRow(good!, team.name),
      wrong({ 4: '110101199003070012', 10: '1990' }),
      wrong({ 4: '1.10101E+17' }),
      wrong({ 9: '不存在区', 3: '学生证' }),
      wrong({ 11: '没有的队' }),
      volunteerRow({ ...twin!, id: good!.id }, team.name),
      volunteerRow(known!, team.name),
      wrong({ 1: '=cmd()', 5: '火星族' }),
    ];
    const id = await desk.checked(rows);
    expect(await desk.issuesOf(id)).toEqual([
      [3, '证件号码', 'id_number_checksum'],
      [3, '手机号码', 'phone_malformed'],
      [4, '证件号码', 'cell_scientific'],
      [5, '证件类型', 'choice_unknown'],
      [5, '区县', 'area_unknown'],
      [6, '所属组织名称或编号', 'organization_unknown'],
      [7, '证件号码', 'repeated_in_file'],
      [8, null, 'already_registered'],
      [9, '姓名', 'name_normalized'],
      [9, '民族', 'choice_unknown'],
    ]);
    const { items } = (await officer.get(`/api/unit/imports/${id}/issues?severity=ERROR`)).expect(200);
    expect(items[0]).toMatchObject({
      value: '110***********0012',
      message: expect.stringContaining('对照证件'),
    });
    expect(await desk.see(id)).toMatchObject({
      rowCount: 8,
      errorCount: 5,
      warningCount: 2,
      duplicateCount: 1,
    });
    expect((await peopleOf([good!.name])).filter(({ state }) => state === 'UNCLAIMED')).toHaveLength(0);

    await desk.confirm(id);
    expect(await desk.see(id)).toMatchObject({ state: 'PARTIAL', importedCount: 2, failedCount: 0 });
    expect((await registered.get('/api/volunteer/memberships')).body.items).toEqual([]);

    const failed = rowsOf(await download(officer, `/api/unit/imports/${id}/failed-rows`));
    expect(failed[0]).toEqual([...VOLUNTEER_HEADER, '需要修改']);
    expect(failed).toHaveLength(6);
    expect(failed[1]![12]).toContain('手机号码：应为 11 位手机号');
    // Corrected in place and uploaded as it came back, only what was missing is added.
    const [fresh] = listedPeople(1);
    const corrected = failed.map((row, index) =>
      index === 1 ? [...volunteerRow(fresh!, team.name), ''] : row,
    );
    const retry = await desk.checked(corrected);
    await desk.confirm(retry);
    expect(await desk.see(retry)).toMatchObject({ state: 'PARTIAL', importedCount: 1, errorCount: 4 });
    // Cells are forgotten once they are somebody's record.
    expect(await world.database.manager.findBy(ImportRow, { batchId: id, state: 'IMPORTED' })).toEqual([
      expect.objectContaining({ cells: null }),
      expect.objectContaining({ cells: null }),
    ]);
    for (const line of world.logLines) expect(line).not.toContain(good!.id);
  });

  it('hides who was imported until they come, counts their memberships, and then they belong (R12, R62)', async () => {
    const [person] = listedPeople(1);
    const id = await countyDesk.checked([VOLUNTEER_HEADER, volunteerRow(person!, team.name)]);
    await countyDesk.confirm(id);
    const members = `/api/organizer/organizations/${team.id}/members`;
    const namesOf = async (query = '') =>
      (await team.admin.get(members + query)).expect(200).items.map(({ name }: { name: string }) => name);
    expect(await namesOf()).toEqual(['队长']);
    expect((await team.admin.get(`${members}?state=UNCLAIMED`)).status).toBe(400);

    // Five more lists, and the sixth is one organization too many.
    for (let index = 0; index < 5; index++) {
      const other = await world.organization({ admin: await world.person('别的队长').register() });
      const list = await desk.checked([VOLUNTEER_HEADER, volunteerRow(person!, other.name)]);
      await desk.confirm(list);
      const { importedCount, failedCount } = await desk.see(list);
      expect([importedCount, failedCount]).toEqual(index < 4 ? [1, 0] : [0, 1]);
    }

    const phone = new Person(world.url, world.desk, undefined, 'claimant', person!.name);
    world.desk.control.putPerson({ id: 'claimant', nickname: person!.name, phone: person!.phone });
    await phone.logIn();
    await phone.confirmPhone();
    const claim = {
      name: person!.name,
      lastSix: person!.id.slice(-6),
      agreementVersion: '2026-01',
      consents: { identity: true, location: false, photos: false, sharing: false },
    };
    const answer = await phone.post('/api/volunteer/claim', claim);
    expect([200, 201]).toContain(answer.status);
    await world.settle();
    expect(await namesOf()).toEqual(['队长', person!.name]);
    expect((await phone.get('/api/volunteer/memberships')).expect(200).items).toHaveLength(5);

    // A roll-back leaves who has come.
    await countyDesk.rollBack(id);
    expect(await countyDesk.see(id)).toMatchObject({ state: 'ROLLED_BACK', keptCount: 1 });
    expect(await namesOf()).toEqual(['队长', person!.name]);
  });

  it('lets the officers of the unit that brought people in decide their doubtful claims, and nobody beside it', async () => {
    const [person, twin] = listedPeople(2);
    await countyDesk.imported([
      VOLUNTEER_HEADER,
      ...[person!, twin!].map((each) => volunteerRow(each, team.name)),
    ]);
    const ask = async (name: string, documentNumber: string, phone?: string) => {
      const claimant = world.person(name);
      if (phone) world.desk.control.putPerson({ id: claimant.id, nickname: name, phone });
      await claimant.logIn();
      await claimant.confirmPhone();
      const { agreementVersion, consents } = claimant.registrationForm() as Record<string, unknown>;
      const request = { name, documentType: '01', documentNumber, agreementVersion, consents };
      const { id } = (await claimant.post('/api/volunteer/claim-request', request)).expect(201);
      return { claimant, id };
    };
    // Another phone than the list says; somebody with the phone of the list and the document of an account in use; and
    // somebody who only lost their WeChat.
    const other = await ask(person!.name, person!.id);
    const used = syntheticId();
    const inUse = await world.person('正在使用').register({ documentNumber: used });
    const mixed = await ask(twin!.name, used, twin!.phone);
    const lostId = syntheticId();
    await world.person('换手机').register({ documentNumber: lostId });
    const lost = await ask('换手机', lostId);

    const queueOf = async (by: Person) =>
      (await by.get('/api/unit/claim-requests')).expect(200).items.map(({ id }: { id: string }) => id);
    const elsewhere = await world.officer('130102');
    expect(await queueOf(county)).toEqual([other.id, mixed.id]);
    expect(await queueOf(officer)).toEqual(expect.arrayContaining([other.id, mixed.id]));
    expect(await queueOf(elsewhere)).toEqual([]);

    const path = (id: string) => `/api/unit/claim-requests/${id}`;
    const [candidate] = (await county.get(path(other.id))).expect(200).candidates;
    expect(candidate).toMatchObject({ state: 'UNCLAIMED', fit: { document: true, phone: false } });
    expect(candidate.documentNumber).toContain('*');
    const doubtful = (await county.get(path(mixed.id))).expect(200);
    expect(doubtful).toMatchObject({
      mayReject: false,
      candidates: [{ fit: { document: false, phone: true } }],
    });
    const link = { decision: 'LINK', reason: '与组织核实', volunteerId: candidate.id };
    const reject = { decision: 'REJECT', reason: '不是同一人' };
    for (const [who, id, body, refusal] of [
      [elsewhere, other.id, link, [404, 'claim_request_not_found']],
      [county, lost.id, reject, [404, 'claim_request_not_found']],
      [county, mixed.id, reject, [403, 'claim_of_others']],
      [county, mixed.id, { ...link, volunteerId: inUse.volunteerId }, [400, 'not_a_candidate']],
      [team.admin, other.id, link, [403, 'not_unit_officer']],
    ] as [Person, string, object, unknown][])
      expect((await who.post(`${path(id)}/decision`, body)).refusal).toEqual(refusal);
    // Two officers at once: one decides.
    const answers = await Promise.all(
      [county, officer].map((by) => by.post(`${path(other.id)}/decision`, link)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, expect.any(Number)]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    await world.settle();
    expect((await other.claimant.get('/api/volunteer/me')).body.volunteer).toMatchObject({
      id: candidate.id,
    });
    expect(await queueOf(county)).toEqual([mixed.id]);
  });

  it('takes a file once, whoever is faster, and again after a roll-back', async () => {
    const people = listedPeople(3);
    const file = await xlsxOf([VOLUNTEER_HEADER, ...people.map((each) => volunteerRow(each, team.name))]);
    const answers = await Promise.all([upload(officer, file), upload(county, file), upload(officer, file)]);
    const refusals = answers.filter(({ status }) => status !== 201).map(({ refusal }) => refusal);
    expect(refusals).toEqual([
      [409, 'file_already_uploaded'],
      [409, 'file_already_uploaded'],
    ]);
    const { id } = answers.find(({ status }) => status === 201)!.body;
    await world.settle();
    const both = [1, 2, 3].map(() => officer.post(`/api/unit/imports/${id}/confirmation`));
    const confirmations = (await Promise.all(both)).map(({ refusal }) => refusal);
    expect(confirmations.sort()).toEqual([
      [204, undefined],
      [409, 'import_state_changed'],
      [409, 'import_state_changed'],
    ]);
    await world.settle();
    expect(await desk.see(id)).toMatchObject({ state: 'DONE', importedCount: 3 });
    const before = await world.database.manager.countBy(Volunteer, { source: 'BULK' });
    await desk.rollBack(id);
    expect(await desk.see(id)).toMatchObject({ state: 'ROLLED_BACK', keptCount: 0 });
    expect(await world.database.manager.countBy(Volunteer, { source: 'BULK' })).toBe(before - 3);
    const again = await desk.checked(file);
    await desk.confirm(again);
    expect(await desk.see(again)).toMatchObject({ state: 'DONE', importedCount: 3 });
    // The same people in another file are there already.
    const other = await desk.checked([
      VOLUNTEER_HEADER,
      ...people.map((each) => volunteerRow(each, team.name)).reverse(),
    ]);
    expect(await desk.see(other)).toMatchObject({ duplicateCount: 3 });
    expect((await officer.post(`/api/unit/imports/${other}/confirmation`)).refusal).toEqual([
      409,
      'nothing_to_import',
    ]);
  });

  it('shows no row to an auditor, who elsewhere reads what the national unit reads (R63)', async () => {
    const [batch] = (await officer.get('/api/unit/imports')).expect(200).items;
    const auditor = await world.staff.auditor();
    for (const path of ['', `/${batch.id}`, `/${batch.id}/issues`, `/${batch.id}/failed-rows`])
      expect((await auditor.get(`/api/unit/imports${path}`)).refusal).toEqual([403, 'not_import_officer']);
  });

  it('keeps an officer inside their scope, row by row, and everybody else out', async () => {
    const [person] = listedPeople(1);
    const elsewhere = await world.officer('130102');
    const elsewhereDesk = new ImportDesk(world, elsewhere);
    const file = [VOLUNTEER_HEADER, volunteerRow(person!, team.name)];
    const id = await elsewhereDesk.checked(file);
    const { items } = (await elsewhere.get(`/api/unit/imports/${id}/issues`)).expect(200);
    expect(items.map(({ code }: { code: string }) => code)).toEqual(['organization_out_of_scope']);
    expect((await county.get(`/api/unit/imports/${id}`)).refusal).toEqual([404, 'import_not_found']);
    expect(
      (await county.get('/api/unit/imports')).body.items.map((item: { id: string }) => item.id),
    ).not.toContain(id);
    const anybody = await world.person('路人').register();
    const unitId = (await world.staff.unit('110105')).id;
    for (const [who, method, path, refusal] of [
      [anybody, 'GET', '/imports', [403, 'not_unit_officer']],
      [county, 'POST', `/imports/${id}/confirmation`, [404, 'import_not_found']],
      [county, 'POST', `/imports/${id}/rollback`, [404, 'import_not_found']],
      [county, 'GET', `/imports/${id}/failed-rows`, [404, 'import_not_found']],
      [county, 'GET', `/imports/${id}/issues`, [404, 'import_not_found']],
      [elsewhere, 'POST', `/imports?kind=VOLUNTEER&fileName=a.xlsx&unitId=${unitId}`, [403, 'out_of_scope']],
      [elsewhere, 'POST', '/imports?kind=VOLUNTEER&fileName=a.xlsx', [415, 'unsupported_media_type']],
      [elsewhere, 'POST', '/imports?kind=MONEY&fileName=a.xlsx', [400, 'invalid_input']],
      // An import officer has no unit: what is scoped stays closed.
      [officer, 'POST', `/organizations/${team.id}/suspension`, [403, 'out_of_scope']],
    ] as [Person, string, string, unknown][]) {
      const body = path.endsWith('suspension') ? { reason: '试一试' } : method === 'POST' ? {} : undefined;
      expect([path, (await who.request(method, `/api/unit${path}`, body)).refusal]).toEqual([path, refusal]);
    }
  });

  it('refuses 200 MB and 100 001 rows at their real size, in bounded memory, and goes on', async () => {
    const kept = async () => [
      await world.database.manager.count(ImportBatch),
      await world.database.manager.count(ImportRow),
    ];
    const before = await kept();
    const occupied = () => process.memoryUsage().rss / 1024 / 1024;
    const [start, seen] = [occupied(), [] as number[]];
    const watch = setInterval(() => seen.push(occupied()), 20);
    expect((await uploadEndless(officer, 210)).refusal).toEqual([413, 'body_too_large']);
    // Seconds of inserting that one engine tells enough about.
    if (world.database.manager.connection.options.type !== 'mysql') {
      const tooMany = Buffer.from(`姓名,证件号码\n${'甲,无\n'.repeat(100_001)}`);
      expect((await upload(officer, tooMany, { fileName: '名单.csv' })).refusal).toEqual([
        400,
        'import_too_many_rows',
      ]);
    }
    clearInterval(watch);
    expect(Math.max(...seen) - start).toBeLessThan(300);
    expect(await kept()).toEqual(before);
    expect((await world.anonymous.get('/readyz')).status).toBe(200);
  }, 60_000);
});
