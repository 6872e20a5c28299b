import fc from 'fast-check';
import { DAY } from '../../server/platform/clock';
import { ServiceRecord } from '../../server/service-hours';
import { PublicityService } from '../../server/service-hours/publicity.service';
import { ServiceHoursService } from '../../server/service-hours/service-hours.service';
import type { Person } from '../support/person';
import { createWorld, type World } from '../support/world';
import { at, Stage } from './stage';

type State = 'IN_PUBLICITY' | 'DISPUTED' | 'EFFECTIVE' | 'VOIDED';
const MOVES = ['mature', 'report', 'dismiss', 'uphold', 'void', 'restore'] as const;
type Move = (typeof MOVES)[number];

/** What one record should be: written down apart from the product's own table of moves. */
interface Expected {
  id: string;
  state: State;
  reported: boolean;
  /** whether it ever counted */
  granted: boolean;
}

describe('the ledger', () => {
  let world: World;
  let stage: Stage;
  let officer: Person;
  const hours = new ServiceHoursService();
  beforeAll(async () => {
    world = await createWorld();
    stage = await Stage.open(world);
    officer = await world.officer('110105');
  });
  afterAll(() => world.stop());

  /** What the schedule does about publicity, without everything else that is due after days. */
  const mature = () => {
    const nothing = undefined as never;
    const publicity = new PublicityService(nothing, nothing, nothing, nothing, world.clock);
    return world.database.transaction((tx) => publicity.finishDue(tx));
  };

  /** Sessions end when the clock jumps. */
  const logIn = (...people: Person[]) => Promise.all(people.map((person) => person.logIn()));

  let witnesses = 0;
  const statusOf = async (move: Exclude<Move, 'mature'>, { id }: Expected): Promise<number> => {
    const unit = `/api/unit/service-records/${id}`;
    const reason = '按核查结果处理';
    switch (move) {
      case 'report': {
        const witness = await world.person(`目击者${++witnesses}`).logIn();
        return (await witness.post(`/api/volunteer/service-records/${id}/reports`, { reason })).status;
      }
      case 'dismiss':
        return (await officer.post(`${unit}/report-decision`, { decision: 'DISMISSED', reason })).status;
      case 'uphold':
        return (await officer.post(`${unit}/report-decision`, { decision: 'UPHELD', reason })).status;
      case 'void':
        return (await officer.post(`${unit}/voiding`, { reason })).status;
      case 'restore':
        return (await officer.post(`${unit}/restoration`, { reason })).status;
    }
  };

  /** Changes what is expected. @returns whether the product should agree to the move */
  function expectMove(move: Exclude<Move, 'mature'>, record: Expected): boolean {
    const { state, reported, granted } = record;
    switch (move) {
      case 'report':
        if (state === 'VOIDED') return false;
        record.reported = true;
        if (state === 'IN_PUBLICITY') record.state = 'DISPUTED';
        return true;
      case 'dismiss':
        if (!reported) return false;
        record.reported = false;
        if (state === 'DISPUTED') record.state = 'IN_PUBLICITY';
        return true;
      case 'uphold':
        if (!reported || state === 'VOIDED') return false;
        Object.assign(record, { state: 'VOIDED', reported: false });
        return true;
      case 'void':
        if (state !== 'IN_PUBLICITY' && state !== 'EFFECTIVE') return false;
        record.state = 'VOIDED';
        return true;
      case 'restore':
        if (state !== 'VOIDED') return false;
        record.state = granted ? 'EFFECTIVE' : 'IN_PUBLICITY';
        return true;
    }
  }

  it('holds exactly the minutes of effective records, whatever is done to them in whatever order', async () => {
    const step = fc.tuple(fc.constantFrom(...MOVES), fc.nat(1));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        stage.time('08:00');
        await logIn(officer);
        const [morning, later] = [await stage.activity(), await stage.activity('12:00', '14:00')];
        const person = await stage.volunteer('账本', morning, later);
        const ids = [await stage.served(person, morning, '10:30')];
        stage.time('11:50');
        (await stage.checkIn(person, later)).expect(200);
        stage.time('12:20');
        ids.push((await stage.checkOut(person, later)).expect(200).recordId);
        const minutes = [90, 20];
        const records = ids.map(
          (id): Expected => ({ id, state: 'IN_PUBLICITY', reported: false, granted: false }),
        );
        for (const [move, which] of steps) {
          if (move === 'mature') {
            world.advance(10 * DAY);
            await mature();
            await logIn(person, officer);
            for (const each of records)
              if (each.state === 'IN_PUBLICITY') Object.assign(each, { state: 'EFFECTIVE', granted: true });
          } else {
            const record = records[which]!;
            const status = await statusOf(move, record);
            expect([move, status < 300]).toEqual([move, expectMove(move, record)]);
            expect(status).toBeLessThan(500);
          }
          for (const { id, state } of records) expect((await stage.record(id)).state).toBe(state);
          const counted = records.map(({ state }, i) => (state === 'EFFECTIVE' ? minutes[i]! : 0));
          expect(await stage.minutesOf(person)).toBe(counted[0]! + counted[1]!);
        }
        expect(await hours.findDiscrepancies(world.database)).toEqual([]);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });

  it('takes no more than the cap of a day from entries at the same instant', async () => {
    stage.time('08:00');
    const activity = await stage.activity('08:00', '23:00');
    const person = await stage.volunteer('上限', activity);
    stage.time('23:30');
    await logIn(stage.lead);
    const entry = (from: string, to: string) => ({
      volunteerId: person.volunteerId,
      startAt: at(from).toISOString(),
      endAt: at(to).toISOString(),
      reason: '现场没有信号',
    });
    const spans = [entry('08:00', '13:00'), entry('13:00', '18:00'), entry('18:00', '23:00')];
    const path = `/api/organizer/activities/${activity.id}/attendance`;
    const answers = await Promise.all(spans.map((span) => stage.lead.post(path, span)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409]);
    const day = { volunteerId: person.volunteerId, day: '2026-11-23' };
    expect(await world.database.manager.sum(ServiceRecord, 'minutes', day)).toBe(600);
  });

  it('keeps the days of Shanghai at the end of a month and on 29 February', async () => {
    const [leap, before] = ['2028-02-29', '2028-02-28'];
    const activity = await stage.activity('22:00', '23:50', {
      startsAt: at('22:00', leap),
      endsAt: at('23:50', leap),
    });
    const person = await stage.volunteer('闰日', activity);
    stage.time('21:50', leap);
    await logIn(person);
    (await stage.checkIn(person, activity)).expect(200);
    stage.time('23:50', leap);
    const out = (await stage.checkOut(person, activity)).expect(200);
    expect(out.minutes).toBe(110);
    // Three working days after the last of February: Wednesday to Friday.
    expect(await stage.record(out.recordId)).toMatchObject({
      day: leap,
      publicityUntil: at('00:00', '2028-03-04'),
    });
    const apply = (fromDay: string, toDay: string) =>
      person.post('/api/volunteer/certificates', { organizationId: stage.organization.id, fromDay, toDay });
    stage.time('23:59', '2028-12-31');
    await mature();
    await logIn(person);
    expect((await apply('2028-02-01', before)).refusal).toEqual([409, 'no_effective_hours']);
    expect((await apply('2028-03-01', '2028-03-31')).refusal).toEqual([409, 'no_effective_hours']);
    expect((await apply('2028-02-01', leap)).expect(201).number).toBe('KJZM-2028-00000001');
    stage.time('00:00', '2029-01-01');
    expect((await apply(leap, leap)).expect(201).number).toBe('KJZM-2029-00000001');
  });
});
