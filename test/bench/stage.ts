import { createHash, randomBytes } from 'node:crypto';
import { loadConfig } from '../../config/config';
import type { Environment } from '../../config/env';
import { Activity, Post } from '../../server/activities';
import { dataSourceOf } from '../../server/entities';
import { Organization } from '../../server/organizations';
import { seedOrganizations } from '../../server/organizations/seed';
import { DAY, HOUR, systemClock } from '../../server/platform/clock';
import { PersonalData } from '../../server/platform/crypto/personal-data';
import { Database, insertRows } from '../../server/platform/database';
import { applyMigrations } from '../../server/platform/database/apply-migrations';
import { newId } from '../../server/platform/ids';
import { Account, Session, Volunteer } from '../../server/volunteers';
import { createStore } from '../support/engine';

/** A database with everything in place for a measurement, filled directly: thousands of registrations are not the subject. */
export interface BenchStage {
  environment: Environment;
  database: Database;
  organizationId: string;
  /** @returns the row of a published activity, not stored */
  activity(organizationId: string, index: number, places: number): Activity;
  /** @returns ids of published activities that recruit now */
  addActivities(count: number, places: number): Promise<string[]>;
  /** @returns session tokens of as many verified volunteers */
  addVolunteers(count: number): Promise<string[]>;
  remove(): Promise<void>;
}

/** @param areas prefixes of the areas whose units are wanted; undefined for the whole country */
export async function setBenchStage(
  { areas }: { areas: string[] | undefined } = { areas: ['11'] },
): Promise<BenchStage> {
  const store = await createStore('mysql');
  const config = loadConfig(store.environment);
  const dataSource = await dataSourceOf(config).initialize();
  await applyMigrations(dataSource);
  const database = new Database(dataSource, systemClock);
  await seedOrganizations(database, { areas });
  const society = await database.manager.findOneByOrFail(Organization, { legacyNumber: 'A-01' });
  const personalData = new PersonalData(config.secrets);
  return {
    environment: store.environment,
    database,
    organizationId: society.id,
    activity,
    addActivities: async (count, places) => {
      const rows = Array.from({ length: count }, (_, index) => activity(society.id, index, places));
      await insertRows(database.manager, Activity, rows);
      const posts = rows.map(({ id }) => ({ ...emptyPost, id, activityId: id, places }));
      await insertRows(database.manager, Post, posts);
      return rows.map(({ id }) => id);
    },
    addVolunteers: async (count) => {
      const people = Array.from({ length: count }, (_, index) => person(personalData, index));
      await insertRows(
        database.manager,
        Volunteer,
        people.map(({ volunteer }) => volunteer),
      );
      await insertRows(
        database.manager,
        Account,
        people.map(({ account }) => account),
      );
      await insertRows(
        database.manager,
        Session,
        people.map(({ session }) => session),
      );
      return people.map(({ token }) => token);
    },
    remove: async () => {
      await dataSource.destroy();
      await store.remove();
    },
  };
}

const emptyPost = {
  position: 0,
  title: '志愿者',
  requirement: null,
  takenPlaces: 0,
  waiting: 0,
  lastQueueNumber: 0,
  minAge: null,
  maxAge: null,
  membersOnly: false,
};

function activity(organizationId: string, index: number, places: number): Activity {
  const now = Date.now();
  const startsAt = new Date(now + DAY + index * HOUR);
  return {
    id: newId(),
    organizationId,
    title: `流动科技馆进社区第${index + 1}场`,
    category: 'popularization',
    scene: 'community',
    startsAt,
    endsAt: new Date(startsAt.getTime() + 2 * HOUR),
    recruitFrom: new Date(now - HOUR),
    recruitUntil: new Date(now + DAY - HOUR),
    place: '科技馆一层报告厅',
    areaCode: '110105',
    latitude: 39.92,
    longitude: 116.44,
    radiusMetres: 300,
    signUpMode: 'FIRST_COME',
    waitlist: true,
    invitedOnly: false,
    places,
    takenPlaces: 0,
    waiting: 0,
    signedUp: false,
    riskNotice: '现场有少量搬运工作，请注意脚下。',
    riskLevel: 'NONE',
    insurance: null,
    guarantees: ['05'],
    targets: ['11'],
    minAge: null,
    maxAge: null,
    leadId: newId(),
    demandId: null,
    seriesId: null,
    contact: '服务台',
    membersOnly: false,
    depositFen: null,
    intro: '布置展台，引导孩子动手做实验。'.repeat(10),
    state: 'PUBLISHED',
    stateReason: null,
    createdBy: newId(),
    createdAt: new Date(now),
    publishedAt: new Date(now),
    rescheduledAt: null,
    rescheduleReason: null,
  };
}

function person(personalData: PersonalData, index: number) {
  const now = new Date();
  const token = randomBytes(32).toString('base64url');
  const volunteer: Volunteer = {
    id: newId(),
    number: `V${randomBytes(5).toString('hex').toUpperCase()}`,
    name: '压测员',
    documentType: '01',
    documentNumber: personalData.encrypt('document', String(index)),
    documentIndex: personalData.index('document', newId()),
    phone: personalData.encrypt('phone', String(index)),
    phoneIndex: personalData.index('phone', newId()),
    claimPhoneIndex: null,
    legacyNumber: null,
    birthDay: '1990-01-01',
    gender: 'female',
    areaCode: '110105',
    serviceCategories: [],
    profile: {},
    source: 'SELF',
    state: 'VERIFIED',
    stateBefore: null,
    deregistersAt: null,
    stateReason: null,
    guardianName: null,
    guardianPhoneIndex: null,
    guardianAccountId: null,
    createdAt: now,
  };
  const account: Account = {
    id: newId(),
    unionid: null,
    miniProgramOpenid: `obench${volunteer.id}`,
    officialOpenid: null,
    following: false,
    volunteerId: volunteer.id,
    verifiedPhone: null,
    largeType: null,
    createdAt: now,
  };
  const session: Session = {
    id: newId(),
    tokenHash: createHash('sha256').update(token).digest('base64'),
    accountId: account.id,
    channel: 'MINI_PROGRAM',
    device: null,
    childId: null,
    createdAt: now,
    expiresAt: new Date(now.getTime() + DAY),
  };
  return { volunteer, account, session, token };
}
