import fc from 'fast-check';
import { Activity } from '../../server/activities';
import { CloseOut } from '../../server/close-outs';
import { Organization } from '../../server/organizations';
import { startOfShanghaiDay } from '../../server/platform/clock';
import { type Database, insertRows } from '../../server/platform/database';
import { newId } from '../../server/platform/ids';
import { Recap } from '../../server/recaps';
import { ServiceRecord, ServiceReport } from '../../server/service-hours';
import { SignUp } from '../../server/signups';
import { SIGN_UP_STATES } from '../../server/signups/signup.entity';
import { Volunteer } from '../../server/volunteers';

export const AREAS = ['110105', '110106', '130102', '130104', '130200', '000000'];
/** Around the ends of a month and a year. */
export const DAYS = ['2025-12-30', '2025-12-31', '2026-01-01', '2026-01-31', '2026-02-01', '2026-02-02'];
export const TODAY = '2026-02-02';

const area = fc.constantFrom(...AREAS);
/** A moment of one of the days, the first and the last instant among them. */
const moment = fc
  .tuple(fc.constantFrom(...DAYS), fc.constantFrom(0, 1, 43_200_000, 86_399_999))
  .map(([day, ms]) => new Date(startOfShanghaiDay(day).getTime() + ms));

const organization = fc.record({
  area,
  at: moment,
  state: fc.constantFrom('ACTIVE', 'SUSPENDED', 'PENDING'),
});
const volunteer = fc.record({
  area,
  at: moment,
  state: fc.constantFrom('VERIFIED', 'VERIFIED', 'UNCLAIMED', 'ERASED'),
});
const activity = fc.record({
  area: fc.constantFrom(...AREAS.slice(0, 5)),
  organization: fc.nat(),
  at: moment,
  publishedAt: moment,
  state: fc.constantFrom('PUBLISHED', 'CLOSED', 'CLOSED', 'CANCELLED', 'DRAFT', 'TAKEN_DOWN'),
  recap: fc.option(fc.record({ served: fc.nat(500), state: fc.constantFrom('PUBLISHED', 'PENDING') })),
  // The row of one that is not done is there for its reminder.
  closeOut: fc.option(fc.record({ served: fc.nat(500), done: fc.boolean() })),
  signUps: fc.array(fc.constantFrom(...SIGN_UP_STATES), { maxLength: 6 }),
});
const record = fc.record({
  activity: fc.nat(),
  volunteer: fc.nat(),
  day: fc.constantFrom(...DAYS),
  minutes: fc.integer({ min: 1, max: 720 }),
  state: fc.constantFrom('EFFECTIVE', 'EFFECTIVE', 'IN_PUBLICITY', 'DISPUTED', 'VOIDED'),
  report: fc.option(fc.constantFrom('OPEN', 'DISMISSED'), { freq: 3 }),
});

/** What happened, as generated; numbers choose one of the others. */
export const facts = fc.record({
  organizations: fc.array(organization, { minLength: 2, maxLength: 5 }),
  volunteers: fc.array(volunteer, { minLength: 2, maxLength: 6 }),
  activities: fc.array(activity, { minLength: 1, maxLength: 8 }),
  records: fc.array(record, { maxLength: 14 }),
});
export type Facts = typeof facts extends fc.Arbitrary<infer T> ? T : never;

/** The rows of the facts, with what the columns need besides. */
export interface Stored {
  organizations: Organization[];
  volunteers: Volunteer[];
  activities: Activity[];
  signUps: SignUp[];
  recaps: Recap[];
  closeOuts: CloseOut[];
  records: ServiceRecord[];
  reports: ServiceReport[];
}

const from = <T>(list: readonly T[], choice: number): T => list[choice % list.length]!;

export async function store({ manager }: Database, told: Facts): Promise<Stored> {
  const tables = [ServiceReport, ServiceRecord, Recap, CloseOut, SignUp, Activity];
  for (const table of tables) await manager.createQueryBuilder().delete().from(table).execute();
  await manager.delete(Organization, { kind: 'ORGANIZATION' });
  await manager.createQueryBuilder().delete().from(Volunteer).execute();
  const stored = rowsOf(told);
  const { organizations, volunteers, activities, signUps, recaps, closeOuts, records, reports } = stored;
  await insertRows(manager, Organization, organizations);
  await insertRows(manager, Volunteer, volunteers);
  await insertRows(manager, Activity, activities);
  await insertRows(manager, SignUp, signUps);
  await insertRows(manager, Recap, recaps);
  await insertRows(manager, CloseOut, closeOuts);
  await insertRows(manager, ServiceRecord, records);
  await insertRows(manager, ServiceReport, reports);
  return stored;
}

