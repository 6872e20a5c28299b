import { Activity } from '../../server/activities';
import { PastActivity, ServiceRecord } from '../../server/service-hours';
import type { Person } from '../support/person';
import { createWorld, type World } from '../support/world';
import { at, PLACE, Stage } from './stage';

const SATURDAY = '2026-11-28';
type Row = { id: string; version: number };

describe('an activity that was never published here', () => {
  let world: World;
  let stage: Stage;
  let officer: Person;
  let city: Person;
  let sibling: Person;
  let proof: string[];
  beforeAll(async () => {
    world = await createWorld();
    stage = await Stage.open(world);
    officer = await world.officer('110105');
    city = await world.officer('110000');
    sibling = await world.officer('110108');
    proof = [await world.app.parts.privateFiles.put(Buffer.from('签到表'), 'jpg')];
  });
  afterAll(() => world.stop());
  beforeEach(() => stage.time('12:00', SATURDAY));

  const join = (person: Person) =>
    person.post(`/api/volunteer/organizations/${stage.organization.id}/memberships`);
  const member = async (name: string): Promise<Person> => {
    const person = await world.person(name).register();
    (await join(person)).expect(201);
    return person;
  };
  const served = (person: Person, from = '09:00', to = '11:00') => ({
    volunteerNumber: person.number,
    startAt: at(from).toISOString(),
    endAt: at(to).toISOString(),
  });
  const form = (changes: object = {}) => ({
    title: '乡村科普大篷车',
    category: 'popularization',
    place: '黑庄户乡文化站',
    areaCode: '110105',
    startsAt: at('09:00').toISOString(),
    endsAt: at('12:00').toISOString(),
    intro: '到三个村讲防灾减灾。',
    reason: '临时应村里邀请，来不及发布',
    proof,
    ...changes,
  });
  const path = () => `/api/organizer/organizations/${stage.organization.id}/past-activities`;
  const own = (id: string, rest = '') => `/api/organizer/past-activities/${id}${rest}`;
  const handIn = (changes: object, by = stage.admin) => by.post(path(), form(changes));
  const handedIn = async (...people: object[]): Promise<Row> => (await handIn({ people })).expect(201);
  const correct = (id: string, changes: object) => stage.admin.put(own(id), form(changes));
  const withdraw = (id: string, by = stage.admin, key?: string) => by.post(own(id, '/withdrawal'), { key });
  const decide = (by: Person, { id, version }: Row, body: object = { decision: 'APPROVE' }) =>
    by.post(`/api/unit/past-activities/${id}/review`, { version, ...body });
  const stateOf = async (id: string) =>
    (await world.database.manager.findOneByOrFail(PastActivity, { id })).state;
  const recordsOf = ({ volunteerId }: Person) =>
    world.database.manager.findBy(ServiceRecord, { volunteerId });
  const waiting = async (by: Person): Promise<string[]> =>
    (await by.get('/api/unit/past-activities?limit=50')).expect(200).items.map(({ id }: Row) => id);

  it('is decided above as a whole', async () => {
    const [one, other] = [await member('尤补录'), await member('许补录')];
    const people = [served(one), served(other)];
    expect((await handIn({ people }, one)).status).toBe(403);
    expect((await handIn({ people, proof: [] })).refusal).toEqual([400, 'invalid_input']);
    const invented = [`${'0'.repeat(40)}.jpg`];
    expect((await handIn({ people, proof: invented })).refusal).toEqual([404, 'proof_not_found']);
    const tomorrow = new Date(world.clock.now().getTime() + 86_400_000).toISOString();
    expect((await handIn({ people, endsAt: tomorrow })).refusal).toEqual([400, 'not_past']);
    const half = { latitude: PLACE.latitude };
    expect((await handIn({ people, position: half })).refusal).toEqual([400, 'invalid_input']);
    expect((await handIn({ people: [served(officer)] })).refusal).toEqual([400, 'not_member']);
    expect((await handIn({ people: [served(stage.admin)] })).refusal).toEqual([403, 'own_hours']);
    const twice = { people: [served(one), served(one, '10:00', '11:30')] };
    expect((await handIn(twice)).refusal).toEqual([400, 'people_overlap']);
    const outside = { people: [served(one, '08:00', '10:00')] };
    const early = await handIn(outside);
    expect(early.refusal).toEqual([400, 'outside_activity']);
    expect(early.body.message).toContain('尤补录：');
    const entered = await handedIn(...people);
    const { id } = entered;

    expect([await waiting(officer), await waiting(sibling)]).toEqual([[id], []]);
    const above = `/api/unit/past-activities/${id}`;
    expect((await officer.get(above)).expect(200)).toMatchObject({ id, proof, areaName: '北京市朝阳区' });
    expect((await officer.get(`${above}/proofs/0`)).expect(200)).toBe('签到表');
    for (const each of [above, `${above}/proofs/0`])
      expect((await sibling.get(each)).refusal).toEqual([403, 'out_of_scope']);
    for (const each of [own(id), own(id, '/proofs/0')]) {
      expect((await stage.admin.get(each)).status).toBe(200);
      expect((await one.get(each)).status).toBe(403);
    }
    expect((await decide(sibling, entered)).status).toBe(403);
    expect((await decide(officer, entered, { decision: 'RETURN' })).refusal).toEqual([
      400,
      'reason_required',
    ]);
    const verdict = { decision: 'RETURN', reason: '请补上第三个村的照片' };
    (await decide(officer, entered, verdict)).expect(204);
    expect((await decide(officer, entered)).refusal).toEqual([409, 'past_activity_decided']);
    await world.settle();
    const [told] = (await stage.admin.get('/api/volunteer/inbox')).expect(200).items;
    expect(told).toMatchObject({ title: '补录需要修改', activityId: null, pastActivityId: id });
    const again = (await correct(id, { people, position: PLACE })).expect(200);
    (await decide(officer, again)).expect(204);
    expect((await decide(officer, again)).status).toBe(409);

    const [done] = (await stage.admin.get(`${path()}?state=APPROVED`)).expect(200).items;
    expect((await one.get(`/api/public/activities/${done.activityId}`)).expect(200)).toMatchObject({
      title: '乡村科普大篷车',
      state: 'CLOSED',
      ...PLACE,
    });
    const records = await world.database.manager.findBy(ServiceRecord, { activityId: done.activityId });
    expect(records).toHaveLength(2);
    for (const record of records)
      expect(record).toMatchObject({
        ...{ state: 'IN_PUBLICITY', source: 'RETROACTIVE', minutes: 120 },
        ...{ recorderId: stage.admin.volunteerId, approverId: officer.volunteerId },
        // Seven working days after Saturday the 28th.
        publicityUntil: at('00:00', '2026-12-09'),
      });
    // What was entered meanwhile takes the time: the next one is refused.
    expect((await handIn({ people: [served(other)] })).refusal).toEqual([409, 'record_overlaps']);
  });

  it('keeps its proof while it is corrected, and lets a photo be added', async () => {
    const person = await member('沈补录');
    const entered = await handedIn(served(person));
    (await decide(officer, entered, { decision: 'RETURN', reason: '请补一张照片' })).expect(204);
    const photo = await world.app.parts.privateFiles.put(Buffer.from('照片'), 'jpg');
    const { proof: kept } = (await stage.admin.get(own(entered.id))).expect(200);
    const again = (await correct(entered.id, { people: [served(person)], proof: [...kept, photo] })).expect(
      200,
    );
    expect(again).toMatchObject({ proof: [...proof, photo], state: 'PENDING', version: 2 });
    expect((await officer.get(`/api/unit/past-activities/${entered.id}/proofs/1`)).expect(200)).toBe('照片');
    expect((await correct(entered.id, { people: [served(person)] })).refusal).toEqual([
      409,
      'past_activity_decided',
    ]);
    (await withdraw(entered.id)).expect(204);
    expect((await correct(entered.id, { people: [served(person)], proof: [] })).refusal).toEqual([
      400,
      'invalid_input',
    ]);
  });

  it('without a position is at no place of the map', async () => {
    const person = await member('韩补录');
    const entered = await handedIn(served(person));
    (await decide(officer, entered)).expect(204);
    const { activityId } = (await stage.admin.get(own(entered.id))).expect(200);
    expect((await person.get(`/api/public/activities/${activityId}`)).expect(200)).toMatchObject({
      latitude: null,
      longitude: null,
    });
    // Even if it recruited, it would not be nearby a ship off the coast of Africa.
    const recruiting = {
      ...{ state: 'PUBLISHED' as const, recruitFrom: at('07:00', SATURDAY), places: 100 },
      ...{ startsAt: at('20:00', SATURDAY), recruitUntil: at('20:00', SATURDAY) },
    };
    await world.database.manager.update(Activity, { id: activityId }, recruiting);
    const near = async (place: string) =>
      (await person.get(`/api/public/nearby-activities?near=${place}`)).expect(200).items;
    expect(await near('0,0')).toEqual([]);
    await world.database.manager.update(Activity, { id: activityId }, { latitude: 0, longitude: 0 });
    expect(await near('0,0')).toHaveLength(1);
  });

  it('is entered once however often it is sent', async () => {
    const people = [served(await member('施补录'))];
    const key = 'a1'.repeat(12);
    const first = (await handIn({ people, key })).expect(201);
    expect((await handIn({ people, key })).expect(201)).toMatchObject({ id: first.id });
    const together = await Promise.all([1, 2].map(() => handIn({ people, key: 'b2'.repeat(12) })));
    const [one, other] = together.map((answer) => answer.expect(201).id);
    expect(one).toBe(other);
    const another = await handedIn(...people);
    const ids = [first.id, one, another.id];
    expect(new Set(ids).size).toBe(3);
    expect((await waiting(officer)).filter((id) => ids.includes(id))).toHaveLength(3);
    expect((await handIn({ people, key: '短' })).refusal).toEqual([400, 'invalid_input']);
    for (const id of ids) (await withdraw(id)).expect(204);
    expect(
      await world.database.manager.countBy(PastActivity, { title: form().title, state: 'PENDING' }),
    ).toBe(0);
  });

  it('is corrected and withdrawn once however often it is sent', async () => {
    const person = await member('康补录');
    const [withdrawal, correction, another] = ['c3', 'd4', 'e5'].map((key) => key.repeat(12));
    const { id } = await handedIn(served(person));
    for (const _ of [1, 2]) (await withdraw(id, stage.admin, withdrawal)).expect(204);
    const corrected = { people: [served(person, '09:30')], key: correction };
    const together = await Promise.all([1, 2].map(() => correct(id, corrected)));
    for (const answer of together)
      expect(answer.expect(200)).toMatchObject({ id, version: 2, state: 'PENDING' });
    // One that was on its way all the time takes back nothing that was handed in since.
    (await withdraw(id, stage.admin, withdrawal)).expect(204);
    expect(await stateOf(id)).toBe('PENDING');
    const returned = { decision: 'RETURN', reason: '请补一张照片' };
    (await decide(officer, { id, version: 2 }, returned)).expect(204);
    expect((await correct(id, corrected)).expect(200)).toMatchObject({ version: 2, state: 'RETURNED' });
    const next = { people: [served(person, '10:00')], key: another };
    expect((await correct(id, next)).expect(200)).toMatchObject({ version: 3, state: 'PENDING' });
    expect((await correct(id, { ...next, key: undefined })).refusal).toEqual([409, 'past_activity_decided']);
    expect((await correct(id, { ...next, key: '短' })).refusal).toEqual([400, 'invalid_input']);
    expect((await withdraw(id, person, withdrawal)).status).toBe(403);
    (await withdraw(id)).expect(204);
  });

  it('is withdrawn by its organization until it is decided, corrected and handed in again', async () => {
    const person = await member('杨补录');
    const entered = await handedIn(served(person));
    expect((await withdraw(entered.id, person)).status).toBe(403);
    (await withdraw(entered.id)).expect(204);
    expect((await withdraw(entered.id)).refusal).toEqual([409, 'past_activity_decided']);
    expect((await decide(officer, entered)).refusal).toEqual([409, 'past_activity_decided']);
    expect(await waiting(officer)).not.toContain(entered.id);
    const again = (await correct(entered.id, { people: [served(person, '09:30')] })).expect(200);
    // Who opened it before has read other times.
    expect((await decide(officer, entered)).refusal).toEqual([409, 'past_activity_changed']);
    (await decide(officer, again)).expect(204);
    expect((await withdraw(entered.id)).refusal).toEqual([409, 'past_activity_decided']);
    expect(await recordsOf(person)).toMatchObject([{ minutes: 90 }]);
  });

  it('is approved by nobody involved, and only while the time is free', async () => {
    const person = await member('何补录');
    (await join(officer)).expect(201);
    const mine = await handedIn(served(officer, '11:00', '12:00'));
    expect((await decide(officer, mine)).refusal).toEqual([403, 'own_entry']);
    (await decide(city, mine, { decision: 'REJECT', reason: '签到表上没有他' })).expect(204);

    const [first, second] = [
      await handedIn(served(person)),
      await handedIn(served(person, '10:30', '12:00')),
    ];
    (await decide(officer, first)).expect(204);
    const late = await decide(city, second);
    expect(late.refusal).toEqual([409, 'record_overlaps']);
    expect(late.body.message).toContain('何补录');
    expect(await recordsOf(person)).toMatchObject([{ minutes: 120, state: 'IN_PUBLICITY' }]);
    expect(await waiting(city)).toContain(second.id);
  });

  it('finds the time taken by hours that were entered between handing in and approval', async () => {
    const activity = await stage.activity();
    const [person, other] = [await member('吕补录'), await member('施补录')];
    await stage.signUp(person, activity);
    const entered = await handedIn(served(other), served(person));
    const record = await enterElsewhere(person, activity);
    expect(record.status).toBe(201);
    const late = await decide(officer, entered);
    expect(late.refusal).toEqual([409, 'record_overlaps']);
    expect(late.body.message).toContain('吕补录');
    // As a whole: the other one has nothing yet either, and the entry still waits.
    expect([await recordsOf(other), await stateOf(entered.id)]).toEqual([[], 'PENDING']);
    (await decide(officer, entered, { decision: 'RETURN', reason: '吕补录的时间重复' })).expect(204);
    const again = (await correct(entered.id, { people: [served(other)] })).expect(200);
    (await decide(officer, again)).expect(204);
    expect(await recordsOf(other)).toHaveLength(1);
  });

  const enterElsewhere = (person: Person, { id }: Pick<Activity, 'id'>) =>
    stage.lead.post(`/api/organizer/activities/${id}/attendance`, {
      volunteerId: person.volunteerId,
      startAt: at('10:00').toISOString(),
      endAt: at('11:30').toISOString(),
      reason: '手机没电，现场已核对签到表',
      proof,
    });

  describe('at the same instant', () => {
    const ROUNDS = [1, 2, 3];

    it.each(ROUNDS)('of two officers who approve one does (%i)', async (round) => {
      const person = await member(`孔双审${round}`);
      const entered = await handedIn(served(person));
      const answers = await Promise.all([officer, city, officer, city].map((by) => decide(by, entered)));
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409, 409]);
      expect(await recordsOf(person)).toMatchObject([{ minutes: 120, state: 'IN_PUBLICITY' }]);
      const found = await world.database.manager.findOneByOrFail(PastActivity, { id: entered.id });
      const [record] = await recordsOf(person);
      expect(record).toMatchObject({ activityId: found.activityId, approverId: found.decidedBy });
    });

    it.each(ROUNDS)('of an approval and a withdrawal one holds (%i)', async (round) => {
      const person = await member(`曹撤回${round}`);
      const entered = await handedIn(served(person));
      const [approved, withdrawn] = await Promise.all([decide(officer, entered), withdraw(entered.id)]);
      expect([approved.status, withdrawn.status].sort()).toEqual([204, 409]);
      const holds = approved.status === 204;
      expect(await stateOf(entered.id)).toBe(holds ? 'APPROVED' : 'WITHDRAWN');
      expect(await recordsOf(person)).toHaveLength(holds ? 1 : 0);
    });

    it.each(ROUNDS)(
      'what is withdrawn, corrected and handed in again is not approved unread (%i)',
      async (round) => {
        const person = await member(`严更正${round}`);
        const entered = await handedIn(served(person));
        const [approved] = await Promise.all([
          decide(officer, entered),
          withdraw(entered.id).then(() =>
            correct(entered.id, { people: [served(person, '11:00', '12:00')] }),
          ),
        ]);
        const holds = approved.status === 204;
        const records = await recordsOf(person);
        expect(records.map(({ minutes }) => minutes)).toEqual(holds ? [120] : []);
        const found = await world.database.manager.findOneByOrFail(PastActivity, { id: entered.id });
        expect(found).toMatchObject(
          holds ? { state: 'APPROVED', version: 1 } : { state: 'PENDING', version: 2 },
        );
      },
    );

    it.each(ROUNDS)('of an approval and hours entered elsewhere one takes the time (%i)', async (round) => {
      const activity = await stage.activity();
      const person = await member(`华同时${round}`);
      await stage.signUp(person, activity);
      const entered = await handedIn(served(person));
      const [approved, elsewhere] = await Promise.all([
        decide(officer, entered),
        enterElsewhere(person, activity),
      ]);
      const statuses = [approved.status, elsewhere.status];
      expect([
        [204, 409],
        [409, 201],
      ]).toContainEqual(statuses);
      expect(await recordsOf(person)).toHaveLength(1);
    });
  });
});
