import fc from 'fast-check';
import { CloseOut } from '../../server/close-outs';
import { shanghaiDay } from '../../server/platform/clock';
import { newId } from '../../server/platform/ids';
import { ServiceRecord } from '../../server/service-hours';
import { FiguresMark, FiguresRefresh } from '../../server/statistics';
import { type Counts, countsOf, Figures, noCounts } from '../../server/statistics/figures.entity';
import { FiguresKeeper } from '../../server/statistics/figures.keeper';
import { VolunteerFigures } from '../../server/statistics/volunteer-figures.entity';
import { createWorld, type World } from '../support/world';
import { AREAS, DAYS, facts, type Stored, store, TODAY } from './facts';

const STANDING = ['PUBLISHED', 'CLOSED'];
const KEPT = ['CONFIRMED', 'ATTENDED', 'NO_SHOW', 'EXCUSED'];
const PERIODS = [...DAYS, '2025-12', '2026-01', '2026-02', '2025', '2026', 'ALL'];
const NOW = new Date(`${TODAY}T12:00:00+08:00`);

/** The definition, by looking at every fact. */
function bruteForce(
  stored: Stored,
  inArea: (areaCode: string) => boolean,
  organizationId: string | null,
): Stored {
  const ofOrganization = (id: string) => organizationId === null || id === organizationId;
  const activities = stored.activities.filter((a) => inArea(a.areaCode) && ofOrganization(a.organizationId));
  const ids = new Set(activities.map(({ id }) => id));
  return {
    ...stored,
    organizations: stored.organizations.filter(({ id, areaCode }) => inArea(areaCode) && ofOrganization(id)),
    volunteers: organizationId === null ? stored.volunteers.filter(({ areaCode }) => inArea(areaCode)) : [],
    activities,
    signUps: stored.signUps.filter(({ activityId }) => ids.has(activityId)),
    recaps: stored.recaps.filter(({ activityId }) => ids.has(activityId)),
    closeOuts: stored.closeOuts.filter(({ activityId }) => ids.has(activityId)),
    records: stored.records.filter(({ activityId }) => ids.has(activityId)),
  };
}

function countedRecords({ records, reports }: Stored): ServiceRecord[] {
  const disputed = new Set(reports.flatMap(({ state, recordId }) => (state === 'OPEN' ? [recordId] : [])));
  return records.filter(({ id, state }) => state === 'EFFECTIVE' && !disputed.has(id));
}

function countsIn(stored: Stored, period: string): Counts {
  const within = (at: Date) => period === 'ALL' || shanghaiDay(at).startsWith(period);
  const standing = stored.activities.filter(({ state }) => STANDING.includes(state));
  const held = standing.filter(({ startsAt }) => within(startsAt) && startsAt < NOW);
  const heldIds = new Set(held.map(({ id }) => id));
  const signUps = stored.signUps.filter(
    ({ activityId, state }) => heldIds.has(activityId) && KEPT.includes(state),
  );
  const servedAt = (id: string): number => {
    const closeOut = stored.closeOuts.find(({ activityId, closedAt }) => activityId === id && closedAt);
    const recap = stored.recaps.find(({ activityId, state }) => activityId === id && state === 'PUBLISHED');
    return closeOut?.peopleServed ?? recap?.peopleServed ?? 0;
  };
  return {
    volunteers: stored.volunteers.filter((v) => v.state === 'VERIFIED' && within(v.createdAt)).length,
    organizations: stored.organizations.filter((o) => o.state === 'ACTIVE' && within(o.createdAt)).length,
    activitiesPublished: standing.filter(({ publishedAt }) => within(publishedAt!)).length,
    activitiesHeld: held.length,
    signUps: signUps.length,
    attended: signUps.filter(({ state }) => state === 'ATTENDED').length,
    peopleServed: held.reduce((sum, { id }) => sum + servedAt(id), 0),
    minutes: countedRecords(stored)
      .filter(({ day }) => period === 'ALL' || day.startsWith(period))
      .reduce((sum, { minutes }) => sum + minutes, 0),
  };
}