function rowsOf(told: Facts): Stored {
  const organizations = told.organizations.map(({ area: areaCode, at, state }) => {
    const id = newId();
    return {
      ...{
        id,
        kind: 'ORGANIZATION',
        number: id.slice(-16),
        name: id,
        nameKey: id,
        type: '13',
        line: 'TERRITORY',
      },
      ...{ areaCode, territoryPath: `/${id}/`, systemPath: `/${id}/`, state, principalName: '', intro: '' },
      ...{
        categories: [],
        joinMode: 'OPEN',
        linkState: 'NOT_NEEDED',
        memberCount: 1,
        activityCount: 0,
        createdAt: at,
      },
    } as unknown as Organization;
  });
  const volunteers = told.volunteers.map(({ area: areaCode, at, state }) => {
    const id = newId();
    return {
      ...{
        id,
        number: id.slice(-16),
        name: '甲',
        documentType: '01',
        documentNumber: '',
        phone: '',
        gender: 'male',
      },
      ...{
        birthDay: '1990-01-01',
        areaCode,
        serviceCategories: [],
        profile: {},
        source: 'SELF',
        state,
        createdAt: at,
      },
    } as unknown as Volunteer;
  });
  const activities = told.activities.map(
    ({ area: areaCode, at, publishedAt, state, organization: index }) => {
      const organizationId = from(organizations, index).id;
      return {
        ...{
          id: newId(),
          organizationId,
          title: '活动',
          category: 'popularization',
          startsAt: at,
          endsAt: at,
        },
        ...{
          recruitFrom: at,
          recruitUntil: at,
          place: '',
          areaCode,
          latitude: 0,
          longitude: 0,
          radiusMetres: 100,
        },
        ...{
          places: 1,
          takenPlaces: 0,
          signedUp: true,
          riskNotice: '',
          riskLevel: 'NONE',
          guarantees: [],
          targets: [],
        },
        ...{
          leadId: organizationId,
          contact: '',
          membersOnly: false,
          intro: '',
          state,
          createdBy: organizationId,
        },
        ...{ createdAt: at, publishedAt },
      } as unknown as Activity;
    },
  );
  const signUps = told.activities.flatMap(({ signUps: states, at }, index) =>
    states.map((state) => {
      const activityId = activities[index]!.id;
      return {
        id: newId(),
        activityId,
        volunteerId: newId(),
        state,
        riskAcknowledgedAt: at,
        createdAt: at,
      } as SignUp;
    }),
  );
  const recaps = told.activities.flatMap(({ recap, at }, index) => {
    const { id: activityId, organizationId } = activities[index]!;
    const row = {
      id: newId(),
      activityId,
      organizationId,
      authorId: organizationId,
      openKey: activityId,
      text: '',
    };
    const more = { photos: [], photoConsent: true, views: 0, shares: 0, createdAt: at };
    return recap
      ? [{ ...row, ...more, peopleServed: recap.served, state: recap.state } as unknown as Recap]
      : [];
  });
  const closeOuts = told.activities.flatMap(({ closeOut, at }, index) => {
    const { id: activityId, organizationId } = activities[index]!;
    if (!closeOut) return [];
    const done = closeOut.done
      ? { peopleServed: closeOut.served, closedAt: at }
      : { remindedAt: at, peopleServed: null, closedAt: null };
    return [{ id: newId(), activityId, organizationId, ...done } as CloseOut];
  });
  const records = told.records.map((each) => {
    const { id: activityId, organizationId } = from(activities, each.activity);
    const at = startOfShanghaiDay(each.day);
    return {
      ...{ id: newId(), activityId, organizationId, volunteerId: from(volunteers, each.volunteer).id },
      ...{ minutes: each.minutes, day: each.day, startAt: at, endAt: at, content: '', source: 'CHECKED_IN' },
      ...{ reviewLevel: 'ORGANIZATION', state: each.state, stateSince: at, createdAt: at },
    } as unknown as ServiceRecord;
  });
  const reports = told.records.flatMap(({ report }, index) => {
    const { id: recordId, organizationId, createdAt } = records[index]!;
    const reporterAccountId = newId();
    const row = {
      id: newId(),
      recordId,
      organizationId,
      reporterAccountId,
      reason: '',
      state: report,
      createdAt,
    };
    return report ? [row as ServiceReport] : [];
  });
  return { organizations, volunteers, activities, signUps, recaps, closeOuts, records, reports };
}