describe('the figures', () => {
  let world: World;
  let keeper: FiguresKeeper;
  beforeAll(async () => {
    world = await createWorld();
    world.clock.set(NOW);
    keeper = new FiguresKeeper({ now: () => NOW });
  });
  afterAll(() => world.stop());

  const count = async () => {
    while (await world.database.transaction((tx) => keeper.countNext(tx)));
  };
  const recount = async (days: readonly string[]) => {
    await world.database.transaction((tx) => keeper.markDays(tx, days));
    await count();
  };
  /** @param last day of the last refresh, none when left out. @returns what one would count now */
  const daysOfRefresh = async (last?: string): Promise<string[]> => {
    const { manager } = world.database;
    const startedAt = new Date(`${last}T00:00:00+08:00`);
    if (last) await manager.insert(FiguresRefresh, { id: newId(), startedAt, finishedAt: startedAt });
    await world.database.transaction((tx) => keeper.beginRefresh(tx));
    const marks = await manager.find(FiguresMark);
    await manager.createQueryBuilder().delete().from(FiguresMark).execute();
    await manager.createQueryBuilder().delete().from(FiguresRefresh).execute();
    return marks.map(({ id }) => id).sort();
  };
  const kept = async () => {
    const rows = await world.database.manager.find(Figures);
    const found = new Map(rows.map((row) => [`${row.scopeId} ${row.period}`, countsOf(row)]));
    return (scopeId: string, period: string): Counts => found.get(`${scopeId} ${period}`) ?? noCounts();
  };
  const expectAsCounted = async (stored: Stored) => {
    const of = await kept();
    for (const period of PERIODS) {
      for (const code of ['000000', '110000', '130000', '130100', ...AREAS.slice(0, 5)]) {
        const prefix = { '000000': '', '110000': '11', '130000': '13', '130100': '1301' }[code] ?? code;
        // 唐山市 is a city: its prefix holds its counties too.
        const inside = (area: string) => area.startsWith(code === '130200' ? '1302' : prefix);
        const expected = countsIn(bruteForce(stored, inside, null), period);
        expect({ code, period, ...of(code, period) }).toEqual({ code, period, ...expected });
      }
      for (const { id } of stored.organizations) {
        const expected = countsIn(
          bruteForce(stored, () => true, id),
          period,
        );
        expect({ id, period, ...of(id, period) }).toEqual({ id, period, ...expected });
      }
    }
    for (const period of ['2025-12', '2026-01', '2026-02', '2025', '2026', 'ALL']) {
      for (const { id } of stored.volunteers) {
        const own = countedRecords(stored).filter(
          ({ volunteerId, day }) => volunteerId === id && (period === 'ALL' || day.startsWith(period)),
        );
        const row = await world.database.manager.findOneBy(VolunteerFigures, { volunteerId: id, period });
        expect(row?.minutes ?? 0).toBe(own.reduce((sum, { minutes }) => sum + minutes, 0));
        expect(row?.activities ?? 0).toBe(new Set(own.map(({ activityId }) => activityId)).size);
      }
    }
  };

  it('are what counting every fact gives, for any facts, again and after corrections', async () => {
    await fc.assert(
      fc.asyncProperty(facts, async (told) => {
        const stored = await store(world.database, told);
        await recount(DAYS);
        await expectAsCounted(stored);
        // What was effective is voided: only its day is marked.
        const [first] = countedRecords(stored);
        if (first) {
          await world.database.manager.update(ServiceRecord, { id: first.id }, { state: 'VOIDED' });
          first.state = 'VOIDED';
          await recount([first.day]);
          await expectAsCounted(stored);
        }
        // What was said at a closing is corrected: only the day on which the activity began is marked.
        const closed = stored.closeOuts.find(({ closedAt }) => closedAt);
        if (closed) {
          closed.peopleServed! += 7;
          const { id, activityId, peopleServed } = closed;
          await world.database.manager.update(CloseOut, { id }, { peopleServed });
          await recount([shanghaiDay(stored.activities.find((each) => each.id === activityId)!.startsAt)]);
        }
        await recount(DAYS.slice(0, 2));
        await expectAsCounted(stored);
      }),
      { numRuns: 6 },
    );
  }, 60_000);

  it('are counted again for days on which something happened only, however long ago the last refresh was', async () => {
    const at = (day: string) => new Date(`${day}T09:00:00+08:00`);
    const plan = {
      area: '110105',
      organization: 0,
      publishedAt: at('2025-05-03'),
      recap: null,
      closeOut: null,
      signUps: [],
    };
    await store(world.database, {
      organizations: [{ area: '110105', at: at('2025-03-01'), state: 'ACTIVE' }],
      volunteers: [{ area: '110105', at: at('2025-04-02'), state: 'VERIFIED' }],
      activities: [
        { ...plan, at: at('2025-06-04'), state: 'CLOSED' },
        { ...plan, at: at('2025-08-09'), state: 'CANCELLED' },
        { ...plan, at: at('2026-02-03'), state: 'PUBLISHED' },
      ],
      records: [
        { activity: 0, volunteer: 0, day: '2025-07-05', minutes: 60, state: 'EFFECTIVE', report: null },
      ],
    });
    const since = ['2025-04-02', '2025-05-03', '2025-06-04', '2025-07-05'];
    expect(await daysOfRefresh()).toEqual(['2025-03-01', ...since]);
    expect(await daysOfRefresh('2025-04-02')).toEqual(since);
    expect(await daysOfRefresh('2025-07-06')).toEqual([]);
  });
});
